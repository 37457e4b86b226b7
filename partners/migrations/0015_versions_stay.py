"""A file of a paper stays as it came, and as long as its record.

What is said of the reading (state, tries, claim …) may change; nothing of the file.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION public.version_of_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT agreement_id INTO NEW.agreement_id
    FROM partners_document WHERE id = NEW.document_id;
    RETURN NEW;
END $$;
CREATE TRIGGER documentversion_of_record BEFORE INSERT ON partners_documentversion
    FOR EACH ROW EXECUTE FUNCTION public.version_of_record();

CREATE FUNCTION public.refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version that is filed is never changed: file another one'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'documentversion_unchanged';
END $$;
CREATE TRIGGER documentversion_unchanged BEFORE UPDATE ON partners_documentversion
    FOR EACH ROW WHEN (
        (OLD.document_id, OLD.agreement_id, OLD.number, OLD.file, OLD.name, OLD.sha256,
         OLD.size, OLD.media_type, OLD.page_count, OLD.carries, OLD.added_by_id,
         OLD.added_at)
        IS DISTINCT FROM
        (NEW.document_id, NEW.agreement_id, NEW.number, NEW.file, NEW.name, NEW.sha256,
         NEW.size, NEW.media_type, NEW.page_count, NEW.carries, NEW.added_by_id,
         NEW.added_at)
    ) EXECUTE FUNCTION public.refuse_change_of_version();

CREATE FUNCTION public.refuse_loss_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM partners_agreement WHERE id = OLD.agreement_id) THEN
        RAISE EXCEPTION 'a version goes with its whole record alone'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'documentversion_stays';
    END IF;
    RETURN NULL;
END $$;
-- Deferred: of a record that is deleted the versions go first.
CREATE CONSTRAINT TRIGGER documentversion_stays
    AFTER DELETE ON partners_documentversion DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.refuse_loss_of_version();

CREATE FUNCTION public.refuse_other_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM partners_documentversion WHERE document_id = OLD.id) THEN
        RAISE EXCEPTION 'a paper with files stays with its record'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'document_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_stays BEFORE UPDATE OF agreement_id ON partners_document
    FOR EACH ROW WHEN (OLD.agreement_id <> NEW.agreement_id)
    EXECUTE FUNCTION public.refuse_other_record();
"""
BACKWARD = """
DROP TRIGGER document_stays ON partners_document;
DROP FUNCTION public.refuse_other_record();
DROP TRIGGER documentversion_stays ON partners_documentversion;
DROP FUNCTION public.refuse_loss_of_version();
DROP TRIGGER documentversion_unchanged ON partners_documentversion;
DROP FUNCTION public.refuse_change_of_version();
DROP TRIGGER documentversion_of_record ON partners_documentversion;
DROP FUNCTION public.version_of_record();
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0013_former_addresses")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
