"""Agreements as an office would have them after very many years, with three papers each
and the text of a page of each paper.

Of a hundred 4 are in negotiation, 2 wait to take effect, 3 ended early, 2 were replaced
and 3 amended; 40 renew by themselves. A tenth is confidential. Half of them are with
twenty institutions, the others with all.
"""

from .editions import OFFICIALS, PEOPLE
from .ground import FILL, TRAITS

AGREEMENTS = """
INSERT INTO partners_agreement (key, kind, older_references, title, title_es, title_en,
    slug, slug_es, slug_en, short_names, summary, summary_es, summary_en, body, body_es,
    body_en, areas, areas_es, areas_en, iom_is_party, access, confidence, is_signed,
    signed_on, signed_on_precision, entry, in_force_on, in_force_on_precision, ends_on,
    ends_on_precision, is_open_ended, renewal, renewal_months, notice_days,
    terminated_on, termination_reason, authentic_languages, custody, currency, remark,
    changed_at, is_sample, sources, notes, reference, on_data)
SELECT 'agreement-' || n, (ARRAY['memorandum_of_understanding', 'framework_agreement',
        'cooperation_agreement', 'letter_of_understanding', 'addendum',
        'data_sharing_agreement'])[1 + n / 7 %% 6],
    '{}', '', initcap(a || ' de ' || b || ' sobre ' || c) || ' ' || n,
    'Memorandum ' || n || ' on ' || c, '', 'memorando-' || n, 'memorandum-' || n, '{}',
    '', 'Resumen ' || n || ' de ' || a || ' y ' || b, 'Summary ' || n, '', '', '', '{}',
    ARRAY[a, b], ARRAY['data', 'training'], n %% 50 > 0,
    (ARRAY['public', 'public', 'public', 'public', 'public', 'internal', 'internal',
        'internal', 'internal', 'confidential'])[1 + n %% 10],
    'confirmed', q > 3, CASE WHEN q > 3 THEN signed END,
    CASE WHEN q > 3 THEN 'day' ELSE 'unknown' END, 'signature',
    CASE WHEN q > 5 THEN signed WHEN q > 3 THEN current_date + 40 END,
    CASE WHEN q > 3 THEN 'day' ELSE 'unknown' END,
    CASE WHEN q > 10 THEN signed + 365 * (1 + n %% 5) END,
    CASE WHEN q > 10 THEN 'day' ELSE 'unknown' END, q <= 10,
    CASE WHEN q >= 60 THEN 'automatic' ELSE 'none' END,
    CASE WHEN q >= 60 THEN 12 * (1 + n %% 3) END, CASE WHEN q > 10 THEN 60 END,
    CASE WHEN q BETWEEN 11 AND 13 THEN signed + 200 END, '', ARRAY['es'], '', '', '',
    now() - make_interval(secs => n), true, '', '', 'BENCH/' || n, ''
FROM generate_series(1, %(rows)s) n,
    LATERAL (SELECT n * 37 %% 100 AS q,
        current_date - (n * 7 %% %(days)s) - 1 AS signed,
        string_to_array(%(words)s, ' ') AS words) drawn,
    LATERAL (SELECT words[1 + n %% 38] AS a, words[1 + n / 38 %% 38] AS b,
        words[1 + n / 1444 %% 38] AS c) named
"""
PARTIES = """
INSERT INTO partners_party (agreement_id, institution_id, name, name_as_printed,
    on_behalf_of, role, position)
SELECT a.id, i.id, '', '', '', 'party', p
FROM partners_agreement a CROSS JOIN generate_series(0, 1) p
JOIN partners_institution i ON i.id = (SELECT min(id) FROM partners_institution)
    + CASE WHEN p = 0 THEN 0 WHEN a.id %% 2 = 0 THEN 1 + a.id / 2 %% 20
        ELSE 1 + a.id %% (SELECT count(*) - 1 FROM partners_institution) END
"""
TREE = """
UPDATE partners_institution i
SET parent_id = parent.id FROM partners_institution parent
WHERE parent.id = (SELECT min(id) FROM partners_institution) + (i.id / 20) %% 20 + 1
    AND i.id > (SELECT min(id) FROM partners_institution) + 21
"""
SIGNATURES = """
INSERT INTO partners_signature (agreement_id, official_id, name_as_signed, capacity,
    capacity_es, capacity_en, signed_on, signed_on_precision, position)
SELECT a.id, (SELECT min(id) FROM partners_official) + CASE WHEN s = 0
        THEN a.id %% 10 ELSE a.id %% 2000 END,
    'Nombre', '', 'Directora', 'Director', a.signed_on, 'day', s
FROM partners_agreement a CROSS JOIN generate_series(0, 1) s WHERE a.is_signed
"""
TOPICS = """
INSERT INTO partners_agreement_topics (agreement_id, topic_id)
SELECT DISTINCT a.id, (SELECT min(id) FROM vocabulary_topic) + a.id * t %% 14
FROM partners_agreement a CROSS JOIN generate_series(1, 2) t
"""
RELATIONS = """
INSERT INTO partners_relation (kind, source_id, target_id, changes, changes_es,
    changes_en, areas_added, areas_added_es, areas_added_en, areas_removed,
    areas_removed_es, areas_removed_en, new_ends_on, new_ends_on_precision, removes_end,
    new_renewal)
SELECT CASE WHEN a.id %% 100 < 3 THEN 'amends' ELSE 'replaces' END, b.id, a.id, '',
    '', '', '{}', '{}', '{}', '{}', '{}', '{}',
    CASE WHEN a.id %% 100 < 3 THEN b.signed_on + 2000 END,
    CASE WHEN a.id %% 100 < 3 THEN 'day' ELSE 'unknown' END, false, ''
FROM partners_agreement a JOIN partners_agreement b ON b.id = a.id + 10
WHERE a.id %% 100 < 5 AND a.is_signed AND b.is_signed
"""
EFFECTS = "SELECT count(public.settle_effects(target_id)) FROM partners_relation"
DOCUMENTS = """
INSERT INTO partners_document (agreement_id, kind, language, is_authentic, title,
    title_es, title_en, access, position)
SELECT id, (ARRAY['signed_text', 'annex', 'final_report', 'annex'])[1 + d],
    CASE WHEN d = 0 THEN 'es' WHEN id %% 3 = 0 THEN 'en' ELSE 'es' END, d = 0, '',
    'Texto ' || d, 'Text ' || d, access, d
FROM partners_agreement, generate_series(0, 2 + (id %% 20 = 1)::int) d
"""
VERSIONS = """
INSERT INTO partners_documentversion (document_id, agreement_id, number, file, name,
    sha256, size, media_type, page_count, carries, added_at, state, tries, due_at,
    asked_at, reason, lacks_ocr)
SELECT id, agreement_id, 1, 'documents/' || id || '/original.pdf', 'texto.pdf',
    md5(id::text) || md5(id::text), 100000, 'application/pdf', 1, '{}', now(), 'read',
    0, now(), now(), '', false
FROM partners_document WHERE agreement_id %% 20 > 0
"""
PAGES = """
INSERT INTO partners_pagetext (version_id, number, text, origin, is_doubtful, read_at,
    picture, picture_width, picture_height)
SELECT v.id, 1, said.text || ' ' || v.id, 'layer', false, now(), 'x.png', 100, 140
FROM partners_documentversion v, LATERAL (
    SELECT string_agg((string_to_array(%(words)s, ' '))[
        1 + (v.id * 7919 + i * 104729 + v.id * i) %% 38], ' ') AS text
    FROM generate_series(1, 60) i) said
"""
STATEMENTS = (
    *FILL[:3],
    "SET session_replication_role = replica",
    TREE,
    PEOPLE,
    OFFICIALS,
    AGREEMENTS,
    PARTIES,
    SIGNATURES,
    TOPICS,
    RELATIONS,
    EFFECTS,
    DOCUMENTS,
    VERSIONS,
    "DROP INDEX pagetext_search_es, pagetext_search_en",
    PAGES,
    "CREATE INDEX pagetext_search_es ON partners_pagetext USING gin (search_es)",
    "CREATE INDEX pagetext_search_en ON partners_pagetext USING gin (search_en)",
    "SET session_replication_role = DEFAULT",
    TRAITS,
    "VACUUM ANALYZE",
)
