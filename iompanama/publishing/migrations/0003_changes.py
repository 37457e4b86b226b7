"""Which transactions changed what pages count: the version of a subject is their set.

A row a transaction, so that nobody waits for anybody; it is seen when the transaction
is, so that a version and what it is the version of are seen together.
"""

from django.db import migrations

CHANGES = """
CREATE TABLE public.content_change (
    subject text NOT NULL,
    began timestamptz NOT NULL DEFAULT now(),
    process integer NOT NULL DEFAULT pg_backend_pid(),
    PRIMARY KEY (subject, began, process)
);
CREATE FUNCTION public.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO content_change (subject) VALUES (TG_ARGV[0]) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        -- Every version since holds a later row; what another clears is let be.
        DELETE FROM content_change WHERE ctid IN (
            SELECT ctid FROM content_change WHERE began < now() - interval '1 hour'
            LIMIT 1000 FOR UPDATE SKIP LOCKED);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.content_version(about text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (
        SELECT md5(string_agg(extract(epoch FROM began) || ' ' || process, ','
            ORDER BY began, process))
        FROM content_change WHERE subject = about
    );
"""
GONE = """
DROP FUNCTION public.content_version(text);
DROP FUNCTION public.note_change();
DROP TABLE public.content_change;
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_fingerprint")]

    operations = [migrations.RunSQL(CHANGES, GONE)]
