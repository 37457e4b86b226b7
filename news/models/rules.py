"""What the database refuses of editions, and what it finds quickly."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.languages import localized, written
from iompanama.publishing.search import fold

INDEXES = [
    *(
        models.Index(
            fields=["-dateline_on", "-published_at", "-id"],
            name=f"pressrelease_newest_{code}",
            condition=Q(status="published", **{f"complete_{code}": True}),
        )
        for code in ("es", "en")
    ),
    # What is live in a language, with all that lists are narrowed and counted by: no
    # count opens the rows, and what was replaced lies elsewhere.
    *(
        models.Index(
            fields=["visible_until", "-dateline_on", "-published_at", "-id"],
            include=["archived_at", "topic_ids", "institution_ids"],
            name=f"pressrelease_live_{code}",
            condition=Q(status="published", **{f"complete_{code}": True}),
        )
        for code in ("es", "en")
    ),
    # What is new to the site, for the feeds.
    *(
        models.Index(
            F(localized("first_published_at", code)).desc(nulls_last=True),
            F("id").desc(),
            name=f"pressrelease_first_{code}",
            condition=Q(status="published", **{f"complete_{code}": True}),
        )
        for code in ("es", "en")
    ),
    models.Index(
        fields=["-dateline_on", "-published_at", "-id"],
        name="pressrelease_featured",
        condition=Q(status="published", is_featured=True),
    ),
    # Few texts on a topic, or about an institution; many are found by their day.
    GinIndex(fields=["topic_ids"], name="pressrelease_topic_ids"),
    GinIndex(fields=["institution_ids"], name="pressrelease_institution_ids"),
    models.Index(fields=["status", "changed_at"], name="pressrelease_desk"),
    # The list of the desk, one row a work; with what its states are told by, so that
    # no question has to open the rows.
    models.Index(
        fields=["-dateline_on", "-id"],
        include=[
            *("work", "status", "published_at", "visible_until", "archived_at"),
            "topic_ids",
        ],
        name="pressrelease_works",
        condition=Q(is_newest=True),
    ),
    # Whether a work is live at a moment, answered without opening its editions.
    models.Index(
        fields=["work", "published_at", "visible_until"],
        name="pressrelease_periods",
        condition=Q(status="published"),
    ),
    # What waits for an hour lies at its end.
    models.Index(
        fields=["published_at"],
        name="pressrelease_moments",
        condition=Q(status="published"),
    ),
    # Published alone and read by nobody else: few, however many texts there are.
    models.Index(
        fields=["published_at"],
        name="pressrelease_unread",
        condition=Q(status="published", read_by__isnull=True) & ~Q(alone_reason=""),
    ),
    # What a translator asks for (``translating``): the oldest change, the newest text.
    models.Index(
        fields=["source_changed_at", "id"],
        name="pressrelease_stale",
        condition=Q(is_newest=True) & (Q(stale_es=True) | Q(stale_en=True)),
    ),
    models.Index(
        fields=["-dateline_on", "-id"],
        name="pressrelease_missing",
        condition=Q(is_newest=True)
        & (
            Q(complete_es=False, released_es=True)
            | Q(complete_en=False, released_en=True)
        ),
    ),
    models.Index(
        fields=["-dateline_on", "-id"],
        name="pressrelease_held",
        condition=Q(is_newest=True) & (Q(released_es=False) | Q(released_en=False)),
    ),
    models.Index(
        fields=["-dateline_on", "-id"],
        name="pressrelease_archived",
        condition=Q(is_newest=True, archived_at__isnull=False),
    ),
    models.Index(
        fields=["archived_at"],
        name="pressrelease_archiving",
        condition=Q(archived_at__isnull=False),
    ),
    models.Index(
        fields=["-dateline_on", "-id"],
        name="pressrelease_in_work",
        condition=Q(is_newest=True, status__in=("draft", "review")),
    ),
    # What the list asks by language.
    *(
        models.Index(
            fields=["-dateline_on", "-id"],
            name=f"pressrelease_without_{code}",
            condition=Q(is_newest=True, **{f"complete_{code}": False}),
        )
        for code in ("es", "en")
    ),
    # Titles that are nearly the same (``alike``).
    *(
        GinIndex(
            OpClass(fold(F(localized("title", code))), name="gin_trgm_ops"),
            name=f"pressrelease_alike_{code}",
            condition=Q(is_newest=True),
        )
        for code in ("es", "en")
    ),
]

CONSTRAINTS = [
    models.UniqueConstraint(
        fields=["work", "edition"], name="pressrelease_edition_once"
    ),
    models.UniqueConstraint(
        fields=["work"],
        condition=Q(is_newest=True),
        name="pressrelease_one_newest_edition",
    ),
    models.UniqueConstraint(
        fields=["work"],
        condition=Q(status__in=("draft", "review")),
        name="pressrelease_one_open_edition",
        violation_error_message=_("This text has an edition in work already."),
    ),
    models.CheckConstraint(
        name="pressrelease_published_has_moment",
        condition=~Q(status__in=("published", "withdrawn"))
        | Q(published_at__isnull=False),
    ),
    models.CheckConstraint(
        name="pressrelease_open_has_no_moment",
        condition=~Q(status__in=("draft", "review")) | Q(published_at__isnull=True),
    ),
    models.CheckConstraint(
        name="pressrelease_period_forward",
        condition=Q(superseded_at__isnull=True)
        | Q(published_at__isnull=False, superseded_at__gt=F("published_at")),
    ),
    models.CheckConstraint(
        name="pressrelease_withdrawn_has_moment",
        condition=~Q(status="withdrawn") | Q(withdrawn_at__isnull=False),
    ),
    ExclusionConstraint(
        name="pressrelease_one_visible_edition",
        expressions=[
            ("work", RangeOperators.EQUAL),
            (
                Func(
                    "published_at",
                    "superseded_at",
                    function="tstzrange",
                    output_field=DateTimeRangeField(),
                ),
                RangeOperators.OVERLAPS,
            ),
        ],
        condition=Q(status="published"),
        violation_error_message=_("Another edition is visible at that moment."),
    ),
    # They have to fit into an index.
    models.CheckConstraint(
        name="pressrelease_not_about_everything",
        condition=Q(topic_ids__len__lte=100, institution_ids__len__lte=150),
        violation_error_message=_(
            "A text names at most 100 topics and 150 institutions."
        ),
    ),
    models.CheckConstraint(
        name="pressrelease_moment_in_calendar",
        condition=Q(published_at__isnull=True)
        | Q(published_at__lt=dt.datetime(2200, 1, 1, tzinfo=dt.UTC)),
        violation_error_message=_("This moment is more than ten years ahead."),
    ),
    *(
        models.CheckConstraint(
            name=f"pressrelease_{localized('slug', code)}_own",
            condition=~Q(**{f"{localized('slug', code)}__regex": r"^[0-9]+$"})
            & ~Q(**{f"{localized('slug', code)}__in": ("rss", "atom")}),
            violation_error_message=_("This address is a year's or a feed's."),
        )
        for code in ("es", "en")
    ),
    *(
        ExclusionConstraint(
            name=f"pressrelease_{localized('slug', code)}_of_one_work",
            expressions=[
                (localized("slug", code), RangeOperators.EQUAL),
                ("work", RangeOperators.NOT_EQUAL),
            ],
            condition=written(localized("slug", code)),
            violation_error_message=_("Another text has or had this address."),
        )
        for code in ("es", "en")
    ),
]
