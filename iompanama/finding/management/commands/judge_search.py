"""Ask every judged query of the loaded sample; ends with 1 below the limits."""

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from ...judging import judgements, scores
from ...searching import Search
from ...sight import STAFF, Sight

LEAST_MRR, LEAST_RECALL = 0.90, 0.97
# Papers count as their agreement.
KEYS = """
SELECT 1, id, key FROM news_pressrelease UNION ALL
SELECT 2, id, key FROM partners_agreement UNION ALL
SELECT 3, d.id, a.key FROM partners_document d
    JOIN partners_agreement a ON a.id = d.agreement_id UNION ALL
SELECT 4, id, 'institution:' || key FROM partners_institution UNION ALL
SELECT 5, id, 'official:' || key FROM partners_official UNION ALL
SELECT 6, id, 'topic:' || key FROM vocabulary_topic UNION ALL
SELECT 7, id, 'page:' || key FROM pages_page
"""


class Command(BaseCommand):
    help = "Judge the search by what people would want of the sample."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="print every query")

    def handle(self, **options):
        self.keys = self._keys()
        judged = [(each, self._answer(each)) for each in judgements()]
        wrong = []
        for each, keys in judged:
            lost = [key for key in each.wanted if key not in keys[:10]]
            if options["all"] or lost or each.reciprocal(keys) < 1:
                self.stdout.write(
                    f"  {each.language} {each.query!r}: first wanted at"
                    f" 1/{each.reciprocal(keys):.2f}, not among ten: {lost},"
                    f" found {keys[:5]}"
                )
            wrong += [(each.query, key) for key in each.wrong(keys)]
        found = scores(judged)
        for kind, score in found.items():
            count = len(score.recalls)
            self.stdout.write(
                f"{kind or 'all':<16} {count:4} queries   MRR {score.mrr:.3f}"
                f"   recall at 10 {score.recall:.3f}"
            )
        for query, key in wrong:
            self.stderr.write(f"{query!r} finds {key}, which it never should")
        total = found[""]
        if wrong or total.mrr < LEAST_MRR or total.recall < LEAST_RECALL:
            raise CommandError("the search is not good enough", returncode=1)

    def _keys(self):
        with connection.cursor() as cursor:
            cursor.execute(KEYS)
            keys = {(kind, id): key for kind, id, key in cursor}
        if not any(key == "agr-defensoria-2023" for key in keys.values()):
            raise CommandError("load the sample first: manage.py load_sample")
        return keys

    def _answer(self, judgement):
        now = timezone.now()
        sight = Sight.of(AnonymousUser(), now)
        if judgement.reader == "staff":
            sight = Sight(STAFF, 0, now)
        search = Search(judgement.query, sight, judgement.language, most=50)
        return list(
            dict.fromkeys(self.keys[hit.kind, hit.id] for hit in search.found.hits)
        )
