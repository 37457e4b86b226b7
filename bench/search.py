"""Every kind of search over many records, and what the index costs a saved record.

``python bench/search.py --rows 10000`` fills a database of its own (once) with as many
press releases and agreements of 2,000 words, builds the index and prints its size and
time, then the time of each page on the server.
"""

import argparse
import itertools
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.ground import FILL, end, measure, say_machine, set_up  # noqa: E402

# At most so many rows keep the first limits; above, the second.
SMALL = 10_000
PAGE = {True: 25, False: 100}
COMPLETION = {True: 15, False: 25}
SAVING = 30

SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi xo za que tri blan cre dos"
LEXICON = f"""
CREATE TEMP TABLE lexicon AS
SELECT n AS place, s[1 + n % 20] || s[1 + n / 20 % 20] || s[1 + n / 400 % 20]
    || s[1 + n * 7 % 20] AS word
FROM generate_series(1, 6000) n, (SELECT string_to_array('{SYLLABLES}', ' ') s) w
""".replace("%", "%%")
# A thousand texts of 2,000 words, one word in four a common one; each agreement has
# one of them, and a word of its own.
BODIES = """
CREATE TEMP TABLE bodies AS
SELECT n, string_agg(word, ' ' ORDER BY i) AS body FROM (
    SELECT n, i, CASE WHEN i %% 4 = 0
        THEN (string_to_array(%(words)s, ' '))[1 + (n * 31 + i * 17) %% 38]
        ELSE (SELECT word FROM lexicon WHERE place = 1 + (
            6000 * power((hashint8(n * 100003 + i) & 1048575) / 1048576.0, 3))::int
            %% 6000) END AS word
    FROM generate_series(0, least(999, %(rows)s)) n, generate_series(1, 2000) i) drawn
GROUP BY n
"""
LONG = """
UPDATE partners_agreement a SET body_es = '<p>' || b.body || ' singular' || a.id
    || '</p>'
FROM bodies b WHERE b.n = a.id %% (1 + least(999, %(rows)s))
"""
GLOSSARY = """
INSERT INTO vocabulary_term (key, term, term_es, term_en, acronym, acronym_es,
    acronym_en, synonyms, synonyms_es, synonyms_en, usage_note)
VALUES ('mou', '', 'Memorando de entendimiento', 'Memorandum of understanding', '',
    'MDE', 'MOU', '{}', '{}', '{}', ''),
    ('g2', '', 'Protección de la niñez', 'Child protection', '', '', '', '{}', '{}',
    '{}', '')
"""
STATEMENTS = (*FILL[:-1], "CREATE INDEX ON lexicon (place)", BODIES, LONG, GLOSSARY)
STATEMENTS = (LEXICON, *STATEMENTS, FILL[-1])

# What is asked, of whom.
QUESTIONS = {
    "common word": "q=migraci%C3%B3n",
    "common word, newest first": "q=migraci%C3%B3n&sort=date",
    "common word, last page": "q=migraci%C3%B3n&page=20",
    "two common words": "q=frontera+salud",
    "common words without another": "q=frontera+-singular77",
    "either of two common words": "q=frontera+OR+salud",
    "common phrase": "q=%22salud+agua%22",
    "acronym of a glossary term": "q=MOU",
    "glossary term": "q=proteccion+de+la+ni%C3%B1ez",
    "rare word": "q=singular77",
    "name of an institution": "q=institucion+37",
    "kind and year": "q=acuerdos+2023",
    "kind, topic and year chosen": "q=migraci%C3%B3n&kind=news&year=2023",
    "reference": "q=BENCH%2F77",
    "typing error": "q=migrasion+fronteera",
    "nothing like it": "q=xqwzkj",
    "words that are not together": "q=singular77+singular78",
    "English in Spanish": "q=release+frontera",
}
OF_STAFF = {
    "staff, common word": "q=migraci%C3%B3n",
    "staff, agreements by state": "q=migraci%C3%B3n&kind=agreements&state=expired",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=SMALL)
    rows = parser.parse_args().rows
    set_up(rows, "bench_search", STATEMENTS)
    index(rows)
    say_machine()
    end(list(measured(rows)))


def index(rows):
    """The rows were made without triggers: write the index, once."""
    from django.db import connection  # noqa: PLC0415

    from iompanama.finding.rebuilding import rebuild, sizes  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM finding_entry")
        [entries] = cursor.fetchone()
    if entries < 2 * rows:
        rebuilt = rebuild()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"index of {rebuilt.entries} entries in {rebuilt.seconds:.0f} s")
    with connection.cursor() as cursor:  # as autovacuum leaves it within a minute
        cursor.execute("ANALYZE finding_entry")
        for name in ("words", "head"):
            cursor.execute(f"SELECT gin_clean_pending_list('finding_entry_{name}')")
    for table, size in sizes().items():
        print(f"{table:<34} {size / 2**20:7.0f} MB with its indexes")


def measured(rows):
    from django.contrib.auth.models import Permission, User  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    is_small = rows <= SMALL
    client, staff = Client(), Client()
    reader, _made = User.objects.get_or_create(username="reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="read_internal"))
    staff.force_login(reader)

    def get(of, path):
        def action():
            answer = of.get(path)
            assert answer.status_code in (200, 302), (path, answer.status_code)

        return action

    for name, question in QUESTIONS.items():
        path = f"/es/buscar/?{question}"
        yield measure(name, get(client, path), PAGE[is_small], times=30)
    for name, question in OF_STAFF.items():
        path = f"/es/buscar/?{question}"
        yield measure(name, get(staff, path), PAGE[is_small], times=30)
    for begun in ("migr", "sin", "institucion 3", "ba"):
        path = f"/es/buscar/completar/?q={begun}"
        name = f"completion of “{begun}”"
        yield measure(name, get(client, path), COMPLETION[is_small], times=30)
    yield saving()


def saving():
    """One agreement of 2,000 words, with its index and without, taking turns."""
    from django.db import connection  # noqa: PLC0415

    from iompanama.publishing.acting import acting  # noqa: PLC0415
    from partners.models import Agreement  # noqa: PLC0415

    numbers = itertools.count()
    keys = list(Agreement.objects.values_list("pk", flat=True)[:40])

    def save(pk):
        agreement = Agreement.objects.get(pk=pk)
        started = time.perf_counter()
        agreement.body_es = f"{agreement.body_es}<p>corregido{next(numbers)} hoy</p>"
        with acting(None, "bench"):
            agreement.save()
        return (time.perf_counter() - started) * 1000

    took = {"replica": [], "origin": []}
    with connection.cursor() as cursor:
        for pk in keys:
            for role in took:
                cursor.execute(f"SET session_replication_role = {role}")
                took[role].append(save(pk))
    took = {role: sorted(times) for role, times in took.items()}
    p95 = {role: times[int(0.95 * len(times))] for role, times in took.items()}
    more = p95["origin"] - p95["replica"]
    print(
        f"{'saving a record with its index':<34} p95 {p95['origin']:5.1f} ms, without"
        f" any trigger {p95['replica']:5.1f} ms{'  over' if more > SAVING else ''}"
    )
    return more <= SAVING


if __name__ == "__main__":
    main()
