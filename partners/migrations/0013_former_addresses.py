"""An address that was changed leads on, and nobody else gets it."""

from django.db import migrations

# Arguments: the column of former addresses that holds the key, then pairs of a
# language and the column of the address in it. After the row is written, because who
# wants an address somebody else is just leaving waits for them there.
KEPT = """
CREATE FUNCTION public.keep_address() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    subject text := TG_ARGV[0];
    come text;
    gone text;
    is_taken boolean;
BEGIN
    FOR i IN 1 .. TG_NARGS - 2 BY 2 LOOP
        EXECUTE format('SELECT coalesce(($1).%I, %L)', TG_ARGV[i + 1], '')
            INTO come USING NEW;
        gone := '';
        IF TG_OP = 'UPDATE' THEN
            EXECUTE format('SELECT coalesce(($1).%I, %L)', TG_ARGV[i + 1], '')
                INTO gone USING OLD;
        END IF;
        CONTINUE WHEN come = gone;
        EXECUTE format('DELETE FROM partners_formeraddress
            WHERE %I = $1 AND language = $2 AND slug = $3', subject)
            USING NEW.id, TG_ARGV[i], come;
        EXECUTE format('SELECT EXISTS (SELECT FROM partners_formeraddress
            WHERE %I IS NOT NULL AND language = $1 AND slug = $2)', subject)
            INTO is_taken USING TG_ARGV[i], come;
        IF is_taken THEN
            RAISE EXCEPTION 'another record had the address %', come
                USING ERRCODE = 'unique_violation',
                      CONSTRAINT = 'formeraddress_of_one_institution';
        END IF;
        IF gone <> '' THEN
            EXECUTE format('INSERT INTO partners_formeraddress (%I, language, slug)
                VALUES ($1, $2, $3)', subject) USING NEW.id, TG_ARGV[i], gone;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER official_address AFTER INSERT OR UPDATE OF slug ON partners_official
    FOR EACH ROW EXECUTE FUNCTION public.keep_address('official_id', '', 'slug');
CREATE TRIGGER institution_address
    AFTER INSERT OR UPDATE OF slug_es, slug_en ON partners_institution
    FOR EACH ROW EXECUTE FUNCTION
    public.keep_address('institution_id', 'es', 'slug_es', 'en', 'slug_en');
"""
NOT_KEPT = """
DROP TRIGGER institution_address ON partners_institution;
DROP TRIGGER official_address ON partners_official;
DROP FUNCTION public.keep_address();
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0012_corrections")]

    operations = [migrations.RunSQL(KEPT, NOT_KEPT)]
