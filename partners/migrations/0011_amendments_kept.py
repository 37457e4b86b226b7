"""What amendments change is kept beside the agreement, whoever writes it.

They stand in the order they take effect. An amendment of an amendment counts for what
both amend, from the later day. A party has the days on which it joins and leaves.
"""

from django.db import migrations

# Twins of partners.terms and partners.lifecycle.takes_effect_on.
RULES = """
CREATE FUNCTION public.effect_of(
    is_signed boolean, in_force_on date, signed_on date, confidence text
) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN is_signed THEN coalesce(
        in_force_on, CASE WHEN confidence = 'confirmed' THEN signed_on END) END;
CREATE FUNCTION public.terms_after(
    amendments jsonb, day date, INOUT ends_on date, INOUT renewal text,
    INOUT renewal_months integer, INOUT notice_days integer
) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    change jsonb;
BEGIN
    FOR change IN SELECT each FROM jsonb_array_elements(amendments) AS each LOOP
        CONTINUE WHEN (change ->> 'on')::date > day;
        IF change ? 'renewal' THEN
            IF renewal = 'automatic' THEN
                ends_on := public.term_end(
                    ends_on, renewal_months, (change ->> 'on')::date);
            END IF;
            renewal := change ->> 'renewal';
            renewal_months := (change ->> 'renewal_months')::integer;
        END IF;
        IF change ? 'is_open_ended' OR change ? 'ends_on' THEN
            ends_on := (change ->> 'ends_on')::date;
        END IF;
        notice_days := coalesce((change ->> 'notice_days')::integer, notice_days);
    END LOOP;
END $$;
CREATE FUNCTION public.terms_on(
    amendments jsonb, day date, INOUT ends_on date, INOUT renewal text,
    INOUT renewal_months integer, INOUT notice_days integer
) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    terms record;
BEGIN
    terms := public.terms_after(
        amendments, day, ends_on, renewal, renewal_months, notice_days);
    renewal := terms.renewal;
    renewal_months := terms.renewal_months;
    notice_days := terms.notice_days;
    ends_on := CASE WHEN renewal = 'automatic'
        THEN public.term_end(terms.ends_on, renewal_months, day)
        ELSE terms.ends_on END;
END $$;
CREATE FUNCTION public.areas_on(
    amendments jsonb, day date, code text, areas text[]
) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    change jsonb;
    area text;
BEGIN
    areas := coalesce(areas, '{}');
    FOR change IN SELECT each -> 'areas' -> code
        FROM jsonb_array_elements(amendments) AS each
        WHERE (each ->> 'on')::date <= day AND each -> 'areas' ? code
    LOOP
        areas := ARRAY(
            SELECT a FROM unnest(areas) WITH ORDINALITY AS listed(a, place)
            WHERE NOT coalesce(change -> 'removed' ? a, false) ORDER BY place);
        FOR area IN SELECT jsonb_array_elements_text(change -> 'added') LOOP
            IF area <> ALL (areas) THEN
                areas := areas || area;
            END IF;
        END LOOP;
    END LOOP;
    RETURN areas;
END $$;
"""
NO_RULES = """
DROP FUNCTION public.areas_on(jsonb, date, text, text[]);
DROP FUNCTION public.terms_on(jsonb, date, date, text, integer, integer);
DROP FUNCTION public.terms_after(jsonb, date, date, text, integer, integer);
DROP FUNCTION public.effect_of(boolean, date, date, text);
"""
KEEPING = """
CREATE FUNCTION public.areas_changed(added text[], removed text[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE AS $$ SELECT nullif(jsonb_strip_nulls(jsonb_build_object(
        'added', nullif(to_jsonb(added), '[]'),
        'removed', nullif(to_jsonb(removed), '[]'))), '{}') $$;
CREATE FUNCTION public.change_by(r partners_relation) RETURNS jsonb
    LANGUAGE sql STABLE AS $$ SELECT jsonb_strip_nulls(jsonb_build_object(
        'ends_on', r.new_ends_on,
        'ends_on_precision',
            CASE WHEN r.new_ends_on IS NOT NULL THEN r.new_ends_on_precision END,
        'is_open_ended', nullif(r.removes_end, false),
        'renewal', nullif(r.new_renewal, ''),
        'renewal_months', r.new_renewal_months,
        'notice_days', r.new_notice_days,
        'areas', nullif(jsonb_strip_nulls(jsonb_build_object(
            'es', public.areas_changed(r.areas_added_es, r.areas_removed_es),
            'en', public.areas_changed(r.areas_added_en, r.areas_removed_en))), '{}')))
    $$;
CREATE FUNCTION public.settle_effects(target bigint) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever changes relations or their days waits here for the one before.
    PERFORM pg_advisory_xact_lock(hashtext('partners_relation'));
    WITH RECURSIVE sources AS NOT MATERIALIZED (
        SELECT r.id, r.kind, r.source_id, r.target_id, public.effect_of(
            s.is_signed, s.in_force_on, s.signed_on, s.confidence) AS effect
        FROM partners_relation r JOIN partners_agreement s ON s.id = r.source_id
    ), amending(id, source_id, effect, depth) AS (
        SELECT id, source_id, effect, 1 FROM sources
        WHERE target_id = target AND kind = 'amends' AND effect IS NOT NULL
        UNION
        SELECT r.id, r.source_id, greatest(a.effect, r.effect), a.depth + 1
        FROM amending a JOIN sources r ON r.target_id = a.source_id
        WHERE r.kind = 'amends' AND r.effect IS NOT NULL
    ), effects AS (
        SELECT DISTINCT ON (id) id, effect, depth FROM amending
        ORDER BY id, effect, depth
    ), settled AS (
        SELECT (SELECT min(effect) FROM sources
                WHERE target_id = target AND kind = 'replaces') AS since,
            (SELECT jsonb_agg(
                jsonb_build_object('on', e.effect, 'by', e.id) || public.change_by(r)
                ORDER BY e.effect, e.depth, e.id)
            FROM effects e JOIN partners_relation r ON r.id = e.id
            WHERE public.change_by(r) <> '{}') AS changes
    )
    UPDATE partners_agreement SET replaced_since = since, amendments = changes
    FROM settled
    WHERE partners_agreement.id = target
        AND (replaced_since, amendments) IS DISTINCT FROM (since, changes);
    UPDATE partners_party SET position = position
    WHERE agreement_id = target AND (joined_by_id, left_by_id) IS DISTINCT FROM (NULL, NULL);
END $$;
CREATE FUNCTION public.settle_amended(agreement bigint) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.settle_effects(id) FROM (
        WITH RECURSIVE amended(id) AS (
            SELECT agreement
            UNION
            SELECT r.target_id FROM partners_relation r
            JOIN amended ON r.source_id = amended.id WHERE r.kind = 'amends'
        ) SELECT id FROM amended
    ) found;
END $$;
CREATE FUNCTION public.relation_changed() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM public.settle_amended(NEW.target_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM public.settle_amended(OLD.target_id);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.agreement_days_changed() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.settle_amended(target_id)
    FROM partners_relation WHERE source_id = NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION public.keep_effects() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    -- Nothing of a new row: it has no relations yet.
    NEW.replaced_since := OLD.replaced_since;
    NEW.amendments := OLD.amendments;
    RETURN NEW;
END $$;
CREATE TRIGGER agreement_no_effects_yet BEFORE INSERT ON partners_agreement
    FOR EACH ROW EXECUTE FUNCTION public.keep_effects();
CREATE FUNCTION public.amended_on(relation bigint, agreement bigint) RETURNS date
    LANGUAGE sql STABLE AS $$
        SELECT public.effect_of(s.is_signed, s.in_force_on, s.signed_on, s.confidence)
        FROM partners_relation r JOIN partners_agreement s ON s.id = r.source_id
        WHERE r.id = relation AND r.target_id = agreement AND r.kind = 'amends'
    $$;
CREATE FUNCTION public.settle_party() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.joined_on := public.amended_on(NEW.joined_by_id, NEW.agreement_id);
    NEW.left_on := public.amended_on(NEW.left_by_id, NEW.agreement_id);
    RETURN NEW;
END $$;
CREATE TRIGGER party_days BEFORE INSERT OR UPDATE ON partners_party
    FOR EACH ROW EXECUTE FUNCTION public.settle_party();
CREATE FUNCTION public.refuse_other_amendment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM partners_party p JOIN partners_relation r
            ON r.id IN (p.joined_by_id, p.left_by_id)
        WHERE p.id = NEW.id AND (r.target_id <> p.agreement_id OR r.kind <> 'amends')
    ) THEN
        RAISE EXCEPTION 'a party joins or leaves by an amendment of its agreement'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'party_by_amendment';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.refuse_leaving_parties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM partners_party WHERE joined_by_id = NEW.id)
        OR EXISTS (SELECT FROM partners_party WHERE left_by_id = NEW.id)
    THEN
        RAISE EXCEPTION 'a party joins or leaves by this amendment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_keeps_parties';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER party_by_amendment
    AFTER INSERT OR UPDATE OF agreement_id, joined_by_id, left_by_id ON partners_party
    FOR EACH ROW WHEN (NEW.joined_by_id IS NOT NULL OR NEW.left_by_id IS NOT NULL)
    EXECUTE FUNCTION public.refuse_other_amendment();
CREATE TRIGGER relation_keeps_parties AFTER UPDATE OF kind, target_id ON partners_relation
    FOR EACH ROW WHEN ((NEW.kind, NEW.target_id) IS DISTINCT FROM (OLD.kind, OLD.target_id))
    EXECUTE FUNCTION public.refuse_leaving_parties();
CREATE TRIGGER relation_effects AFTER INSERT OR UPDATE OR DELETE ON partners_relation
    FOR EACH ROW EXECUTE FUNCTION public.relation_changed();
CREATE TRIGGER agreement_effects
    AFTER UPDATE OF is_signed, signed_on, in_force_on, confidence ON partners_agreement
    FOR EACH ROW WHEN ((NEW.is_signed, NEW.signed_on, NEW.in_force_on, NEW.confidence)
        IS DISTINCT FROM (OLD.is_signed, OLD.signed_on, OLD.in_force_on, OLD.confidence))
    EXECUTE FUNCTION public.agreement_days_changed();
CREATE TRIGGER agreement_effects_kept
    BEFORE UPDATE OF replaced_since, amendments ON partners_agreement
    FOR EACH ROW WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION public.keep_effects();
"""
NOT_KEEPING = """
DROP TRIGGER agreement_effects_kept ON partners_agreement;
DROP TRIGGER agreement_effects ON partners_agreement;
DROP TRIGGER agreement_no_effects_yet ON partners_agreement;
DROP TRIGGER relation_keeps_parties ON partners_relation;
DROP TRIGGER relation_effects ON partners_relation;
DROP TRIGGER party_by_amendment ON partners_party;
DROP TRIGGER party_days ON partners_party;
DROP FUNCTION public.refuse_leaving_parties();
DROP FUNCTION public.refuse_other_amendment();
DROP FUNCTION public.settle_party();
DROP FUNCTION public.amended_on(bigint, bigint);
DROP FUNCTION public.keep_effects();
DROP FUNCTION public.agreement_days_changed();
DROP FUNCTION public.relation_changed();
DROP FUNCTION public.settle_amended(bigint);
DROP FUNCTION public.settle_effects(bigint);
DROP FUNCTION public.change_by(partners_relation);
DROP FUNCTION public.areas_changed(text[], text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0008_log")]

    operations = [
        migrations.RunSQL(RULES, NO_RULES),
        migrations.RunSQL(KEEPING, NOT_KEEPING),
    ]
