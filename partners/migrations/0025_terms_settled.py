"""What the state of a day follows from is kept beside each agreement, in columns that
an index serves: when it takes effect, and its terms as the last amendment leaves them.
"""

from django.db import migrations, models

from ..history.triggers import logged

# Twin of terms.term_end. Written as one expression, which PostgreSQL puts in the place
# of the call: a list of all agreements asks it of every one that renews by itself.
TERM_END = """
CREATE OR REPLACE FUNCTION public.term_end(ends date, months integer, day date)
    RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN day <= ends OR coalesce(months, 0) = 0 THEN ends
        -- As many whole terms as have passed since the first end, and one more.
        ELSE (ends + 1 + make_interval(months => months * (1 + (
            12 * (date_part('year', day) - date_part('year', ends + 1))
            + date_part('month', day) - date_part('month', ends + 1)
            - CASE WHEN date_part('day', ends + 1) > CASE
                -- On the last day of a month every longer month has ended too.
                WHEN date_part('month', day + 1) <> date_part('month', day) THEN 31
                ELSE date_part('day', day)
            END THEN 1 ELSE 0 END
        )::integer / months)))::date - 1
    END;
"""
TERM_END_BEFORE = """
CREATE OR REPLACE FUNCTION public.term_end(ends date, months integer, day date)
    RETURNS date LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    start date;
    terms integer;
    last date;
BEGIN
    IF ends IS NULL OR months IS NULL OR months = 0 OR day <= ends THEN
        RETURN ends;
    END IF;
    start := ends + 1;
    terms := ((extract(year FROM day) - extract(year FROM start)) * 12
              + extract(month FROM day) - extract(month FROM start))::integer / months;
    last := (start + make_interval(months => terms * months))::date - 1;
    IF day <= last THEN
        RETURN last;
    END IF;
    RETURN (start + make_interval(months => (terms + 1) * months))::date - 1;
END $$;
"""
# Twin of Terms.after, for all amendments in effect on the day.
TERMS = """
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
CREATE OR REPLACE FUNCTION public.terms_on(
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
SELECT set_config('iompanama.reason', 'The database keeps the terms of a day', true);
UPDATE partners_agreement SET is_signed = is_signed;
"""
TERMS_BEFORE = """
DROP TRIGGER agreement_terms_kept ON partners_agreement;
DROP FUNCTION public.keep_terms();
DROP FUNCTION public.terms_of(bigint, date);
DROP FUNCTION public.terms_after(jsonb, date, date, text, integer, integer);
CREATE OR REPLACE FUNCTION public.terms_on(
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
    IF renewal = 'automatic' THEN
        ends_on := public.term_end(ends_on, renewal_months, day);
    END IF;
END $$;
"""
KEPT = (
    "takes_effect_on",
    "settled_on",
    "settled_ends_on",
    "settled_months",
    "settled_notice",
)


def day(name):
    return migrations.AddField(
        "agreement", name, models.DateField(blank=True, editable=False, null=True)
    )


def number(name):
    return migrations.AddField(
        "agreement",
        name,
        models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
    )


class Migration(migrations.Migration):
    # The log is kept by a trigger, whose events have to be over before the table of
    # it is altered.
    dependencies = [("partners", "0024_merges")]

    operations = [
        day("takes_effect_on"),
        day("settled_on"),
        day("settled_ends_on"),
        number("settled_months"),
        number("settled_notice"),
        migrations.RunSQL(TERM_END, TERM_END_BEFORE),
        migrations.RunSQL(
            "DROP TRIGGER partners_agreement_logged ON partners_agreement",
            logged(
                "partners_agreement",
                agreement="id",
                but=("replaced_since", "amendments"),
            ).sql,
        ),
        logged(
            "partners_agreement",
            agreement="id",
            but=("replaced_since", "amendments", *KEPT),
        ),
        migrations.RunSQL(TERMS, TERMS_BEFORE),
    ]
