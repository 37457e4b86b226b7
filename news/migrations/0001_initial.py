"""Every table of press releases, with what each row of it has to be."""

import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import iompanama.publishing.images

from ..models.links import keep_chosen


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("partners", "0002_initial"),
        ("publishing", "0002_fingerprint"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Work",
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
                    "begun_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="begun at",
                    ),
                ),
                ("titles", models.TextField(default="", editable=False)),
            ],
            options={
                "verbose_name": "work",
                "verbose_name_plural": "works",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("titles"), name="gin_trgm_ops"
                        ),
                        name="work_titles",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceText",
            fields=[
                (
                    "fingerprint",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("text", models.TextField()),
            ],
            options={
                "verbose_name": "source text",
                "verbose_name_plural": "source texts",
            },
        ),
        migrations.CreateModel(
            name="Photo",
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
                    models.SlugField(
                        blank=True, editable=False, max_length=60, verbose_name="key"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="For finding it; not shown.",
                        max_length=150,
                        verbose_name="working title",
                    ),
                ),
                (
                    "picture",
                    models.FileField(
                        help_text="JPEG, PNG, WebP or AVIF, at least 720 × 405 pixels.",
                        max_length=200,
                        storage=iompanama.publishing.images.private_storage,
                        upload_to=iompanama.publishing.images.Unguessable("photos"),
                        verbose_name="picture",
                    ),
                ),
                ("credit", models.CharField(max_length=150, verbose_name="credit")),
                (
                    "holder",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="holder of the rights"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="year"
                    ),
                ),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=50, verbose_name="focal point, from the left (%)"
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        default=50, verbose_name="focal point, from the top (%)"
                    ),
                ),
                (
                    "is_recognizable",
                    models.BooleanField(
                        default=False, verbose_name="people can be recognized"
                    ),
                ),
                (
                    "has_minors",
                    models.BooleanField(default=False, verbose_name="shows minors"),
                ),
                (
                    "has_people_at_risk",
                    models.BooleanField(
                        default=False, verbose_name="shows people at risk"
                    ),
                ),
                (
                    "told_position",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="the file said where it was taken",
                    ),
                ),
                (
                    "added_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="added at"),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["-added_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("focus_x__lte", 100), ("focus_y__lte", 100)
                        ),
                        name="photo_focus_inside",
                        violation_error_message="The focal point lies inside the picture.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("credit", ""), _negated=True),
                        name="photo_has_credit",
                        violation_error_message="Say who took the picture.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PressRelease",
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
                    models.SlugField(
                        blank=True, editable=False, max_length=60, verbose_name="key"
                    ),
                ),
                (
                    "edition",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="edition"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("press_release", "Press release"),
                            ("joint_statement", "Joint statement"),
                            ("news", "News item"),
                        ],
                        default="press_release",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=250, verbose_name="title"),
                ),
                (
                    "title_es",
                    models.CharField(
                        blank=True, max_length=250, null=True, verbose_name="title"
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        blank=True, max_length=250, null=True, verbose_name="title"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="Last part of the page's address; made from the title if empty.",
                        max_length=150,
                        verbose_name="address",
                    ),
                ),
                (
                    "slug_es",
                    models.SlugField(
                        blank=True,
                        help_text="Last part of the page's address; made from the title if empty.",
                        max_length=150,
                        null=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "slug_en",
                    models.SlugField(
                        blank=True,
                        help_text="Last part of the page's address; made from the title if empty.",
                        max_length=150,
                        null=True,
                        verbose_name="address",
                    ),
                ),
                ("lead", models.TextField(blank=True, verbose_name="lead")),
                (
                    "lead_es",
                    models.TextField(blank=True, null=True, verbose_name="lead"),
                ),
                (
                    "lead_en",
                    models.TextField(blank=True, null=True, verbose_name="lead"),
                ),
                ("body", models.TextField(blank=True, verbose_name="text")),
                (
                    "body_es",
                    models.TextField(blank=True, null=True, verbose_name="text"),
                ),
                (
                    "body_en",
                    models.TextField(blank=True, null=True, verbose_name="text"),
                ),
                (
                    "released",
                    models.BooleanField(
                        default=True,
                        help_text="Unmarked: held back in this language.",
                        verbose_name="goes out",
                    ),
                ),
                (
                    "released_es",
                    models.BooleanField(
                        default=True,
                        help_text="Unmarked: held back in this language.",
                        verbose_name="goes out",
                    ),
                ),
                (
                    "released_en",
                    models.BooleanField(
                        default=True,
                        help_text="Unmarked: held back in this language.",
                        verbose_name="goes out",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "first_published_at_es",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "first_published_at_en",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "dateline_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="day of the dateline"
                    ),
                ),
                (
                    "event_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="days of the event",
                    ),
                ),
                (
                    "contact_team",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="press contact"
                    ),
                ),
                (
                    "contact_team_es",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        verbose_name="press contact",
                    ),
                ),
                (
                    "contact_team_en",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        verbose_name="press contact",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True,
                        max_length=254,
                        verbose_name="address of the press contact",
                    ),
                ),
                (
                    "is_featured",
                    models.BooleanField(
                        default=False,
                        help_text="Opens the home page.",
                        verbose_name="featured",
                    ),
                ),
                (
                    "change_note",
                    models.TextField(
                        blank=True,
                        help_text="For a correction: what was wrong and what is right.",
                        verbose_name="note to readers about the change",
                    ),
                ),
                (
                    "change_note_es",
                    models.TextField(
                        blank=True,
                        help_text="For a correction: what was wrong and what is right.",
                        null=True,
                        verbose_name="note to readers about the change",
                    ),
                ),
                (
                    "change_note_en",
                    models.TextField(
                        blank=True,
                        help_text="For a correction: what was wrong and what is right.",
                        null=True,
                        verbose_name="note to readers about the change",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="visible from",
                    ),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="visible until",
                    ),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="archived at",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="withdrawn at",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="why it was withdrawn"
                    ),
                ),
                (
                    "withdrawn_reason_es",
                    models.TextField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="why it was withdrawn",
                    ),
                ),
                (
                    "withdrawn_reason_en",
                    models.TextField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="why it was withdrawn",
                    ),
                ),
                (
                    "returned_remark",
                    models.TextField(
                        blank=True, editable=False, verbose_name="why it came back"
                    ),
                ),
                (
                    "alone_reason",
                    models.TextField(
                        blank=True,
                        editable=False,
                        verbose_name="why nobody else read it",
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
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Value("", output_field=models.TextField()),
                            models.Func(
                                models.F("lead_es"),
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
                                function="public.join_text",
                                output_field=models.TextField(),
                            ),
                            models.Value("", output_field=models.TextField()),
                            models.Func(
                                models.F("lead_en"),
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
                    "complete_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.ExpressionWrapper(
                            models.Q(
                                ("title_en__gt", ""),
                                ("slug_en__gt", ""),
                                ("lead_en__gt", ""),
                                ("body_en__gt", ""),
                                ("released_en", True),
                            ),
                            output_field=models.BooleanField(),
                        ),
                        null=True,
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "complete_es",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.ExpressionWrapper(
                            models.Q(
                                ("title_es__gt", ""),
                                ("slug_es__gt", ""),
                                ("lead_es__gt", ""),
                                ("body_es__gt", ""),
                                ("released_es", True),
                            ),
                            output_field=models.BooleanField(),
                        ),
                        null=True,
                        output_field=models.BooleanField(),
                    ),
                ),
                ("confirmed", models.JSONField(default=dict, editable=False)),
                ("is_newest", models.BooleanField(default=True, editable=False)),
                (
                    "is_small_change",
                    models.BooleanField(
                        default=False,
                        help_text="A slip of the pen, a link: readers need not be told.",
                        verbose_name="small change",
                    ),
                ),
                (
                    "source_language",
                    models.CharField(
                        choices=[("es", "Spanish"), ("en", "English")],
                        default="es",
                        help_text="The other language is its translation.",
                        max_length=2,
                        verbose_name="written first in",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "withdrawn_to",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=200,
                        verbose_name="address to go to instead",
                    ),
                ),
                (
                    "stale_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.ExpressionWrapper(
                            models.Q(
                                ("source_language", "es"),
                                models.Q(
                                    models.Q(
                                        ("title_en__gt", ""),
                                        ("title_es__gt", ""),
                                        models.Q(
                                            django.db.models.lookups.Exact(
                                                models.Func(
                                                    "title_es",
                                                    function="public.fingerprint",
                                                    output_field=models.TextField(),
                                                ),
                                                django.db.models.functions.comparison.Coalesce(
                                                    django.db.models.fields.json.KeyTextTransform(
                                                        "title_en", "confirmed"
                                                    ),
                                                    models.Value(""),
                                                ),
                                            ),
                                            _negated=True,
                                        ),
                                    ),
                                    models.Q(
                                        ("lead_en__gt", ""),
                                        ("lead_es__gt", ""),
                                        models.Q(
                                            django.db.models.lookups.Exact(
                                                models.Func(
                                                    "lead_es",
                                                    function="public.fingerprint",
                                                    output_field=models.TextField(),
                                                ),
                                                django.db.models.functions.comparison.Coalesce(
                                                    django.db.models.fields.json.KeyTextTransform(
                                                        "lead_en", "confirmed"
                                                    ),
                                                    models.Value(""),
                                                ),
                                            ),
                                            _negated=True,
                                        ),
                                    ),
                                    models.Q(
                                        ("body_en__gt", ""),
                                        ("body_es__gt", ""),
                                        models.Q(
                                            django.db.models.lookups.Exact(
                                                models.Func(
                                                    "body_es",
                                                    function="public.fingerprint",
                                                    output_field=models.TextField(),
                                                ),
                                                django.db.models.functions.comparison.Coalesce(
                                                    django.db.models.fields.json.KeyTextTransform(
                                                        "body_en", "confirmed"
                                                    ),
                                                    models.Value(""),
                                                ),
                                            ),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            output_field=models.BooleanField(),
                        ),
                        null=True,
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "stale_es",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.ExpressionWrapper(
                            models.Q(
                                ("source_language", "en"),
                                models.Q(
                                    models.Q(
                                        ("title_es__gt", ""),
                                        ("title_en__gt", ""),
                                        models.Q(
                                            django.db.models.lookups.Exact(
                                                models.Func(
                                                    "title_en",
                                                    function="public.fingerprint",
                                                    output_field=models.TextField(),
                                                ),
                                                django.db.models.functions.comparison.Coalesce(
                                                    django.db.models.fields.json.KeyTextTransform(
                                                        "title_es", "confirmed"
                                                    ),
                                                    models.Value(""),
                                                ),
                                            ),
                                            _negated=True,
                                        ),
                                    ),
                                    models.Q(
                                        ("lead_es__gt", ""),
                                        ("lead_en__gt", ""),
                                        models.Q(
                                            django.db.models.lookups.Exact(
                                                models.Func(
                                                    "lead_en",
                                                    function="public.fingerprint",
                                                    output_field=models.TextField(),
                                                ),
                                                django.db.models.functions.comparison.Coalesce(
                                                    django.db.models.fields.json.KeyTextTransform(
                                                        "lead_es", "confirmed"
                                                    ),
                                                    models.Value(""),
                                                ),
                                            ),
                                            _negated=True,
                                        ),
                                    ),
                                    models.Q(
                                        ("body_es__gt", ""),
                                        ("body_en__gt", ""),
                                        models.Q(
                                            django.db.models.lookups.Exact(
                                                models.Func(
                                                    "body_en",
                                                    function="public.fingerprint",
                                                    output_field=models.TextField(),
                                                ),
                                                django.db.models.functions.comparison.Coalesce(
                                                    django.db.models.fields.json.KeyTextTransform(
                                                        "body_es", "confirmed"
                                                    ),
                                                    models.Value(""),
                                                ),
                                            ),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            output_field=models.BooleanField(),
                        ),
                        null=True,
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "source_changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="source changed at",
                    ),
                ),
                (
                    "topic_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "institution_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "visible_until",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "superseded_at",
                            models.Value(
                                datetime.datetime(
                                    9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                                output_field=models.DateTimeField(),
                            ),
                        ),
                        null=True,
                        output_field=models.DateTimeField(),
                    ),
                ),
                (
                    "dateline_place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="datelines",
                        to="vocabulary.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "goals",
                    models.ManyToManyField(
                        blank=True,
                        related_name="press_releases",
                        to="vocabulary.goal",
                        verbose_name="goals",
                    ),
                ),
                (
                    "institutions",
                    models.ManyToManyField(
                        blank=True,
                        related_name="press_releases",
                        to="partners.institution",
                        verbose_name="institutions",
                    ),
                ),
                (
                    "places",
                    models.ManyToManyField(
                        blank=True,
                        related_name="press_releases",
                        to="vocabulary.place",
                        verbose_name="places",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="read afterwards by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent to review by",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="press_releases",
                        to="vocabulary.topic",
                        verbose_name="topics",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "related",
                    models.ManyToManyField(
                        blank=True,
                        related_name="related_from",
                        to="news.work",
                        verbose_name="related texts",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="news.work",
                        verbose_name="work",
                    ),
                ),
            ],
            options={
                "verbose_name": "press release",
                "verbose_name_plural": "press releases",
                "ordering": ["-dateline_on", "-pk"],
                "permissions": [
                    ("publish_pressrelease", "Can publish, return and withdraw"),
                    (
                        "publish_alone_pressrelease",
                        "Can publish without a second reader",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["status", "changed_at"], name="pressrelease_desk"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("complete_es", True), ("status", "published")
                        ),
                        fields=["-dateline_on", "-published_at", "-id"],
                        name="pressrelease_newest_es",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("complete_en", True), ("status", "published")
                        ),
                        fields=["-dateline_on", "-published_at", "-id"],
                        name="pressrelease_newest_en",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_newest", True),
                            models.Q(
                                ("stale_es", True), ("stale_en", True), _connector="OR"
                            ),
                        ),
                        fields=["source_changed_at", "id"],
                        name="pressrelease_stale",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_newest", True),
                            models.Q(
                                models.Q(("complete_es", False), ("released_es", True)),
                                models.Q(("complete_en", False), ("released_en", True)),
                                _connector="OR",
                            ),
                        ),
                        fields=["-dateline_on", "-id"],
                        name="pressrelease_missing",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.Func(
                                models.F("title_es"),
                                function="public.fold",
                                output_field=models.TextField(),
                            ),
                            name="gin_trgm_ops",
                        ),
                        condition=models.Q(("is_newest", True)),
                        name="pressrelease_alike_es",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.Func(
                                models.F("title_en"),
                                function="public.fold",
                                output_field=models.TextField(),
                            ),
                            name="gin_trgm_ops",
                        ),
                        condition=models.Q(("is_newest", True)),
                        name="pressrelease_alike_en",
                    ),
                    models.Index(
                        condition=models.Q(("status", "published")),
                        fields=["published_at"],
                        name="pressrelease_moments",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("read_by__isnull", True),
                            ("status", "published"),
                            models.Q(("alone_reason", ""), _negated=True),
                        ),
                        fields=["published_at"],
                        name="pressrelease_unread",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_newest", True), ("status__in", ("draft", "review"))
                        ),
                        fields=["-dateline_on", "-id"],
                        name="pressrelease_in_work",
                    ),
                    models.Index(
                        condition=models.Q(("complete_es", False), ("is_newest", True)),
                        fields=["-dateline_on", "-id"],
                        name="pressrelease_without_es",
                    ),
                    models.Index(
                        condition=models.Q(("complete_en", False), ("is_newest", True)),
                        fields=["-dateline_on", "-id"],
                        name="pressrelease_without_en",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_newest", True),
                            models.Q(
                                ("released_es", False),
                                ("released_en", False),
                                _connector="OR",
                            ),
                        ),
                        fields=["-dateline_on", "-id"],
                        name="pressrelease_held",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("archived_at__isnull", False), ("is_newest", True)
                        ),
                        fields=["-dateline_on", "-id"],
                        name="pressrelease_archived",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("complete_es", True), ("status", "published")
                        ),
                        fields=[
                            "visible_until",
                            "-dateline_on",
                            "-published_at",
                            "-id",
                        ],
                        include=("archived_at", "topic_ids", "institution_ids"),
                        name="pressrelease_live_es",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("complete_en", True), ("status", "published")
                        ),
                        fields=[
                            "visible_until",
                            "-dateline_on",
                            "-published_at",
                            "-id",
                        ],
                        include=("archived_at", "topic_ids", "institution_ids"),
                        name="pressrelease_live_en",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["topic_ids"], name="pressrelease_topic_ids"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["institution_ids"], name="pressrelease_institution_ids"
                    ),
                    models.Index(
                        models.OrderBy(
                            models.F("first_published_at_es"),
                            descending=True,
                            nulls_last=True,
                        ),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(
                            ("complete_es", True), ("status", "published")
                        ),
                        name="pressrelease_first_es",
                    ),
                    models.Index(
                        models.OrderBy(
                            models.F("first_published_at_en"),
                            descending=True,
                            nulls_last=True,
                        ),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(
                            ("complete_en", True), ("status", "published")
                        ),
                        name="pressrelease_first_en",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_featured", True), ("status", "published")
                        ),
                        fields=["-dateline_on", "-published_at", "-id"],
                        name="pressrelease_featured",
                    ),
                    models.Index(
                        condition=models.Q(("archived_at__isnull", False)),
                        fields=["archived_at"],
                        name="pressrelease_archiving",
                    ),
                    models.Index(
                        condition=models.Q(("is_newest", True)),
                        fields=["-dateline_on", "-id"],
                        include=(
                            "work",
                            "status",
                            "published_at",
                            "visible_until",
                            "archived_at",
                            "topic_ids",
                        ),
                        name="pressrelease_works",
                    ),
                    models.Index(
                        condition=models.Q(("status", "published")),
                        fields=["work", "published_at", "visible_until"],
                        name="pressrelease_periods",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("work", "edition"), name="pressrelease_edition_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("draft", "review"))),
                        fields=("work",),
                        name="pressrelease_one_open_edition",
                        violation_error_message="This text has an edition in work already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ("published", "withdrawn")),
                                _negated=True,
                            ),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="pressrelease_published_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ("draft", "review")), _negated=True
                            ),
                            ("published_at__isnull", True),
                            _connector="OR",
                        ),
                        name="pressrelease_open_has_no_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            ("withdrawn_at__isnull", False),
                            _connector="OR",
                        ),
                        name="pressrelease_withdrawn_has_moment",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "published")),
                        expressions=[
                            ("work", "="),
                            (
                                models.Func(
                                    "published_at",
                                    "superseded_at",
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="pressrelease_one_visible_edition",
                        violation_error_message="Another edition is visible at that moment.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("slug_es__gt", "")),
                        expressions=[("slug_es", "="), ("work", "<>")],
                        name="pressrelease_slug_es_of_one_work",
                        violation_error_message="Another text has or had this address.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("slug_en__gt", "")),
                        expressions=[("slug_en", "="), ("work", "<>")],
                        name="pressrelease_slug_en_of_one_work",
                        violation_error_message="Another text has or had this address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_at__isnull", True),
                            models.Q(
                                ("published_at__isnull", False),
                                ("superseded_at__gt", models.F("published_at")),
                            ),
                            _connector="OR",
                        ),
                        name="pressrelease_period_forward",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_newest", True)),
                        fields=("work",),
                        name="pressrelease_one_newest_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True),
                            (
                                "published_at__lt",
                                datetime.datetime(
                                    2200, 1, 1, 0, 0, tzinfo=datetime.UTC
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="pressrelease_moment_in_calendar",
                        violation_error_message="This moment is more than ten years ahead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("slug_es__regex", "^[0-9]+$"), _negated=True),
                            models.Q(("slug_es__in", ("rss", "atom")), _negated=True),
                        ),
                        name="pressrelease_slug_es_own",
                        violation_error_message="This address is a year's or a feed's.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("slug_en__regex", "^[0-9]+$"), _negated=True),
                            models.Q(("slug_en__in", ("rss", "atom")), _negated=True),
                        ),
                        name="pressrelease_slug_en_own",
                        violation_error_message="This address is a year's or a feed's.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("institution_ids__len__lte", 150),
                            ("topic_ids__len__lte", 100),
                        ),
                        name="pressrelease_not_about_everything",
                        violation_error_message="A text names at most 100 topics and 150 institutions.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewLink",
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
                    "language",
                    models.CharField(
                        choices=[("es", "Spanish"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="for whom"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="made at"
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="ends at")),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="revoked at"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview_links",
                        to="news.pressrelease",
                        verbose_name="press release",
                    ),
                ),
            ],
            options={
                "verbose_name": "preview link",
                "verbose_name_plural": "preview links",
                "ordering": ["-made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="previewlink_ends",
                        violation_error_message="The link ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "expires_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("made_at"),
                                    "+",
                                    models.Value(datetime.timedelta(days=30)),
                                ),
                            )
                        ),
                        name="previewlink_thirty_days_at_most",
                        violation_error_message="A link works for thirty days at most.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewOpening",
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
                    "opened_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="opened at"
                    ),
                ),
                (
                    "browser",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="browser"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="news.previewlink",
                        verbose_name="preview link",
                    ),
                ),
            ],
            options={
                "verbose_name": "opening of a preview",
                "verbose_name_plural": "openings of previews",
                "ordering": ["-opened_at"],
            },
        ),
        migrations.CreateModel(
            name="Repair",
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
                ("rule", models.CharField(max_length=30, verbose_name="rule")),
                (
                    "field",
                    models.CharField(blank=True, max_length=60, verbose_name="field"),
                ),
                (
                    "language",
                    models.CharField(blank=True, max_length=2, verbose_name="language"),
                ),
                ("what", models.TextField(blank=True, verbose_name="what")),
                ("words", models.JSONField(default=dict)),
                (
                    "is_blocking",
                    models.BooleanField(
                        default=False, verbose_name="would keep it from going out"
                    ),
                ),
                (
                    "found_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="found at"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="repairs",
                        to="news.pressrelease",
                        verbose_name="press release",
                    ),
                ),
            ],
            options={
                "verbose_name": "point to put right",
                "verbose_name_plural": "to put right",
                "ordering": ["-is_blocking", "-release", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
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
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="news.work",
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("work", "user"), name="presence_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                ("given_by", models.CharField(max_length=150, verbose_name="given by")),
                (
                    "guardian",
                    models.CharField(
                        blank=True,
                        help_text="For a minor.",
                        max_length=150,
                        verbose_name="guardian",
                    ),
                ),
                (
                    "given_on",
                    models.DateField(blank=True, null=True, verbose_name="given on"),
                ),
                (
                    "permitted_uses",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="permitted uses"
                    ),
                ),
                (
                    "is_strict",
                    models.BooleanField(
                        default=False,
                        help_text="The form for minors and people at risk, with its assessment.",
                        verbose_name="strict form",
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                (
                    "withdrawn_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="withdrawn on"
                    ),
                ),
                (
                    "form",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=iompanama.publishing.images.private_storage,
                        upload_to=iompanama.publishing.images.Unguessable("consents"),
                        verbose_name="signed form",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="news.photo",
                        verbose_name="photo",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["photo", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_on__isnull", True),
                            ("expires_on__isnull", True),
                            ("expires_on__gte", models.F("given_on")),
                            _connector="OR",
                        ),
                        name="consent_ends_after_start",
                        violation_error_message="The consent ends before it was given.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PhotoUse",
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
                    "caption",
                    models.CharField(
                        blank=True, max_length=400, verbose_name="caption"
                    ),
                ),
                (
                    "caption_es",
                    models.CharField(
                        blank=True, max_length=400, null=True, verbose_name="caption"
                    ),
                ),
                (
                    "caption_en",
                    models.CharField(
                        blank=True, max_length=400, null=True, verbose_name="caption"
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What can be seen, for those who do not see it.",
                        max_length=400,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "alt_es",
                    models.CharField(
                        blank=True,
                        help_text="What can be seen, for those who do not see it.",
                        max_length=400,
                        null=True,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "alt_en",
                    models.CharField(
                        blank=True,
                        help_text="What can be seen, for those who do not see it.",
                        max_length=400,
                        null=True,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "is_decorative",
                    models.BooleanField(
                        default=False,
                        help_text="Says nothing the text does not say: no alternative text.",
                        verbose_name="decorative",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="position"
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="news.photo",
                        verbose_name="photo",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photo_uses",
                        to="news.pressrelease",
                        verbose_name="press release",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo of the text",
                "verbose_name_plural": "photos of the text",
                "ordering": ["release", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "photo"),
                        name="photouse_once",
                        violation_error_message="This photo is in the text already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
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
                        help_text="For somebody who is not in the register yet.",
                        max_length=150,
                        verbose_name="name",
                    ),
                ),
                (
                    "printed_title",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="title as printed"
                    ),
                ),
                (
                    "printed_title_es",
                    models.CharField(
                        blank=True,
                        max_length=250,
                        null=True,
                        verbose_name="title as printed",
                    ),
                ),
                (
                    "printed_title_en",
                    models.CharField(
                        blank=True,
                        max_length=250,
                        null=True,
                        verbose_name="title as printed",
                    ),
                ),
                (
                    "printed_in",
                    models.CharField(
                        choices=[("es", "Spanish"), ("en", "English")],
                        default="es",
                        help_text="The other language is a translation.",
                        max_length=2,
                        verbose_name="printed in",
                    ),
                ),
                (
                    "is_chosen",
                    models.BooleanField(
                        default=False,
                        help_text="Unmarked, the post follows from the register by itself.",
                        verbose_name="chosen by hand",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="position"
                    ),
                ),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=keep_chosen,
                        related_name="mentions",
                        to="partners.appointment",
                        verbose_name="post held that day",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="partners.official",
                        verbose_name="official",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="news.pressrelease",
                        verbose_name="press release",
                    ),
                ),
            ],
            options={
                "verbose_name": "person mentioned",
                "verbose_name_plural": "people mentioned",
                "ordering": ["release", "position", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("official__isnull", True)),
                        fields=["name"],
                        name="mention_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("official__isnull", False),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="mention_named",
                        violation_error_message="Choose an official or write a name.",
                    ),
                    models.UniqueConstraint(
                        fields=("release", "official"),
                        name="mention_once",
                        violation_error_message="This person is mentioned already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementLink",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("signing", "reports its signing"),
                            ("follow_up", "follows it up"),
                            ("background", "names it"),
                        ],
                        default="follow_up",
                        max_length=12,
                        verbose_name="what it is to it",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release_links",
                        to="partners.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreement_links",
                        to="news.pressrelease",
                        verbose_name="press release",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement reported",
                "verbose_name_plural": "agreements reported",
                "ordering": ["release", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "agreement"),
                        name="agreementlink_once",
                        violation_error_message="This agreement is linked already.",
                    )
                ],
            },
        ),
    ]
