"""What other agreements change of one, kept beside it by the database."""

from django.db import migrations, models

# Twin of Facts.ends_on: the new end of the last amendment in effect on the day.
FUNCTIONS = """
CREATE FUNCTION public.moved_end(moves jsonb, ends date, day date) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce((
        SELECT (move ->> 1)::date FROM jsonb_array_elements(moves) WITH ORDINALITY
            AS listed(move, place)
        WHERE (move ->> 0)::date <= day ORDER BY place DESC LIMIT 1), ends);
CREATE FUNCTION public.settle_effects(target bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever changes relations or their days waits here for the one before.
    PERFORM pg_advisory_xact_lock(hashtext('partners_relation'));
    WITH effects AS (
        SELECT r.id, r.kind, r.new_ends_on, coalesce(
            s.in_force_on, CASE WHEN s.confidence = 'confirmed' THEN s.signed_on END
        ) AS effect
        FROM partners_relation r JOIN partners_agreement s ON s.id = r.source_id
        WHERE r.target_id = target AND s.is_signed
    ), settled AS (
        SELECT min(effect) FILTER (WHERE kind = 'replaces') AS since,
            coalesce(jsonb_agg(jsonb_build_array(effect, new_ends_on)
                ORDER BY effect, id) FILTER (WHERE kind = 'amends'
                AND new_ends_on IS NOT NULL AND effect IS NOT NULL), '[]') AS moves
        FROM effects
    )
    UPDATE partners_agreement SET replaced_since = since, end_moves = moves
    FROM settled
    WHERE partners_agreement.id = target
        AND (replaced_since, end_moves) IS DISTINCT FROM (since, moves);
END $$;
CREATE FUNCTION public.relation_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM public.settle_effects(NEW.target_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM public.settle_effects(OLD.target_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER relation_effects AFTER INSERT OR UPDATE OR DELETE ON partners_relation
    FOR EACH ROW EXECUTE FUNCTION public.relation_changed();
CREATE FUNCTION public.agreement_days_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.settle_effects(target_id)
    FROM partners_relation WHERE source_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER agreement_effects
    AFTER UPDATE OF is_signed, signed_on, in_force_on, confidence ON partners_agreement
    FOR EACH ROW WHEN ((NEW.is_signed, NEW.signed_on, NEW.in_force_on, NEW.confidence)
        IS DISTINCT FROM (OLD.is_signed, OLD.signed_on, OLD.in_force_on, OLD.confidence))
    EXECUTE FUNCTION public.agreement_days_changed();
SELECT public.settle_effects(target_id) FROM partners_relation;
"""
GONE = """
DROP TRIGGER agreement_effects ON partners_agreement;
DROP TRIGGER relation_effects ON partners_relation;
DROP FUNCTION public.agreement_days_changed();
DROP FUNCTION public.relation_changed();
DROP FUNCTION public.settle_effects(bigint);
DROP FUNCTION public.moved_end(jsonb, date, date);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_no_nameless"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="end_moves",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddField(
            model_name="agreement",
            name="replaced_since",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(FUNCTIONS, GONE),
    ]
