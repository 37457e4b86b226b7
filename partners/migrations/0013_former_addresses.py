"""An address that was changed leads on, and nobody else gets it."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from ..history.triggers import logged

NAMES = r"""
CREATE FUNCTION public.address_of(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN trim(both '-_' from regexp_replace(
        regexp_replace(public.fold(value), '[^a-z0-9_\s-]', '', 'g'), '[-\s]+', '-', 'g'));
CREATE FUNCTION public.addresses(lines character varying[], VARIADIC words text[])
    RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT array_agg(public.address_of(word))
            FROM unnest(lines::text[] || words) AS word WHERE word <> '');
"""
NO_NAMES = """
DROP FUNCTION public.addresses(character varying[], text[]);
DROP FUNCTION public.address_of(text);
"""
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
    dependencies = [
        ("partners", "0012_corrections"),
    ]

    operations = [
        migrations.RunSQL(NAMES, NO_NAMES),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=2)),
                ("slug", models.SlugField(max_length=120)),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="institution",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("aliases_es"),
                    models.F("name_es"),
                    models.F("acronym_es"),
                    function="public.addresses",
                    output_field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                name="institution_known_es",
            ),
        ),
        migrations.AddIndex(
            model_name="institution",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("aliases_en"),
                    models.F("name_en"),
                    models.F("acronym_en"),
                    function="public.addresses",
                    output_field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                name="institution_known_en",
            ),
        ),
        migrations.AddIndex(
            model_name="official",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("aliases"),
                    models.F("name"),
                    function="public.addresses",
                    output_field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                name="official_known",
            ),
        ),
        migrations.AddField(
            model_name="formeraddress",
            name="institution",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_addresses",
                to="partners.institution",
            ),
        ),
        migrations.AddField(
            model_name="formeraddress",
            name="official",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_addresses",
                to="partners.official",
            ),
        ),
        migrations.AddConstraint(
            model_name="formeraddress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("institution__isnull", True), ("official__isnull", False)
                    ),
                    models.Q(
                        ("institution__isnull", False), ("official__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="formeraddress_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="formeraddress",
            constraint=models.UniqueConstraint(
                condition=models.Q(("official__isnull", False)),
                fields=("slug",),
                name="formeraddress_of_one_official",
                violation_error_message="Another record has or had this address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="formeraddress",
            constraint=models.UniqueConstraint(
                condition=models.Q(("institution__isnull", False)),
                fields=("language", "slug"),
                name="formeraddress_of_one_institution",
                violation_error_message="Another record has or had this address.",
            ),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        logged(
            "partners_formeraddress",
            official="official_id",
            institution="institution_id",
        ),
    ]
