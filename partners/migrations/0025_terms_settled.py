"""What the state of a day follows from is kept beside each agreement, in columns that
an index serves: when it takes effect, and its terms as the last amendment leaves them.
"""

from django.db import migrations

TERMS = """
-- Of one agreement, before the last of its amendments takes effect.
CREATE FUNCTION public.terms_of(
    agreement bigint, day date, OUT ends_on date, OUT notice_days integer
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT so.ends_on, so.notice_days
    FROM partners_agreement a, public.terms_on(a.amendments, day, a.ends_on, a.renewal,
        a.renewal_months, a.notice_days) AS so
    WHERE a.id = agreement
$$;
CREATE FUNCTION public.keep_terms() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    terms record;
BEGIN
    NEW.takes_effect_on := public.effect_of(
        NEW.is_signed, NEW.in_force_on, NEW.signed_on, NEW.confidence);
    NEW.settled_on := (SELECT max((each ->> 'on')::date)
        FROM jsonb_array_elements(NEW.amendments) AS each);
    terms := public.terms_after(NEW.amendments, 'infinity', NEW.ends_on, NEW.renewal,
        NEW.renewal_months, NEW.notice_days);
    NEW.settled_ends_on := terms.ends_on;
    NEW.settled_months := CASE WHEN terms.renewal = 'automatic'
        THEN nullif(terms.renewal_months, 0) END;
    NEW.settled_notice := terms.notice_days;
    RETURN NEW;
END $$;
-- After those that keep what relations say, in the order of their names; always, as a
-- generated column would be.
CREATE TRIGGER agreement_terms_kept BEFORE INSERT OR UPDATE ON partners_agreement
    FOR EACH ROW EXECUTE FUNCTION public.keep_terms();
ALTER TABLE partners_agreement ENABLE ALWAYS TRIGGER agreement_terms_kept;
"""
TERMS_BEFORE = """
DROP TRIGGER agreement_terms_kept ON partners_agreement;
DROP FUNCTION public.keep_terms();
DROP FUNCTION public.terms_of(bigint, date);
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0017_likeness")]

    operations = [migrations.RunSQL(TERMS, TERMS_BEFORE)]
