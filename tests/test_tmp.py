import time, pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from iompanama.publishing.acting import acting
from partners.models import *
from partners.history.acts import page_of_acts
from partners.history.deleted import deleted
from tests import make
from tests.test_history import rich
pytestmark = pytest.mark.django_db
def test_x(client):
    c=connection.cursor(); s0=time.perf_counter()
    c.execute("""INSERT INTO partners_change (act, at, reason, records, "table", "row", action, before, after)
      SELECT gen_random_uuid(), now(), 'x', ARRAY['agreement:' || 1000000 + n % 100000], (ARRAY['partners_agreement','partners_party','partners_signature','partners_document','partners_relation'])[1 + n % 5], n, CASE WHEN n % 1000 = 0 THEN 'removed' WHEN n % 3 = 0 THEN 'added' ELSE 'changed' END, '{"role": "party", "title_es": "Acuerdo"}', '{"role": "donor"}'
      FROM generate_series(1, 60000) n""")
    print("fill", time.perf_counter()-s0); c.execute("ANALYZE partners_change")
    a = make.agreement(signed_on="2024-01-01"); rich(a, 10)
    u = make.staff("Head of office")
    def t(f, n=10):
        f(); ts=[]
        for i in range(n):
            s=time.perf_counter(); f(); ts.append(time.perf_counter()-s)
        return round(min(ts)*1000,1), round(sorted(ts)[n//2]*1000,1)
    print("page_of_acts", t(lambda: page_of_acts(a,u,1)))
    with CaptureQueriesContext(connection) as q: page_of_acts(a,u,1)
    print(len(q), max((float(x["time"]),x["sql"][:200]) for x in q.captured_queries))
    print("deleted", t(lambda: (list(deleted(Agreement,u)[:20]), deleted(Agreement,u).count())))
    c.execute("EXPLAIN ANALYZE "+ str(deleted(Agreement,u)[:20].query).replace("= partners_agreement","= 'partners_agreement'").replace("= removed","= 'removed'"))
    print("\n".join(r[0] for r in c.fetchall()))
    client.force_login(u)
    print("history page", t(lambda: client.get(f"/es/admin/partners/agreement/{a.pk}/history/"),5))
    def save(i=[0]):
        i[0]+=1
        with acting(u,"r"):
            Agreement.objects.filter(pk=a.pk).update(notice_days=i[0])
    print("update logged", t(save,50))
    def ins():
        with acting(u,"r"): make.party(a, name_es="x")
    print("insert party", t(ins,50))
    c.execute("select tgrelid::regclass::text, tgname from pg_trigger where tgname like '%_logged'")
    for x,y in c.fetchall(): c.execute(f"DROP TRIGGER {y} ON {x}")
    print("update unlogged", t(save,50)); print("insert unlogged", t(ins,50))
    assert 0
