"""Every table of the register, with what each row of it has to be."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import iompanama.publishing.images

from ..models.pagetext import beside_the_file
from ..models.version import OwnFolder


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("partners", "0001_functions"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Invented to try the site out; it says so wherever it appears.",
                        verbose_name="sample record",
                    ),
                ),
                ("sources", models.TextField(blank=True, verbose_name="sources")),
                ("notes", models.TextField(blank=True, verbose_name="internal notes")),
                (
                    "key",
                    models.SlugField(max_length=60, unique=True, verbose_name="key"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("framework_agreement", "Framework agreement"),
                            ("cooperation_agreement", "Cooperation agreement"),
                            (
                                "memorandum_of_understanding",
                                "Memorandum of understanding",
                            ),
                            ("letter_of_understanding", "Letter of understanding"),
                            ("letter_of_intent", "Letter of intent"),
                            ("exchange_of_letters", "Exchange of letters"),
                            ("host_country_agreement", "Host country agreement"),
                            ("relationship_agreement", "Relationship agreement"),
                            ("data_sharing_agreement", "Data sharing agreement"),
                            ("contribution_agreement", "Contribution agreement"),
                            ("implementation_agreement", "Implementation agreement"),
                            ("addendum", "Addendum"),
                        ],
                        help_text="As the paper calls itself.",
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="The number on the paper; empty where it has none.",
                        max_length=60,
                        null=True,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                (
                    "older_references",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="Numbers it had before, one per line.",
                        size=None,
                        verbose_name="older references",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="As on the first page of the paper.",
                        max_length=300,
                        verbose_name="title",
                    ),
                ),
                (
                    "title_es",
                    models.CharField(
                        help_text="As on the first page of the paper.",
                        max_length=300,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        help_text="As on the first page of the paper.",
                        max_length=300,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, verbose_name="address")),
                (
                    "slug_es",
                    models.SlugField(max_length=120, null=True, verbose_name="address"),
                ),
                (
                    "slug_en",
                    models.SlugField(max_length=120, null=True, verbose_name="address"),
                ),
                (
                    "short_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="What colleagues call it, one per line: search knows it by these.",
                        size=None,
                        verbose_name="short names staff use",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Who agrees on what, in one or two sentences. Lists show it, even where the rest is confidential.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_es",
                    models.TextField(
                        blank=True,
                        help_text="Who agrees on what, in one or two sentences. Lists show it, even where the rest is confidential.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        help_text="Who agrees on what, in one or two sentences. Lists show it, even where the rest is confidential.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="Its parts under their headings, in its own words or in yours.",
                        verbose_name="what it says",
                    ),
                ),
                (
                    "body_es",
                    models.TextField(
                        blank=True,
                        help_text="Its parts under their headings, in its own words or in yours.",
                        null=True,
                        verbose_name="what it says",
                    ),
                ),
                (
                    "body_en",
                    models.TextField(
                        blank=True,
                        help_text="Its parts under their headings, in its own words or in yours.",
                        null=True,
                        verbose_name="what it says",
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="What both sides will do together, one per line.",
                        size=None,
                        verbose_name="areas",
                    ),
                ),
                (
                    "areas_es",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="What both sides will do together, one per line.",
                        null=True,
                        size=None,
                        verbose_name="areas",
                    ),
                ),
                (
                    "areas_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="What both sides will do together, one per line.",
                        null=True,
                        size=None,
                        verbose_name="areas",
                    ),
                ),
                (
                    "iom_is_party",
                    models.BooleanField(
                        default=True,
                        help_text="Take the mark away for an agreement of others, kept to consult.",
                        verbose_name="IOM is a party",
                    ),
                ),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("internal", "Internal"),
                            ("confidential", "Confidential"),
                        ],
                        default="internal",
                        max_length=12,
                        verbose_name="access",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("reported", "reported by a source"),
                            ("unconfirmed", "not confirmed"),
                        ],
                        default="confirmed",
                        help_text="Confirmed: somebody of the office has seen the paper. Only then does a signature alone count as its entry into force.",
                        max_length=12,
                        verbose_name="confidence",
                    ),
                ),
                (
                    "is_signed",
                    models.BooleanField(
                        default=False,
                        help_text="Without a mark here the text is still in negotiation.",
                        verbose_name="signed",
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the last signature: 5/10/2024, 10/2024 or 2024.",
                        null=True,
                        verbose_name="signed on",
                    ),
                ),
                (
                    "signed_on_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=7,
                        verbose_name="precision",
                    ),
                ),
                (
                    "entry",
                    models.CharField(
                        choices=[
                            ("signature", "on signature"),
                            ("fixed_date", "on the day it names"),
                            ("approval_by_law", "after approval by law"),
                            ("ratification", "after ratification"),
                            ("notification", "after both sides notified"),
                            ("unknown", "not recorded"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="entered into force",
                    ),
                ),
                (
                    "in_force_on",
                    models.DateField(
                        blank=True,
                        help_text="Write it even if it is the day of the signature: 5/10/2024, 10/2024 or 2024.",
                        null=True,
                        verbose_name="in force from",
                    ),
                ),
                (
                    "in_force_on_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=7,
                        verbose_name="precision",
                    ),
                ),
                (
                    "duration_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="As the text says it; the last day beside it is what counts.",
                        null=True,
                        verbose_name="duration (months)",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Its last day as it was signed. What an addendum moves is entered with the addendum.",
                        null=True,
                        verbose_name="first term ends on",
                    ),
                ),
                (
                    "ends_on_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=7,
                        verbose_name="precision",
                    ),
                ),
                (
                    "is_open_ended",
                    models.BooleanField(
                        default=False,
                        help_text="The text itself sets no end; unmarked and no day: not recorded.",
                        verbose_name="without end",
                    ),
                ),
                (
                    "renewal",
                    models.CharField(
                        choices=[
                            ("none", "does not renew"),
                            ("automatic", "renews by itself"),
                            ("by_agreement", "if both sides agree"),
                            ("unknown", "not recorded"),
                        ],
                        default="unknown",
                        help_text="What happens at the end of a term.",
                        max_length=12,
                        verbose_name="renewal",
                    ),
                ),
                (
                    "renewal_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="For how long each time.",
                        null=True,
                        verbose_name="renewal (months)",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="How long before the end one side tells the other.",
                        null=True,
                        verbose_name="notice (days)",
                    ),
                ),
                (
                    "terminated_on",
                    models.DateField(
                        blank=True,
                        help_text="Only where it ended, or will end, before its last day.",
                        null=True,
                        verbose_name="ended early on",
                    ),
                ),
                (
                    "termination_reason",
                    models.TextField(blank=True, verbose_name="why it ended early"),
                ),
                (
                    "termination_reason_es",
                    models.TextField(
                        blank=True, null=True, verbose_name="why it ended early"
                    ),
                ),
                (
                    "termination_reason_en",
                    models.TextField(
                        blank=True, null=True, verbose_name="why it ended early"
                    ),
                ),
                (
                    "authentic_languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="Codes, one per line: es, en, fr.",
                        size=None,
                        verbose_name="authentic languages",
                    ),
                ),
                (
                    "custody",
                    models.TextField(
                        blank=True,
                        help_text="Building, room and folder, so that a colleague finds it.",
                        verbose_name="where the original is kept",
                    ),
                ),
                (
                    "custody_es",
                    models.TextField(
                        blank=True,
                        help_text="Building, room and folder, so that a colleague finds it.",
                        null=True,
                        verbose_name="where the original is kept",
                    ),
                ),
                (
                    "custody_en",
                    models.TextField(
                        blank=True,
                        help_text="Building, room and folder, so that a colleague finds it.",
                        null=True,
                        verbose_name="where the original is kept",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(blank=True, max_length=3, verbose_name="currency"),
                ),
                (
                    "remark",
                    models.TextField(
                        blank=True,
                        help_text="Which facts are confirmed and which are not; shown on the page.",
                        verbose_name="what is certain",
                    ),
                ),
                (
                    "remark_es",
                    models.TextField(
                        blank=True,
                        help_text="Which facts are confirmed and which are not; shown on the page.",
                        null=True,
                        verbose_name="what is certain",
                    ),
                ),
                (
                    "remark_en",
                    models.TextField(
                        blank=True,
                        help_text="Which facts are confirmed and which are not; shown on the page.",
                        null=True,
                        verbose_name="what is certain",
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(auto_now=True, verbose_name="changed at"),
                ),
                (
                    "search_es",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.F("title_es"),
                                models.F("reference"),
                                models.Func(
                                    models.F("older_references"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                models.Func(
                                    models.F("short_names"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Value("", output_field=models.TextField()),
                            models.Func(
                                models.F("summary_es"),
                                models.Func(
                                    models.F("areas_es"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.F("body_es"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            function="public.search_vector_es",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        null=True,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.F("title_en"),
                                models.F("reference"),
                                models.Func(
                                    models.F("older_references"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                models.Func(
                                    models.F("short_names"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Value("", output_field=models.TextField()),
                            models.Func(
                                models.F("summary_en"),
                                models.Func(
                                    models.F("areas_en"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.F("body_en"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            function="public.search_vector_en",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        null=True,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "replaced_since",
                    models.DateField(blank=True, editable=False, null=True),
                ),
                ("amendments", models.JSONField(blank=True, editable=False, null=True)),
                (
                    "on_data",
                    models.TextField(
                        blank=True,
                        help_text="In two or three sentences: which data, with whom, kept how.",
                        verbose_name="what it promises on data",
                    ),
                ),
                (
                    "on_data_en",
                    models.TextField(
                        blank=True,
                        help_text="In two or three sentences: which data, with whom, kept how.",
                        null=True,
                        verbose_name="what it promises on data",
                    ),
                ),
                (
                    "on_data_es",
                    models.TextField(
                        blank=True,
                        help_text="In two or three sentences: which data, with whom, kept how.",
                        null=True,
                        verbose_name="what it promises on data",
                    ),
                ),
                (
                    "takes_effect_on",
                    models.DateField(blank=True, editable=False, null=True),
                ),
                ("settled_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "settled_ends_on",
                    models.DateField(blank=True, editable=False, null=True),
                ),
                (
                    "settled_months",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True
                    ),
                ),
                (
                    "settled_notice",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True
                    ),
                ),
                (
                    "goals",
                    models.ManyToManyField(
                        blank=True,
                        related_name="agreements",
                        to="vocabulary.goal",
                        verbose_name="goals",
                    ),
                ),
                (
                    "places",
                    models.ManyToManyField(
                        blank=True,
                        related_name="agreements",
                        to="vocabulary.place",
                        verbose_name="places",
                    ),
                ),
                (
                    "readers",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Who may read the whole record when it is confidential.",
                        related_name="confidential_agreements",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="named readers",
                    ),
                ),
                (
                    "signed_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements_signed",
                        to="vocabulary.place",
                        verbose_name="place of signature",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="agreements",
                        to="vocabulary.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "ordering": [
                    models.OrderBy(
                        models.F("signed_on"), descending=True, nulls_first=True
                    ),
                    "-pk",
                ],
                "permissions": [
                    ("read_internal", "Can read internal agreements"),
                    ("read_confidential", "Can read every confidential agreement"),
                ],
                "indexes": [
                    models.Index(fields=["access"], name="agreement_access"),
                    models.Index(
                        fields=["settled_ends_on"], name="agreement_settled_ends_on"
                    ),
                    models.Index(
                        models.Func(
                            models.F("title_es"),
                            function="public.fold",
                            output_field=models.TextField(),
                        ),
                        condition=models.Q(("title_es__gt", ""), ("slug_es__gt", "")),
                        name="agreement_title_es",
                    ),
                    models.Index(
                        models.Func(
                            models.F("title_en"),
                            function="public.fold",
                            output_field=models.TextField(),
                        ),
                        condition=models.Q(("title_en__gt", ""), ("slug_en__gt", "")),
                        name="agreement_title_en",
                    ),
                    models.Index(
                        condition=models.Q(("title_es__gt", ""), ("slug_es__gt", "")),
                        fields=["id"],
                        include=(
                            "access",
                            "kind",
                            "is_signed",
                            "signed_on",
                            "replaced_since",
                            "terminated_on",
                            "takes_effect_on",
                            "settled_on",
                            "settled_ends_on",
                            "settled_months",
                            "settled_notice",
                            "iom_is_party",
                        ),
                        name="agreement_listed_es",
                    ),
                    models.Index(
                        condition=models.Q(("title_en__gt", ""), ("slug_en__gt", "")),
                        fields=["id"],
                        include=(
                            "access",
                            "kind",
                            "is_signed",
                            "signed_on",
                            "replaced_since",
                            "terminated_on",
                            "takes_effect_on",
                            "settled_on",
                            "settled_ends_on",
                            "settled_months",
                            "settled_notice",
                            "iom_is_party",
                        ),
                        name="agreement_listed_en",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("slug_es__gt", "")),
                        fields=("slug_es",),
                        name="agreement_slug_es",
                        violation_error_message="Another record has this address already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("slug_en__gt", "")),
                        fields=("slug_en",),
                        name="agreement_slug_en",
                        violation_error_message="Another record has this address already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_on__isnull", False),
                                models.Q(
                                    ("signed_on_precision", "unknown"), _negated=True
                                ),
                            ),
                            models.Q(
                                models.Q(("signed_on__isnull", False), _negated=True),
                                ("signed_on_precision", "unknown"),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_signed_on_precision",
                        violation_error_message="A day and its precision go together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_on__isnull", False), _negated=True),
                            ("signed_on_precision", "day"),
                            models.Q(
                                ("signed_on_precision", "month"), ("signed_on__day", 1)
                            ),
                            models.Q(
                                ("signed_on_precision", "year"),
                                ("signed_on__day", 1),
                                ("signed_on__month", 1),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_signed_on_first",
                        violation_error_message="A month or year is kept as its first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("in_force_on__isnull", False),
                                models.Q(
                                    ("in_force_on_precision", "unknown"), _negated=True
                                ),
                            ),
                            models.Q(
                                models.Q(("in_force_on__isnull", False), _negated=True),
                                ("in_force_on_precision", "unknown"),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_in_force_on_precision",
                        violation_error_message="A day and its precision go together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("in_force_on__isnull", False), _negated=True),
                            ("in_force_on_precision", "day"),
                            models.Q(
                                ("in_force_on_precision", "month"),
                                ("in_force_on__day", 1),
                            ),
                            models.Q(
                                ("in_force_on_precision", "year"),
                                ("in_force_on__day", 1),
                                ("in_force_on__month", 1),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_in_force_on_first",
                        violation_error_message="A month or year is kept as its first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ends_on__isnull", False),
                                models.Q(
                                    ("ends_on_precision", "unknown"), _negated=True
                                ),
                            ),
                            models.Q(
                                models.Q(("ends_on__isnull", False), _negated=True),
                                ("ends_on_precision", "unknown"),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_ends_on_precision",
                        violation_error_message="A day and its precision go together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_signed", True),
                            models.Q(
                                ("in_force_on__isnull", True),
                                ("signed_on__isnull", True),
                                ("terminated_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_signed_when_dated",
                        violation_error_message="A text with a day of signature, entry into force or early end is signed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("in_force_on__isnull", True),
                            ("ends_on__gte", models.F("in_force_on")),
                            _connector="OR",
                        ),
                        name="agreement_ends_after_start",
                        violation_error_message="The end lies before the entry into force.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("terminated_on__isnull", True),
                            ("signed_on__isnull", True),
                            ("terminated_on__gte", models.F("signed_on")),
                            _connector="OR",
                        ),
                        name="agreement_ends_early_after_signature",
                        violation_error_message="The early end lies before the signature.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_open_ended", False),
                            ("ends_on__isnull", True),
                            _connector="OR",
                        ),
                        name="agreement_open_end_has_no_day",
                        violation_error_message="A text without end has no last day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", True),
                            ("currency__regex", "^[A-Z]{3}$"),
                            _connector="OR",
                        ),
                        name="agreement_amount_has_currency",
                        violation_error_message="Give the currency in three letters: USD.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("renewal", "automatic"), _negated=True),
                            models.Q(
                                ("renewal_months__gt", 0),
                                ("renewal_months__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_renewal_has_length",
                        violation_error_message="Say for how many months it renews by itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
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
                ("act", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "records",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                ("table", models.CharField(max_length=63)),
                ("row", models.BigIntegerField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("changed", "changed"),
                            ("removed", "taken out"),
                        ],
                        max_length=7,
                    ),
                ),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "ordering": ["-pk"],
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["records"], name="change_records"
                    ),
                    models.Index(fields=["table", "row"], name="change_row"),
                    models.Index(
                        condition=models.Q(("action", "removed")),
                        fields=["table", "-id"],
                        name="change_removed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineCalendar",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="made at"
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="revoked at"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar of deadlines",
                "verbose_name_plural": "calendars of deadlines",
                "ordering": ["-made_at"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("user",),
                        name="deadlinecalendar_one_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed_text", "signed text"),
                            ("annex", "annex"),
                            ("addendum", "addendum"),
                            ("official_gazette", "official gazette"),
                            ("final_report", "final report"),
                            ("termination_note", "record of termination"),
                            ("scan_without_text", "scan without text"),
                            ("draft", "draft"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        help_text="Code: es, en, fr.",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "is_authentic",
                    models.BooleanField(default=False, verbose_name="authentic text"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "title_es",
                    models.CharField(max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "title_en",
                    models.CharField(max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("internal", "Internal"),
                            ("confidential", "Confidential"),
                        ],
                        default="internal",
                        max_length=12,
                        verbose_name="access",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="position"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="partners.agreement",
                        verbose_name="agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["agreement", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=iompanama.publishing.images.private_storage,
                        upload_to=OwnFolder(),
                        verbose_name="file",
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=200, verbose_name="name of the file"),
                ),
                (
                    "sha256",
                    models.CharField(
                        db_index=True, max_length=64, verbose_name="SHA-256"
                    ),
                ),
                (
                    "size",
                    models.PositiveBigIntegerField(
                        help_text="In bytes.", verbose_name="size"
                    ),
                ),
                (
                    "media_type",
                    models.CharField(
                        choices=[
                            ("application/pdf", "application/pdf"),
                            ("application/zip", "application/zip"),
                            ("image/jpeg", "image/jpeg"),
                            ("image/png", "image/png"),
                            ("image/tiff", "image/tiff"),
                            ("image/webp", "image/webp"),
                        ],
                        max_length=20,
                        verbose_name="kind of file",
                    ),
                ),
                ("page_count", models.PositiveIntegerField(verbose_name="pages")),
                (
                    "carries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("script", "scripts"),
                                ("launch", "commands that start programs"),
                                ("files", "other files inside it"),
                            ],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="carries",
                    ),
                ),
                (
                    "added_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="added at"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits to be read"),
                            ("reading", "is being read"),
                            ("read", "read"),
                            ("failed", "could not be read"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="reading",
                    ),
                ),
                (
                    "tries",
                    models.PositiveSmallIntegerField(default=0, verbose_name="tries"),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="due at"
                    ),
                ),
                ("claim", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked for at"
                    ),
                ),
                (
                    "read_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="read at"),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("time", "A page took longer than it may."),
                            ("broke", "The program that reads broke down on a page."),
                            (
                                "memory",
                                "A page asked for more memory than there is for it.",
                            ),
                            ("page", "A page is damaged."),
                            ("ocr", "The recognition of text failed on a page."),
                            ("file", "The file cannot be opened."),
                            ("gone", "The file is not where it was filed."),
                            ("killed", "The reading was interrupted again and again."),
                        ],
                        max_length=8,
                        verbose_name="reason",
                    ),
                ),
                (
                    "lacks_ocr",
                    models.BooleanField(
                        default=False,
                        verbose_name="pages wait for the recognition of text",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="partners.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="versions",
                        to="partners.document",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["document", "-number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("state__in", ("waiting", "reading")),
                            ("lacks_ocr", True),
                            _connector="OR",
                        ),
                        fields=["due_at"],
                        name="documentversion_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number"), name="documentversion_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gt", 0),
                            ("page_count__gt", 0),
                            ("sha256__regex", "^[0-9a-f]{64}$"),
                            ("size__gt", 0),
                        ),
                        name="documentversion_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedSheet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("data", models.BinaryField(null=True)),
                (
                    "sent_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="sent at"
                    ),
                ),
                (
                    "done_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="imported at"
                    ),
                ),
                (
                    "count",
                    models.PositiveIntegerField(default=0, verbose_name="agreements"),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "imported sheet",
                "verbose_name_plural": "imported sheets",
                "ordering": ["-sent_at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Institution",
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
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Invented to try the site out; it says so wherever it appears.",
                        verbose_name="sample record",
                    ),
                ),
                ("sources", models.TextField(blank=True, verbose_name="sources")),
                ("notes", models.TextField(blank=True, verbose_name="internal notes")),
                (
                    "key",
                    models.SlugField(max_length=60, unique=True, verbose_name="key"),
                ),
                ("name", models.CharField(max_length=250, verbose_name="name")),
                (
                    "name_es",
                    models.CharField(max_length=250, null=True, verbose_name="name"),
                ),
                (
                    "name_en",
                    models.CharField(max_length=250, null=True, verbose_name="name"),
                ),
                (
                    "acronym",
                    models.CharField(blank=True, max_length=30, verbose_name="acronym"),
                ),
                (
                    "acronym_es",
                    models.CharField(
                        blank=True, max_length=30, null=True, verbose_name="acronym"
                    ),
                ),
                (
                    "acronym_en",
                    models.CharField(
                        blank=True, max_length=30, null=True, verbose_name="acronym"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, verbose_name="address")),
                (
                    "slug_es",
                    models.SlugField(max_length=120, null=True, verbose_name="address"),
                ),
                (
                    "slug_en",
                    models.SlugField(max_length=120, null=True, verbose_name="address"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                "international_organization",
                                "International organization",
                            ),
                            (
                                "international_organization_office",
                                "Office of an international organization",
                            ),
                            ("un_system", "United Nations system"),
                            ("un_agency", "United Nations agency"),
                            (
                                "national_human_rights_institution",
                                "National human rights institution",
                            ),
                            ("ministry", "Ministry"),
                            ("government_agency", "Government agency"),
                            ("local_government", "Local government"),
                            ("foreign_government", "Foreign government"),
                            ("embassy", "Embassy"),
                            ("red_cross_red_crescent", "Red Cross and Red Crescent"),
                            ("ngo", "Non-governmental organization"),
                            ("academia", "University"),
                            ("company", "Company"),
                        ],
                        max_length=40,
                        verbose_name="kind",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166-1: PA, US, CO.",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "is_the_office",
                    models.BooleanField(
                        default=False,
                        help_text="Left out where a list says with whom an agreement is.",
                        verbose_name="IOM or one of its offices",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
                (
                    "description_es",
                    models.TextField(blank=True, null=True, verbose_name="description"),
                ),
                (
                    "description_en",
                    models.TextField(blank=True, null=True, verbose_name="description"),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line.",
                        size=None,
                        verbose_name="also called",
                    ),
                ),
                (
                    "aliases_es",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line.",
                        null=True,
                        size=None,
                        verbose_name="also called",
                    ),
                ),
                (
                    "aliases_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line.",
                        null=True,
                        size=None,
                        verbose_name="also called",
                    ),
                ),
                (
                    "mark",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=iompanama.publishing.images.private_storage,
                        upload_to=iompanama.publishing.images.Unguessable("marks"),
                        verbose_name="mark",
                    ),
                ),
                (
                    "search_es",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.F("name_es"),
                                models.F("acronym_es"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.Func(
                                    models.F("aliases_es"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                models.F("name_en"),
                                models.F("acronym_en"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.F("description_es"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Value("", output_field=models.TextField()),
                            function="public.search_vector_es",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        null=True,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.F("name_en"),
                                models.F("acronym_en"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.Func(
                                    models.F("aliases_en"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                models.F("name_es"),
                                models.F("acronym_es"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.F("description_en"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Value("", output_field=models.TextField()),
                            function="public.search_vector_en",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        null=True,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "retired_on",
                    models.DateField(
                        blank=True,
                        help_text="From then on it is not offered any more for something new. Its page stays and says so; an empty day takes it back into use.",
                        null=True,
                        verbose_name="retired on",
                    ),
                ),
                (
                    "within",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="partners.institution",
                        verbose_name="part of",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="partners.institution",
                        verbose_name="succeeded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "institution",
                "verbose_name_plural": "institutions",
                "ordering": [
                    models.Func(
                        models.F("name_es"),
                        function="public.fold",
                        output_field=models.TextField(),
                    ),
                    "pk",
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
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
                    django.contrib.postgres.indexes.GinIndex(
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
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("slug_es__gt", "")),
                        fields=("slug_es",),
                        name="institution_slug_es",
                        violation_error_message="Another record has this address already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("slug_en__gt", "")),
                        fields=("slug_en",),
                        name="institution_slug_en",
                        violation_error_message="Another record has this address already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parent", models.F("id")), _negated=True),
                            models.Q(("successor", models.F("id")), _negated=True),
                        ),
                        name="institution_not_its_own_parent",
                        violation_error_message="An institution is not part of itself nor its own successor.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("country", ""),
                            ("country__regex", "^[A-Z]{2}$"),
                            _connector="OR",
                        ),
                        name="institution_country_code",
                        violation_error_message="Write two capital letters: PA, US, CO.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_es__isnull", False), ("name_es__gt", "")),
                            models.Q(("name_en__isnull", False), ("name_en__gt", "")),
                            _connector="OR",
                        ),
                        name="institution_named",
                        violation_error_message="Give the name in at least one language.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FocalPoint",
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
                (
                    "unit",
                    models.CharField(max_length=200, verbose_name="unit or person"),
                ),
                (
                    "unit_es",
                    models.CharField(
                        max_length=200, null=True, verbose_name="unit or person"
                    ),
                ),
                (
                    "unit_en",
                    models.CharField(
                        max_length=200, null=True, verbose_name="unit or person"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focal_points",
                        to="partners.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.institution",
                        verbose_name="institution",
                    ),
                ),
            ],
            options={
                "verbose_name": "focal point",
                "verbose_name_plural": "focal points",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Official",
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
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Invented to try the site out; it says so wherever it appears.",
                        verbose_name="sample record",
                    ),
                ),
                ("sources", models.TextField(blank=True, verbose_name="sources")),
                ("notes", models.TextField(blank=True, verbose_name="internal notes")),
                (
                    "key",
                    models.SlugField(max_length=60, unique=True, verbose_name="key"),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "sort_name",
                    models.CharField(
                        help_text="Surnames first: León Castrellón, Marisol de",
                        max_length=150,
                        verbose_name="name for sorting",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=120, unique=True, verbose_name="address"
                    ),
                ),
                (
                    "honorific",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="form of address"
                    ),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line.",
                        size=None,
                        verbose_name="also written",
                    ),
                ),
                (
                    "portrait",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=iompanama.publishing.images.private_storage,
                        upload_to=iompanama.publishing.images.Unguessable("portraits"),
                        verbose_name="portrait",
                    ),
                ),
                ("biography", models.TextField(blank=True, verbose_name="biography")),
                (
                    "biography_es",
                    models.TextField(blank=True, null=True, verbose_name="biography"),
                ),
                (
                    "biography_en",
                    models.TextField(blank=True, null=True, verbose_name="biography"),
                ),
                (
                    "search_es",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.F("name"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.Func(
                                    models.F("aliases"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.F("biography_es"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Value("", output_field=models.TextField()),
                            function="public.search_vector_es",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        null=True,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.F("name"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.Func(
                                    models.F("aliases"),
                                    function="public.join_lines",
                                    output_field=models.TextField(),
                                ),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Func(
                                models.F("biography_en"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Value("", output_field=models.TextField()),
                            function="public.search_vector_en",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        null=True,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "retired_on",
                    models.DateField(
                        blank=True,
                        help_text="From then on it is not offered any more for something new. Its page stays and says so; an empty day takes it back into use.",
                        null=True,
                        verbose_name="retired on",
                    ),
                ),
            ],
            options={
                "verbose_name": "official",
                "verbose_name_plural": "officials",
                "ordering": [
                    models.Func(
                        models.F("sort_name"),
                        function="public.fold",
                        output_field=models.TextField(),
                    ),
                    "pk",
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            models.F("aliases"),
                            models.F("name"),
                            function="public.addresses",
                            output_field=django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), size=None
                            ),
                        ),
                        name="official_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
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
                ("kept_key", models.BigIntegerField(editable=False)),
                ("kept_name", models.CharField(max_length=250, verbose_name="kept")),
                ("gone_key", models.BigIntegerField(editable=False)),
                (
                    "gone_name",
                    models.CharField(max_length=250, verbose_name="merged into it"),
                ),
                (
                    "row",
                    models.JSONField(
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                (
                    "moved",
                    models.JSONField(
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                (
                    "changed",
                    models.JSONField(
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                ("reason", models.TextField(verbose_name="why")),
                (
                    "at",
                    models.DateTimeField(auto_now_add=True, verbose_name="merged at"),
                ),
                (
                    "undone_at",
                    models.DateTimeField(null=True, verbose_name="undone at"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="merged by",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges",
                        to="partners.institution",
                        verbose_name="institution",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges",
                        to="partners.official",
                        verbose_name="official",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["-pk"],
                "permissions": [("merge_records", "Can merge people and institutions")],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("institution__isnull", True),
                                ("official__isnull", False),
                            ),
                            models.Q(
                                ("institution__isnull", False),
                                ("official__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="merge_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("undone_at__isnull", True), ("undone_by__isnull", True)
                            ),
                            models.Q(
                                ("undone_at__isnull", False),
                                ("undone_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="merge_undone_by_somebody",
                    ),
                ],
            },
        ),
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
                (
                    "institution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="partners.institution",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="partners.official",
                    ),
                ),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("institution__isnull", True),
                                ("official__isnull", False),
                            ),
                            models.Q(
                                ("institution__isnull", False),
                                ("official__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="formeraddress_of_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("official__isnull", False)),
                        fields=("slug",),
                        name="formeraddress_of_one_official",
                        violation_error_message="Another record has or had this address.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("institution__isnull", False)),
                        fields=("language", "slug"),
                        name="formeraddress_of_one_institution",
                        violation_error_message="Another record has or had this address.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attention",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sensitivity", "Sensitivity"),
                            ("protocol", "Protocol"),
                            ("spelling", "Spelling"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("note", models.TextField(max_length=600, verbose_name="note")),
                (
                    "note_es",
                    models.TextField(max_length=600, null=True, verbose_name="note"),
                ),
                (
                    "note_en",
                    models.TextField(max_length=600, null=True, verbose_name="note"),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attention",
                        to="partners.institution",
                        verbose_name="institution",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attention",
                        to="partners.official",
                        verbose_name="official",
                    ),
                ),
            ],
            options={
                "verbose_name": "attention",
                "verbose_name_plural": "attention",
                "ordering": ["kind", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("institution__isnull", True),
                                ("official__isnull", False),
                            ),
                            models.Q(
                                ("institution__isnull", False),
                                ("official__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="attention_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note_es__isnull", False), ("note_es__gt", "")),
                            models.Q(("note_en__isnull", False), ("note_en__gt", "")),
                            _connector="OR",
                        ),
                        name="attention_says_something",
                        violation_error_message="Write it in at least one language.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
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
                (
                    "key",
                    models.SlugField(max_length=60, unique=True, verbose_name="key"),
                ),
                ("post", models.CharField(max_length=200, verbose_name="post")),
                (
                    "post_es",
                    models.CharField(max_length=200, null=True, verbose_name="post"),
                ),
                (
                    "post_en",
                    models.CharField(max_length=200, null=True, verbose_name="post"),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="from")),
                (
                    "since_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=7,
                        verbose_name="precision",
                    ),
                ),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "until_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=7,
                        verbose_name="precision",
                    ),
                ),
                (
                    "is_current",
                    models.BooleanField(
                        default=False,
                        help_text="Without a last day: the post is still held, or nobody knows.",
                        verbose_name="still held",
                    ),
                ),
                (
                    "is_acting",
                    models.BooleanField(default=False, verbose_name="acting"),
                ),
                (
                    "is_head",
                    models.BooleanField(
                        default=False,
                        help_text="Shown on the institution's page as who heads it.",
                        verbose_name="heads the institution",
                    ),
                ),
                (
                    "attested_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        blank=True,
                        default=list,
                        help_text="Days a source shows: 2023-09-06, 2023-12.",
                        size=None,
                        verbose_name="attested on",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("reported", "reported by a source"),
                            ("unconfirmed", "not confirmed"),
                        ],
                        default="reported",
                        max_length=12,
                        verbose_name="confidence",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="partners.institution",
                        verbose_name="institution",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="partners.official",
                        verbose_name="official",
                    ),
                ),
            ],
            options={
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
                "ordering": [
                    "official",
                    models.OrderBy(models.F("since"), descending=True, nulls_last=True),
                    "-pk",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("since__isnull", False),
                                models.Q(("since_precision", "unknown"), _negated=True),
                            ),
                            models.Q(
                                models.Q(("since__isnull", False), _negated=True),
                                ("since_precision", "unknown"),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_since_precision",
                        violation_error_message="A day and its precision go together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("since__isnull", False), _negated=True),
                            ("since_precision", "day"),
                            models.Q(("since_precision", "month"), ("since__day", 1)),
                            models.Q(
                                ("since_precision", "year"),
                                ("since__day", 1),
                                ("since__month", 1),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_since_first",
                        violation_error_message="A month or year is kept as its first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("until__isnull", False),
                                models.Q(("until_precision", "unknown"), _negated=True),
                            ),
                            models.Q(
                                models.Q(("until__isnull", False), _negated=True),
                                ("until_precision", "unknown"),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_until_precision",
                        violation_error_message="A day and its precision go together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="appointment_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_current", False),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="appointment_current_has_no_end",
                        violation_error_message="A post still held has no last day.",
                    ),
                    models.UniqueConstraint(
                        models.F("official"),
                        models.F("institution"),
                        models.Func(
                            models.Func(
                                "post_es",
                                "post_en",
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            function="public.fold",
                            output_field=models.TextField(),
                        ),
                        condition=models.Q(
                            ("since__isnull", True), ("until__isnull", True)
                        ),
                        name="appointment_undated_once",
                        violation_error_message="This person has this post on record already, without days.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("official", "="),
                            ("institution", "="),
                            (
                                models.Func(
                                    models.Func(
                                        "post_es",
                                        "post_en",
                                        function="public.join_text",
                                        output_field=models.TextField(),
                                    ),
                                    function="public.fold",
                                    output_field=models.TextField(),
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    "since",
                                    "since_precision",
                                    "until",
                                    "until_precision",
                                    "is_current",
                                    function="public.days_held",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="appointment_once_at_a_time",
                        violation_error_message="This person already holds this post in those days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("post_es__isnull", False), ("post_es__gt", "")),
                            models.Q(("post_en__isnull", False), ("post_en__gt", "")),
                            _connector="OR",
                        ),
                        name="appointment_post_named",
                        violation_error_message="Name the post in at least one language.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
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
                (
                    "page",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="page"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("list", "the list of its pages"),
                            ("page", "a page"),
                            ("file", "the file"),
                        ],
                        max_length=4,
                        verbose_name="what was opened",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="partners.documentversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "opening of a confidential document",
                "verbose_name_plural": "openings of confidential documents",
                "ordering": ["-opened_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["version", "user", "-opened_at"], name="opening_latest"
                    ),
                    models.Index(fields=["-opened_at"], name="opening_when"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("page__gt", 0), ("part", "page")),
                            models.Q(
                                models.Q(("part", "page"), _negated=True),
                                ("page__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="opening_of_a_page_says_which",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PageText",
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
                ("number", models.PositiveIntegerField(verbose_name="page")),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=100000, verbose_name="text"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("layer", "text of the file"),
                            ("ocr", "recognized from the picture"),
                            ("typed", "typed"),
                            ("none", "not recognized yet"),
                        ],
                        max_length=5,
                        verbose_name="origin",
                    ),
                ),
                (
                    "confidence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="From 0 to 100.",
                        null=True,
                        verbose_name="confidence",
                    ),
                ),
                (
                    "is_doubtful",
                    models.BooleanField(default=False, verbose_name="to check"),
                ),
                (
                    "corrected_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="corrected at"
                    ),
                ),
                ("read_at", models.DateTimeField(verbose_name="read at")),
                (
                    "picture",
                    models.FileField(
                        max_length=200,
                        storage=iompanama.publishing.images.private_storage,
                        upload_to=beside_the_file,
                        verbose_name="picture",
                    ),
                ),
                ("picture_width", models.PositiveSmallIntegerField()),
                ("picture_height", models.PositiveSmallIntegerField()),
                (
                    "search_es",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Value("", output_field=models.TextField()),
                            models.Value("", output_field=models.TextField()),
                            models.Value("", output_field=models.TextField()),
                            models.Func(
                                models.F("text"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            function="public.search_vector_es",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        null=True,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Value("", output_field=models.TextField()),
                            models.Value("", output_field=models.TextField()),
                            models.Value("", output_field=models.TextField()),
                            models.Func(
                                models.F("text"),
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            function="public.search_vector_en",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        null=True,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="corrected by",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="partners.documentversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "ordering": ["version", "number"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_es"], name="pagetext_search_es"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_en"], name="pagetext_search_en"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "number"), name="pagetext_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("origin", "typed"), _negated=True),
                            ("corrected_at__isnull", False),
                            _connector="OR",
                        ),
                        name="pagetext_typed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            ("confidence__lte", 100),
                            _connector="OR",
                        ),
                        name="pagetext_confidence_is_percent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("amends", "amends"),
                            ("replaces", "replaces"),
                            ("implements", "implements"),
                            ("related", "is related to"),
                        ],
                        max_length=10,
                        verbose_name="relation",
                    ),
                ),
                (
                    "new_ends_on",
                    models.DateField(
                        blank=True,
                        help_text="The new last day of the other agreement; empty: it stays.",
                        null=True,
                        verbose_name="moves the end to",
                    ),
                ),
                (
                    "new_ends_on_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=7,
                        verbose_name="precision",
                    ),
                ),
                (
                    "changes",
                    models.TextField(
                        blank=True,
                        help_text="In a sentence, where the fields above do not say it.",
                        verbose_name="what else it changes",
                    ),
                ),
                (
                    "changes_es",
                    models.TextField(
                        blank=True,
                        help_text="In a sentence, where the fields above do not say it.",
                        null=True,
                        verbose_name="what else it changes",
                    ),
                ),
                (
                    "changes_en",
                    models.TextField(
                        blank=True,
                        help_text="In a sentence, where the fields above do not say it.",
                        null=True,
                        verbose_name="what else it changes",
                    ),
                ),
                (
                    "areas_added",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line.",
                        size=None,
                        verbose_name="areas it adds",
                    ),
                ),
                (
                    "areas_added_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line.",
                        null=True,
                        size=None,
                        verbose_name="areas it adds",
                    ),
                ),
                (
                    "areas_added_es",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line.",
                        null=True,
                        size=None,
                        verbose_name="areas it adds",
                    ),
                ),
                (
                    "areas_removed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line, word for word as the other agreement has them.",
                        size=None,
                        verbose_name="areas it takes out",
                    ),
                ),
                (
                    "areas_removed_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line, word for word as the other agreement has them.",
                        null=True,
                        size=None,
                        verbose_name="areas it takes out",
                    ),
                ),
                (
                    "areas_removed_es",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="One per line, word for word as the other agreement has them.",
                        null=True,
                        size=None,
                        verbose_name="areas it takes out",
                    ),
                ),
                (
                    "new_notice_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="new notice (days)"
                    ),
                ),
                (
                    "new_renewal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "does not renew"),
                            ("automatic", "renews by itself"),
                            ("by_agreement", "if both sides agree"),
                            ("unknown", "not recorded"),
                        ],
                        help_text="The term that runs that day is finished under the old rule.",
                        max_length=12,
                        verbose_name="new renewal",
                    ),
                ),
                (
                    "new_renewal_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="new renewal (months)"
                    ),
                ),
                (
                    "removes_end",
                    models.BooleanField(
                        default=False,
                        help_text="From then on the other agreement has no last day.",
                        verbose_name="takes the end away",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations_out",
                        to="partners.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations_in",
                        to="partners.agreement",
                        verbose_name="other agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "relation",
                "verbose_name_plural": "relations",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("new_ends_on__isnull", False),
                                models.Q(
                                    ("new_ends_on_precision", "unknown"), _negated=True
                                ),
                            ),
                            models.Q(
                                models.Q(("new_ends_on__isnull", False), _negated=True),
                                ("new_ends_on_precision", "unknown"),
                            ),
                            _connector="OR",
                        ),
                        name="relation_new_ends_on_precision",
                        violation_error_message="A day and its precision go together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source", models.F("target")), _negated=True
                        ),
                        name="relation_to_another",
                        violation_error_message="An agreement is not related to itself.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("source", "target"),
                        django.db.models.functions.comparison.Greatest(
                            "source", "target"
                        ),
                        models.F("kind"),
                        name="relation_once",
                        violation_error_message="This relation is on record already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "amends"),
                            models.Q(
                                ("areas_added_en", []),
                                ("areas_added_es", []),
                                ("areas_removed_en", []),
                                ("areas_removed_es", []),
                                ("new_ends_on__isnull", True),
                                ("new_notice_days__isnull", True),
                                ("new_renewal", ""),
                                ("new_renewal_months__isnull", True),
                                ("removes_end", False),
                            ),
                            _connector="OR",
                        ),
                        name="relation_only_amendments_change",
                        violation_error_message="Only what amends another agreement changes its terms or areas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removes_end", False),
                            ("new_ends_on__isnull", True),
                            _connector="OR",
                        ),
                        name="relation_end_moved_or_removed",
                        violation_error_message="It either moves the end or takes it away, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("new_renewal", "automatic"), _negated=True),
                            models.Q(
                                ("new_renewal_months__gt", 0),
                                ("new_renewal_months__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="relation_renewal_has_length",
                        violation_error_message="Say for how many months it renews by itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("new_renewal__in", ["automatic", "by_agreement"]),
                            ("new_renewal_months__isnull", True),
                            _connector="OR",
                        ),
                        name="relation_length_of_a_renewal",
                        violation_error_message="Choose the new renewal that has this length.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
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
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="For a party that is not in the register.",
                        max_length=250,
                        verbose_name="name",
                    ),
                ),
                (
                    "name_es",
                    models.CharField(
                        blank=True,
                        help_text="For a party that is not in the register.",
                        max_length=250,
                        null=True,
                        verbose_name="name",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True,
                        help_text="For a party that is not in the register.",
                        max_length=250,
                        null=True,
                        verbose_name="name",
                    ),
                ),
                (
                    "name_as_printed",
                    models.CharField(
                        blank=True,
                        help_text="Only where the paper calls it otherwise than the register.",
                        max_length=250,
                        verbose_name="name as printed",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="on behalf of"
                    ),
                ),
                (
                    "on_behalf_of_es",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        null=True,
                        verbose_name="on behalf of",
                    ),
                ),
                (
                    "on_behalf_of_en",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        null=True,
                        verbose_name="on behalf of",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("party", "Party"),
                            ("participating_agency", "Participating agency"),
                            ("observer", "Observer"),
                            ("donor", "Donor"),
                            ("implementing_organization", "Implementing organization"),
                            ("implementing_partner", "Implementing partner"),
                            ("beneficiary_institution", "Beneficiary institution"),
                            ("data_provider", "Data provider"),
                            ("data_recipient", "Data recipient"),
                        ],
                        default="party",
                        max_length=30,
                        verbose_name="role",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="position"
                    ),
                ),
                ("joined_on", models.DateField(blank=True, editable=False, null=True)),
                ("left_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="partners.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="partners.institution",
                        verbose_name="institution",
                    ),
                ),
                (
                    "joined_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for a party from the beginning.",
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="partners.relation",
                        verbose_name="joined by",
                    ),
                ),
                (
                    "left_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty while it is a party.",
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="partners.relation",
                        verbose_name="left by",
                    ),
                ),
            ],
            options={
                "verbose_name": "party",
                "verbose_name_plural": "parties",
                "ordering": ["agreement", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("institution__isnull", False),
                            models.Q(("name_es__isnull", False), ("name_es__gt", "")),
                            models.Q(("name_en__isnull", False), ("name_en__gt", "")),
                            _connector="OR",
                        ),
                        name="party_named",
                        violation_error_message="Choose an institution or write a name.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_by__isnull", True)),
                        fields=("agreement", "institution", "role"),
                        name="party_once_in_a_role",
                        violation_error_message="This institution is already a party in this role.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_by__isnull", True),
                            ("left_by__isnull", True),
                            models.Q(("joined_by", models.F("left_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="party_joins_before_it_leaves",
                        violation_error_message="The same amendment does not bring a party in and take it out.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("end", "end of the term"), ("notice", "notice")],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("deadline", models.DateField(verbose_name="deadline")),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(verbose_name="days before"),
                ),
                (
                    "told_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="told at"
                    ),
                ),
                (
                    "told",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.EmailField(max_length=254),
                        default=list,
                        size=None,
                        verbose_name="told",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="partners.agreement",
                        verbose_name="agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["-told_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "kind", "deadline", "days_before"),
                        name="reminder_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "asked",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="question"
                    ),
                ),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False, verbose_name="shared with the office"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="made at"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="whose",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ["name", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "name"),
                        name="savedview_name",
                        violation_error_message="You have a view of this name already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
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
                (
                    "name_as_signed",
                    models.CharField(max_length=150, verbose_name="name as signed"),
                ),
                (
                    "capacity",
                    models.CharField(
                        blank=True,
                        help_text="The post as it stands under the signature, with “by delegation”.",
                        max_length=250,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "capacity_es",
                    models.CharField(
                        blank=True,
                        help_text="The post as it stands under the signature, with “by delegation”.",
                        max_length=250,
                        null=True,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "capacity_en",
                    models.CharField(
                        blank=True,
                        help_text="The post as it stands under the signature, with “by delegation”.",
                        max_length=250,
                        null=True,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="signed on"),
                ),
                (
                    "signed_on_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=7,
                        verbose_name="precision",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="position"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="partners.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="partners.official",
                        verbose_name="official",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="signatures",
                        to="partners.party",
                        verbose_name="for the party",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "ordering": ["agreement", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_on__isnull", False),
                                models.Q(
                                    ("signed_on_precision", "unknown"), _negated=True
                                ),
                            ),
                            models.Q(
                                models.Q(("signed_on__isnull", False), _negated=True),
                                ("signed_on_precision", "unknown"),
                            ),
                            _connector="OR",
                        ),
                        name="signature_signed_on_precision",
                        violation_error_message="A day and its precision go together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_on__isnull", False), _negated=True),
                            ("signed_on_precision", "day"),
                            models.Q(
                                ("signed_on_precision", "month"), ("signed_on__day", 1)
                            ),
                            models.Q(
                                ("signed_on_precision", "year"),
                                ("signed_on__day", 1),
                                ("signed_on__month", 1),
                            ),
                            _connector="OR",
                        ),
                        name="signature_signed_on_first",
                        violation_error_message="A month or year is kept as its first day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ViewWatch",
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
                (
                    "begun_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="begun at"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watches",
                        to="partners.savedview",
                        verbose_name="saved view",
                    ),
                ),
            ],
            options={
                "verbose_name": "watch over a view",
                "verbose_name_plural": "watches over views",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("view", "user"), name="viewwatch_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ViewKnown",
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
                (
                    "agreement",
                    models.BigIntegerField(editable=False, verbose_name="agreement"),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known",
                        to="partners.viewwatch",
                        verbose_name="watch",
                    ),
                ),
            ],
            options={
                "verbose_name": "what is known of a view",
                "verbose_name_plural": "what is known of views",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("watch", "agreement"), name="viewknown_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Traits",
            fields=[
                (
                    "agreement",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="traits",
                        serialize=False,
                        to="partners.agreement",
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "parties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("parties_on", models.DateField(editable=False, null=True)),
                (
                    "signatories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("signatories_on", models.DateField(editable=False, null=True)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("is_scanned", models.BooleanField(default=False, editable=False)),
                (
                    "has_closed_papers",
                    models.BooleanField(default=False, editable=False),
                ),
                ("first_party_es", models.TextField(editable=False, null=True)),
                ("first_party_en", models.TextField(editable=False, null=True)),
                ("first_topic_es", models.TextField(editable=False, null=True)),
                ("first_topic_en", models.TextField(editable=False, null=True)),
                ("first_signatory", models.TextField(editable=False, null=True)),
                ("first_language", models.TextField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "traits of an agreement",
                "verbose_name_plural": "traits of agreements",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("parties_on__isnull", False)),
                        fields=["parties_on"],
                        name="traits_parties_on",
                    ),
                    models.Index(
                        fields=["signatories_on"], name="traits_signatories_on"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["topics"], name="traits_topics"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["parties"], name="traits_parties"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["signatories"], name="traits_signatories"
                    ),
                    models.Index(
                        fields=["first_party_es"], name="traits_first_party_es"
                    ),
                    models.Index(
                        fields=["first_party_en"], name="traits_first_party_en"
                    ),
                    models.Index(
                        fields=["first_topic_es"], name="traits_first_topic_es"
                    ),
                    models.Index(
                        fields=["first_topic_en"], name="traits_first_topic_en"
                    ),
                    models.Index(
                        fields=["first_signatory"], name="traits_first_signatory"
                    ),
                    models.Index(
                        fields=["first_language"], name="traits_first_language"
                    ),
                ],
            },
        ),
    ]
