"""What the register costs: ``python bench/register.py --rows 100000``.

Server time over as many agreements and three papers of each with a page of text: the
list as staff ask for it, with its filters and counts, with nothing remembered; the page
of a record; reminders; files of what is found, with the memory they take. Ends with 1
when a limit is passed, when a longer record costs more queries, when a longer file
takes more memory, or when the state of a day is looked for in the whole table where an
index serves.
"""

import argparse
import io
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import agreements, ground  # noqa: E402

LIST, PAGE = 150, 80  # ms
MEMORY = 30  # MB more for a file of ten times as many rows
LISTS = (
    ("", "list"),
    ("page=120", "list, last page"),
    ("show=table", "table"),
    ("show=table&sort=-title", "table by title"),
    ("show=table&sort=signed", "table by signature"),
    ("show=table&sort=notice", "table by notice"),
    ("show=table&sort=kind&year=2024", "table by kind, a year"),
    ("state=in_force", "in force"),
    ("state=ending_soon", "ending soon"),
    ("state=terminated", "ended early"),
    ("state=in_force&on=2020-01-01", "in force on a past day"),
    ("state=ending_soon&on=2040-01-01", "ending soon on a day to come"),
    ("party=institution-3", "an institution and its parts"),
    ("topic=topic-3", "topic"),
    ("signatory=official-7", "signatory"),
    ("language=en", "language"),
    ("scan=no", "without a scan"),
    ("ends=90", "ends within 90 days"),
    ("party=institution-3&kind=addendum&state=in_force", "three filters"),
)
PAGES = (
    ("agreement", "/es/acuerdos/memorando-80/", PAGE),
    ("agreement, as on a day", "/es/acuerdos/memorando-80/?on=2020-01-01", PAGE),
    ("timeline", "/es/acuerdos/?show=timeline", 400),
    ("all signatories", "/es/acuerdos/?choices=signatory", 400),
    ("deadlines", "/es/admin/deadlines/", 400),
    ("institution", "/es/instituciones/institucion-3/", LIST),
    ("topic", "/es/temas/tema-3/", LIST),
    ("home", "/es/", LIST),
)
# States few agreements are in on a day; of most, the whole table is read rightly.
FEW = ("ending_soon", "terminated", "superseded", "signed", "unknown")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args().rows
    ground.set_up(rows, "register", agreements.STATEMENTS)
    from django.core.management import call_command  # noqa: PLC0415

    call_command("set_up_roles", stdout=io.StringIO())
    ground.say_machine()
    client = signed_in("Partnerships")
    ground.end([*lists(client), *pages(client), *plans(), *reminders(), *files(client)])


def signed_in(group):
    from django.test import Client  # noqa: PLC0415

    from tests import make  # noqa: PLC0415

    client = Client()
    client.force_login(make.staff(group, "writer-1"))
    return client


def lists(client):
    from django.core.cache import cache  # noqa: PLC0415

    def forget():
        cache.clear()
        return ()

    for asked, name in LISTS:
        read = reading(client, f"/es/acuerdos/?{asked}")
        yield ground.measure(name, read, LIST, prepare=forget)


def reading(client, address):
    def read():
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return response.content

    return read


def pages(client):
    for name, address, limit in PAGES:
        yield ground.measure(name, reading(client, address), limit)
    yield constant_queries(client)


def constant_queries(client):
    """An agreement with one of everything and one with thirty."""
    from django.core.cache import cache  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from tests import make  # noqa: PLC0415

    found = []
    for n in (1, 30):
        with transaction.atomic():
            agreement = make.agreement(signed_on="2024-01-01", **unused())
            for _ in range(n):
                make.signature(agreement, party=make.party(agreement, name_es="Parte"))
                make.document(agreement)
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                reading(client, agreement.get_absolute_url())()
            found.append(len(queries))
            transaction.set_rollback(True)
    print(f"{'':34} {found[0]} queries with one of everything, {found[1]} with thirty")
    return found[0] == found[1]


def unused():
    """The database is kept: what another run made may be there."""
    import secrets  # noqa: PLC0415

    word = secrets.token_hex(6)
    names = ("key", "slug_es", "slug_en")
    return dict.fromkeys(names, f"banco-{word}")


def plans():
    """What PostgreSQL would do to find the agreements in a state."""
    import datetime as dt  # noqa: PLC0415

    from partners.models import Agreement  # noqa: PLC0415

    for day in (dt.date(2020, 1, 1), dt.datetime.now(tz=dt.UTC).date()):
        for state in FEW:
            rows = Agreement.objects.in_language("es").in_state(day, state)
            plan = rows.order_by().values("pk").explain()
            is_read = "Seq Scan on partners_agreement " in plan
            print(f"{state} on {day}: {'the whole table' if is_read else 'an index'}")
            yield not is_read


def reminders():
    """Of all that end within half a year, none of whom anybody can be told of."""
    import datetime as dt  # noqa: PLC0415

    from partners.deadlines.reminding import remind  # noqa: PLC0415

    before, started = memory(), time.monotonic()
    _reminded, unheard = remind(dt.datetime.now(tz=dt.UTC).date())
    seconds, more = time.monotonic() - started, memory() - before
    print(
        f"reminders of {len(unheard)} deadlines in {seconds:.1f} s,"
        f" {more:.0f} MB of memory more"
    )
    yield more <= MEMORY


def files(client):
    """Of some, then of all that have expired: memory does not follow the rows."""
    for name, path in (("CSV", "acuerdos.csv"), ("XLSX", "acuerdos.xlsx")):
        for asked in ("state=expired&year=2021", "state=expired"):
            before, started = memory(), time.monotonic()
            size = sum(map(len, client.get(f"/es/{path}?{asked}")))
            seconds, more = time.monotonic() - started, memory() - before
            print(
                f"{name} of {asked:<26} {size / 1e6:5.1f} MB in {seconds:5.1f} s,"
                f" {more:.0f} MB of memory more"
            )
        yield more <= MEMORY


def memory():
    """The most this process ever took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
