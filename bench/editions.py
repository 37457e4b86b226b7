"""Works of five editions each, as an office would leave them after many years.

Of the last editions 5 in 100 are drafts or in review, 2 wait for their hour, 2 were
withdrawn, 1 went out alone; 3 have a translation behind, 3 lack a language. Indexes and
constraints of the table are taken away while it fills and made again at the end, by the
words the database itself has for them.
"""

from .ground import FILL, TITLES

EDITIONS = 5
COLUMNS = """work_id, edition, status, kind, title, title_es, title_en, slug, slug_es,
    slug_en, lead, lead_es, lead_en, body, body_es, body_en, released, released_es,
    released_en, dateline_place_id, dateline_on, event_days, contact_team,
    contact_email, is_featured, change_note, is_small_change, source_language,
    confirmed, source_changed_at, version, is_newest, published_at, superseded_at,
    withdrawn_at, withdrawn_reason, withdrawn_to, returned_remark, alone_reason,
    written_by_id, submitted_by_id, published_by_id, changed_at, key, is_sample,
    sources, notes, first_published_at_es, first_published_at_en, topic_ids,
    institution_ids"""

TAKE_AWAY = """
CREATE TEMP TABLE taken AS
    SELECT pg_get_indexdef(indexrelid) AS made, indexrelid::regclass::text AS name
    FROM pg_index i
    WHERE indrelid = 'news_pressrelease'::regclass AND NOT EXISTS (
        SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid);
INSERT INTO taken
    SELECT format('ALTER TABLE news_pressrelease ADD CONSTRAINT %%I %%s', conname,
                  pg_get_constraintdef(oid)), conname
    FROM pg_constraint
    WHERE conrelid = 'news_pressrelease'::regclass AND contype = 'x';
DO $$
DECLARE each record;
BEGIN
    FOR each IN SELECT * FROM taken WHERE made LIKE 'CREATE%%' LOOP
        EXECUTE 'DROP INDEX ' || each.name;
    END LOOP;
    FOR each IN SELECT * FROM taken WHERE made LIKE 'ALTER%%' LOOP
        EXECUTE format('ALTER TABLE news_pressrelease DROP CONSTRAINT %%I', each.name);
    END LOOP;
END $$
"""
GIVE_BACK = """
DO $$
DECLARE each record;
BEGIN
    SET LOCAL maintenance_work_mem = '512MB';
    FOR each IN SELECT * FROM taken LOOP
        EXECUTE each.made;
    END LOOP;
END $$
"""
PEOPLE = """
INSERT INTO auth_user (username, password, is_superuser, first_name, last_name, email,
    is_staff, is_active, date_joined)
SELECT 'writer-' || n, '', false, 'Persona', n::text, 'p' || n || '@muestra.invalid',
    true, true, now() FROM generate_series(1, 20) n
"""
OFFICIALS = """
INSERT INTO partners_official (key, name, sort_name, slug, honorific, aliases, portrait,
    biography, is_sample, sources, notes)
SELECT 'official-' || n, 'Persona ' || n, n || ', Persona', 'persona-' || n, '', '{}',
    '', '', true, '', '' FROM generate_series(1, 2000) n
"""
PHOTOS = """
INSERT INTO news_photo (key, title, picture, credit, holder, focus_x, focus_y,
    is_recognizable, has_minors, has_people_at_risk, told_position, added_at, is_sample,
    sources, notes)
SELECT '', 'Foto ' || n, 'photos/' || n || '.jpg', 'OIM', '', 50, 50, n %% 4 = 0, false,
    false, false, now(), true, '', ''
FROM generate_series(1, greatest(100, %(rows)s / 5)) n
"""
CONSENTS = """
INSERT INTO news_consent (photo_id, given_by, guardian, given_on, permitted_uses,
    is_strict, expires_on, form)
SELECT id, 'Alguien', '', current_date - 100, '', false,
    current_date + (id %% 2000)::int, '' FROM news_photo WHERE is_recognizable
"""
# The moments of edition e: a day after the one before, the last some days ago.
TEXTS = f"""
INSERT INTO news_pressrelease ({COLUMNS})
SELECT id, e,
    CASE WHEN e < {EDITIONS} THEN 'published' WHEN n %% 100 < 3 THEN 'draft'
        WHEN n %% 100 < 5 THEN 'review' WHEN n %% 100 < 7 THEN 'withdrawn'
        ELSE 'published' END,
    'press_release', '', title_es, title_en, '', 'texto-' || n, 'text-' || n, '',
    lead, CASE WHEN n %% 100 BETWEEN 20 AND 22 THEN '' ELSE 'About ' || lead END, '',
    '<p>' || body || '</p>', '<p>The ' || body || '</p>', true, true, true,
    place + n %% 16, current_date - (n %% %(days)s), '{{}}', '', '', false, '', false,
    'es',
    CASE WHEN n %% 100 BETWEEN 30 AND 32 THEN '{{}}'::jsonb ELSE jsonb_build_object(
        'title_en', public.fingerprint(title_es), 'lead_en', public.fingerprint(lead),
        'body_en', public.fingerprint('<p>' || body || '</p>')) END,
    now(), 1, e = {EDITIONS},
    CASE WHEN e < {EDITIONS} THEN began + e * interval '1 day'
        WHEN n %% 100 < 5 THEN NULL
        WHEN n %% 100 BETWEEN 7 AND 8 THEN now() + interval '3 days'
        ELSE began + e * interval '1 day' END,
    CASE WHEN e < {EDITIONS} - 1 THEN began + (e + 1) * interval '1 day'
        WHEN e = {EDITIONS} OR n %% 100 < 5 THEN NULL
        WHEN n %% 100 BETWEEN 7 AND 8 THEN now() + interval '3 days'
        ELSE began + {EDITIONS} * interval '1 day' END,
    CASE WHEN e = {EDITIONS} AND n %% 100 BETWEEN 5 AND 6 THEN now() END,
    '', '', '',
    CASE WHEN e = {EDITIONS} AND n %% 100 = 9 THEN 'Nadie más estaba.' ELSE '' END,
    writer + n %% 20, writer + (n + 1) %% 20, writer + (n + 2) %% 20,
    now() - make_interval(secs => n), '', true, '', '', began, began,
    ARRAY[topic + n %% 14], ARRAY[institution + n %% 100]
FROM works,
    LATERAL (SELECT now() - make_interval(days => n %% %(days)s + 10) AS began) past,
    (SELECT min(id) AS place FROM vocabulary_place) places,
    (SELECT min(id) AS writer FROM auth_user) people,
    (SELECT min(id) AS topic FROM vocabulary_topic) topics,
    (SELECT min(id) AS institution FROM partners_institution) institutions,
    LATERAL (
        SELECT string_agg(word, ' ') FILTER (WHERE i <= 20) AS lead,
            string_agg(word, ' ') AS body,
            initcap(string_agg(word, ' ') FILTER (WHERE i <= 7)) || ' ' || n
                AS title_es,
            'Release ' || n || ' on ' || string_agg(word, ' ')
                FILTER (WHERE i <= 7) AS title_en
        FROM (SELECT i, (string_to_array(%(words)s, ' '))[
                  1 + (n * 7919 + i * 104729 + n * i) %% 38] AS word
              FROM generate_series(1, 40) i) drawn
    ) words,
    generate_series(1, {EDITIONS}) e
"""
TOPICS = """
INSERT INTO news_pressrelease_topics (pressrelease_id, topic_id)
SELECT id, unnest(topic_ids) FROM news_pressrelease
"""
INSTITUTIONS = """
INSERT INTO news_pressrelease_institutions (pressrelease_id, institution_id)
SELECT id, unnest(institution_ids) FROM news_pressrelease
"""
MENTIONS = """
INSERT INTO news_mention (release_id, official_id, name, printed_title,
    printed_title_es, printed_title_en, printed_in, is_chosen, position)
SELECT id, CASE WHEN id %% 100 > 0 THEN
        (SELECT min(id) FROM partners_official) + id %% 2000 END,
    CASE WHEN id %% 100 = 0 THEN 'Nombre ' || id ELSE '' END, '', 'Directora',
    'Director', 'es', false, 0 FROM news_pressrelease
"""
USES = """
INSERT INTO news_photouse (release_id, photo_id, caption, caption_es, caption_en, alt,
    alt_es, alt_en, is_decorative, position)
SELECT r.id, p.id, '', 'Pie', 'Caption', '', 'Se ve', 'Seen', false, 0
FROM news_pressrelease r JOIN news_photo p
    ON p.id = (SELECT min(id) FROM news_photo) + r.id %% greatest(100, %(rows)s / 5)
WHERE r.is_newest
"""
STATEMENTS = (
    *FILL[:3],
    "SET session_replication_role = replica",
    "CREATE TEMP TABLE works AS SELECT gen_random_uuid() AS id, n"
    " FROM generate_series(1, %(rows)s) n",
    "INSERT INTO news_work (id, begun_at, titles) SELECT id, now(), '' FROM works",
    PEOPLE,
    OFFICIALS,
    PHOTOS,
    CONSENTS,
    TAKE_AWAY,
    TEXTS,
    TITLES,
    GIVE_BACK,
    TOPICS,
    INSTITUTIONS,
    MENTIONS,
    USES,
    "SET session_replication_role = DEFAULT",
    "VACUUM ANALYZE",
)
