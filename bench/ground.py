"""A database of its own, filled with many rows, for the measurements beside it.

The rows are made by PostgreSQL itself and are the same at every run. The database is
called ``bench_<rows>`` and is kept: a second run measures at once.
"""

import os
import statistics
import sys
import time
from importlib import import_module
from pathlib import Path

WORDS = (
    "migración frontera protección niñez apoyo comunidad retorno datos registro "
    "persona tránsito salud agua escuela mujer joven trabajo vivienda derecho "
    "convenio institución provincia selva río estación personal formación encuesta "
    "cifra año mes semana equipo visita taller proyecto programa cooperación firma"
)
PAST_DAYS = 4000

# What triggers keep, which do not act while the rows are made.
TITLES = """
UPDATE news_work SET titles = public.fold(public.join_text(title_es, title_en))
FROM news_pressrelease r WHERE r.work_id = news_work.id AND r.is_newest
"""

TRAITS = "SELECT public.settle_traits(array_agg(id)) FROM partners_agreement"

# Every statement takes the number of rows as %(rows)s.
FILL = (
    """
    INSERT INTO vocabulary_topic (key, position, name, name_es, name_en, slug, slug_es,
        slug_en, description, aliases, aliases_es, aliases_en)
    SELECT 'topic-' || n, n, '', 'Tema ' || n, 'Topic ' || n, '', 'tema-' || n,
        'topic-' || n, '', '{}', '{}', '{}' FROM generate_series(1, 14) n
    """,
    """
    INSERT INTO vocabulary_place (key, name, name_es, name_en, kind, note)
    SELECT 'place-' || n, '', 'Lugar ' || n, 'Place ' || n, 'town', ''
    FROM generate_series(1, 16) n
    """,
    """
    INSERT INTO partners_institution (key, name, name_es, name_en, acronym, slug,
        slug_es, slug_en, kind, country, website, description, aliases, aliases_es,
        aliases_en, mark, is_sample, sources, notes, is_the_office)
    SELECT 'institution-' || n, '', 'Institución ' || n, 'Institution ' || n, '', '',
        'institucion-' || n, 'institution-' || n, 'ministry', 'PA', '', '', '{}', '{}',
        '{}', '', true, '', '', n = 1
    FROM generate_series(1, greatest(100, %(rows)s / 100)) n
    """,
    "CREATE TEMP TABLE works AS SELECT gen_random_uuid() AS id, n"
    " FROM generate_series(1, %(rows)s) n",
    "INSERT INTO news_work (id, begun_at, titles) SELECT id, now(), '' FROM works",
    """
    INSERT INTO news_pressrelease (work_id, edition, status, kind, title, title_es,
        title_en, slug, slug_es, slug_en, lead, lead_es, lead_en, body, body_es,
        body_en, released, released_es, released_en, dateline_place_id, dateline_on,
        event_days, contact_team, contact_email, is_featured, change_note,
        published_at, withdrawn_reason, returned_remark, alone_reason, changed_at,
        key, is_sample, sources, notes, is_small_change, source_language, confirmed,
        source_changed_at, version, is_newest, withdrawn_to, first_published_at_es,
        first_published_at_en, topic_ids, institution_ids)
    SELECT works.id, 1, 'published', 'press_release', '', initcap(words.title) || ' ' ||
        n, 'Release ' || n || ' on ' || words.title, '', 'texto-' || n, 'text-' || n,
        '', words.title || ' ' || words.lead, 'About ' || words.lead, '',
        '<p>' || words.body || '</p>', '<p>The ' || words.body || '</p>', true, true,
        true, (SELECT min(id) FROM vocabulary_place) + n %% 16,
        current_date - (n %% %(days)s), '{}', '', '', false, '',
        now() - make_interval(days => n %% %(days)s + 1), '', '', '', now(), '', true,
        '', '', false, 'es', '{}', now(), 1, true, '',
        now() - make_interval(days => n %% %(days)s + 1),
        now() - make_interval(days => n %% %(days)s + 1),
        ARRAY[(SELECT min(id) FROM vocabulary_topic) + n %% 14],
        ARRAY[(SELECT min(id) FROM partners_institution) + n %% 100]
    FROM works, LATERAL (
        SELECT string_agg(word, ' ') FILTER (WHERE i <= 8) AS title,
               string_agg(word, ' ') FILTER (WHERE i <= 30) AS lead,
               string_agg(word, ' ') AS body
        FROM (SELECT i, (string_to_array(%(words)s, ' '))[
                  1 + (n * 7919 + i * 104729 + n * i) %% 38] AS word
              FROM generate_series(1, 200) i) drawn
    ) words
    """,
    TITLES,
    """
    INSERT INTO news_pressrelease_topics (pressrelease_id, topic_id)
    SELECT id, unnest(topic_ids) FROM news_pressrelease
    """,
    """
    INSERT INTO news_pressrelease_institutions (pressrelease_id, institution_id)
    SELECT id, unnest(institution_ids) FROM news_pressrelease
    """,
    """
    INSERT INTO partners_agreement (key, kind, older_references, title, title_es,
        title_en, slug, slug_es, slug_en, short_names, summary, summary_es, summary_en,
        body, body_es, body_en, areas, areas_es, areas_en, iom_is_party, access,
        confidence, is_signed, signed_on, signed_on_precision, entry, in_force_on,
        in_force_on_precision, ends_on, ends_on_precision, is_open_ended, renewal,
        renewal_months, notice_days, termination_reason, authentic_languages, custody,
        currency, remark, changed_at, is_sample, sources, notes, reference, on_data)
    SELECT 'agreement-' || n, 'memorandum_of_understanding', '{}', '', 'Memorando ' ||
        n || ' sobre ' || split_part(%(words)s, ' ', 1 + n %% 38), 'Memorandum ' || n,
        '', 'memorando-' || n, 'memorandum-' || n, '{}', '', 'Resumen ' || n,
        'Summary ' || n, '', '', '', '{}', '{}', '{}', true,
        (ARRAY['public', 'public', 'internal', 'confidential'])[1 + n %% 4],
        'confirmed', true, current_date - (n %% %(days)s), 'day', 'signature',
        current_date - (n %% %(days)s), 'day',
        current_date - (n %% %(days)s) + 1095, 'day', false,
        (ARRAY['none', 'automatic'])[1 + n %% 2], 12, 60, '', '{}', '', '', '', now(),
        true, '', '', 'BENCH/' || n, ''
    FROM generate_series(1, %(rows)s) n
    """,
    """
    INSERT INTO partners_party (agreement_id, institution_id, name, name_as_printed,
        on_behalf_of, role, position)
    SELECT a.id, i.id, '', '', '', 'party', p
    FROM partners_agreement a CROSS JOIN generate_series(0, 1) p
    JOIN partners_institution i ON i.id = (SELECT min(id) FROM partners_institution)
        + CASE p WHEN 0 THEN 0 ELSE 1 + a.id %% 99 END
    """,
    TRAITS,
    "ANALYZE",
)


def set_up(rows, kind="bench", statements=FILL):
    """Settings, an empty or kept database of this size, and the rows in it."""
    name = f"{kind}_{rows}"
    os.environ.update(LOCAL="yes", DEBUG="no", DJANGO_SETTINGS_MODULE="bench.settings")
    import_module("iompanama.wsgi")  # as the server starts, its memory in order
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    if not exists(connection, name):
        started, part = time.monotonic(), f"{name}_part"
        execute(connection, f'DROP DATABASE IF EXISTS "{part}"')
        execute(connection, f'CREATE DATABASE "{part}"')
        home = enter(connection, part)
        call_command("migrate", verbosity=0)
        fill(connection, rows, statements)
        enter(connection, home)
        # Only a database that was filled to the end gets the name.
        execute(connection, f'ALTER DATABASE "{part}" RENAME TO "{name}"')
        print(f"filled {rows} rows in {time.monotonic() - started:.0f} s")
    enter(connection, name)
    call_command("migrate", verbosity=0)  # one kept from before
    execute(connection, "VACUUM ANALYZE")


def exists(connection, name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def execute(connection, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def enter(connection, name):
    """Go on in another database of the server; answers the one left."""
    connection.close()
    left, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    return left


def fill(connection, rows, statements):
    values = {"rows": rows, "days": PAST_DAYS, "words": WORDS}
    with connection.cursor() as cursor:
        # Triggers that follow single changes have nothing to add to rows made whole.
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement, values)


# A host that others work on is slow for seconds at a time: of so many rounds the
# quietest is told.
ROUNDS = 3


def measure(name, action, limit, times=20, prepare=tuple):
    """Print p50 and p95 in milliseconds; is p95 within the limit?

    ``action`` is given what ``prepare`` returned, whose own time does not count. Beside
    it the median of processor time, of Python and of PostgreSQL.
    """
    action(*prepare())
    rounds = [taken(action, times, prepare) for _ in range(ROUNDS)]
    p95, p50, python, database = min(rounds)
    verdict = "" if p95 <= limit else f"  over {limit} ms"
    print(
        f"{name:<34} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms"
        f"   processor {python:5.1f} + {database:5.1f}{verdict}",
        flush=True,
    )
    return p95 <= limit


def taken(action, times, prepare):
    """One round: p95, p50, and the medians of processor time."""
    took, worked = [], []
    for _ in range(times):
        given = prepare()
        before, started = processor(), time.perf_counter()
        action(*given)
        took.append((time.perf_counter() - started) * 1000)
        worked.append(
            [now - then for now, then in zip(processor(), before, strict=True)]
        )
    python, database = (statistics.median(each) for each in zip(*worked, strict=True))
    p95 = statistics.quantiles(took, n=20)[-1]
    return p95, statistics.median(took), python, database


def processor():
    """Milliseconds of it that Python and the connection's PostgreSQL took so far; of
    the latter none where it runs elsewhere."""
    from django.db import connection  # noqa: PLC0415

    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    database = int(backend.read_text().split()[0]) / 1e6 if backend.exists() else 0
    return time.process_time() * 1000, database


def say_machine():
    """How busy and how quick the machine is just now, to compare runs by: a loop that
    stays within the processor, and a page of Django's, which does not."""
    from django.template import engines  # noqa: PLC0415

    links = engines["django"].from_string(LINKS)
    rows = [{"name": f"Institución {n}", "count": n} for n in range(300)]
    loop = typical(lambda: sum(n * n % 7 for n in range(100_000)))
    page = typical(lambda: links.render({"rows": rows}))
    load = " ".join(f"{n:.1f}" for n in os.getloadavg())
    print(f"load {load}; a loop of 100,000 {loop:.1f} ms, 300 links {page:.1f} ms")


LINKS = (
    "{% for row in rows %}<a href='?q={{ row.name }}'>{{ row.count }}</a>{% endfor %}"
)


def typical(action):
    """Milliseconds, the median of many."""
    took = []
    for _ in range(40):
        started = time.perf_counter()
        action()
        took.append((time.perf_counter() - started) * 1000)
    return sorted(took)[len(took) // 2]


def end(results):
    sys.exit(0 if all([*results]) else 1)
