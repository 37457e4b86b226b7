"""What the register counts: institutions with all they are part of, and the version of
all that is counted (docs/decisions/content-version.md)."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from ..history.triggers import logged

WITHIN = """
CREATE FUNCTION public.keep_within() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.within := NEW.id || coalesce((
        SELECT within FROM partners_institution WHERE id = NEW.parent_id), '{}');
    RETURN NEW;
END $$;
CREATE FUNCTION public.keep_parts_within() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partners_institution SET within = '{}' WHERE parent_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER institution_within BEFORE INSERT OR UPDATE ON partners_institution
    FOR EACH ROW EXECUTE FUNCTION public.keep_within();
CREATE TRIGGER institution_parts_within AFTER UPDATE ON partners_institution
    FOR EACH ROW WHEN (OLD.within IS DISTINCT FROM NEW.within)
    EXECUTE FUNCTION public.keep_parts_within();
ALTER TABLE partners_institution ENABLE ALWAYS TRIGGER institution_within;
ALTER TABLE partners_institution ENABLE ALWAYS TRIGGER institution_parts_within;
UPDATE partners_institution SET within = '{}' WHERE parent_id IS NULL;
"""
NOT_WITHIN = """
DROP TRIGGER institution_parts_within ON partners_institution;
DROP TRIGGER institution_within ON partners_institution;
DROP FUNCTION public.keep_parts_within();
DROP FUNCTION public.keep_within();
"""
TABLES = (
    "partners_agreement",
    "partners_agreement_topics",
    "partners_agreement_readers",
    "partners_party",
    "partners_signature",
    "partners_document",
    "partners_documentversion",
    "partners_institution",
    "partners_official",
    "vocabulary_topic",
)
# Reading a file changes its row many times; only that it is there is counted.
EVENTS = {"partners_documentversion": "INSERT OR DELETE"}
NOTED = "".join(
    f"CREATE TRIGGER {table}_register"
    f" AFTER {EVENTS.get(table, 'INSERT OR UPDATE OR DELETE')} ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION public.note_change('register');\n"
    for table in TABLES
)
# Nothing moves by itself: what is counted is asked for a day.
VERSION = """
CREATE FUNCTION public.register_version(at timestamptz) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(public.content_version('register'), '');
"""
NOT_NOTED = "DROP FUNCTION public.register_version(timestamptz);" + "".join(
    f"DROP TRIGGER {table}_register ON {table};" for table in TABLES
)
NOT_LOGGED = migrations.RunSQL(
    "DROP TRIGGER partners_institution_logged ON partners_institution",
    logged("partners_institution", institution="id").sql,
)


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0025_terms_settled"),
        ("publishing", "0003_changes"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="institution",
            name="within",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                editable=False,
                size=None,
            ),
        ),
        NOT_LOGGED,
        logged("partners_institution", institution="id", but=("within",)),
        migrations.RunSQL(WITHIN, NOT_WITHIN),
        migrations.RunSQL(NOTED + VERSION, NOT_NOTED),
    ]
