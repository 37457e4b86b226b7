"""An amendment may change the renewal, the notice, the areas and the parties too."""

from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from ..history.triggers import logged

# What kept the moved ends alone; 0011_amendments_kept keeps the rest as well.
EFFECTS = import_module("partners.migrations.0005_effects")
EFFECTS_KEPT = import_module("partners.migrations.0006_effects_kept")
# The log leaves out what triggers keep.
AS_BEFORE = logged(
    "partners_agreement", agreement="id", but=("replaced_since", "end_moves")
)
PARTY_AS_BEFORE = logged("partners_party", agreement="agreement_id")


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0009_attention"),
    ]

    operations = [
        migrations.RunSQL(
            EFFECTS_KEPT.BACKWARD + EFFECTS.GONE,
            EFFECTS.FUNCTIONS + EFFECTS_KEPT.FORWARD,
        ),
        migrations.RunSQL(AS_BEFORE.reverse_sql, AS_BEFORE.sql),
        migrations.RunSQL(PARTY_AS_BEFORE.reverse_sql, PARTY_AS_BEFORE.sql),
        migrations.RemoveConstraint(
            model_name="party",
            name="party_once_in_a_role",
        ),
        migrations.RemoveConstraint(
            model_name="relation",
            name="relation_only_amendments_move_ends",
        ),
        migrations.RemoveField(
            model_name="agreement",
            name="end_moves",
        ),
        migrations.AddField(
            model_name="agreement",
            name="amendments",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="on_data",
            field=models.TextField(
                blank=True,
                help_text="In two or three sentences: which data, with whom, kept how.",
                verbose_name="what it promises on data",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="on_data_en",
            field=models.TextField(
                blank=True,
                help_text="In two or three sentences: which data, with whom, kept how.",
                null=True,
                verbose_name="what it promises on data",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="on_data_es",
            field=models.TextField(
                blank=True,
                help_text="In two or three sentences: which data, with whom, kept how.",
                null=True,
                verbose_name="what it promises on data",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="joined_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty for a party from the beginning.",
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="partners.relation",
                verbose_name="joined by",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="joined_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="party",
            name="left_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty while it is a party.",
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="partners.relation",
                verbose_name="left by",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="left_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="relation",
            name="areas_added",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=300),
                blank=True,
                default=list,
                help_text="One per line.",
                size=None,
                verbose_name="areas it adds",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="areas_added_en",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=300),
                blank=True,
                default=list,
                help_text="One per line.",
                null=True,
                size=None,
                verbose_name="areas it adds",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="areas_added_es",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=300),
                blank=True,
                default=list,
                help_text="One per line.",
                null=True,
                size=None,
                verbose_name="areas it adds",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="areas_removed",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=300),
                blank=True,
                default=list,
                help_text="One per line, word for word as the other agreement has them.",
                size=None,
                verbose_name="areas it takes out",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="areas_removed_en",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=300),
                blank=True,
                default=list,
                help_text="One per line, word for word as the other agreement has them.",
                null=True,
                size=None,
                verbose_name="areas it takes out",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="areas_removed_es",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=300),
                blank=True,
                default=list,
                help_text="One per line, word for word as the other agreement has them.",
                null=True,
                size=None,
                verbose_name="areas it takes out",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="new_notice_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="new notice (days)"
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="new_renewal",
            field=models.CharField(
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
        migrations.AddField(
            model_name="relation",
            name="new_renewal_months",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="new renewal (months)"
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="removes_end",
            field=models.BooleanField(
                default=False,
                help_text="From then on the other agreement has no last day.",
                verbose_name="takes the end away",
            ),
        ),
        migrations.AlterField(
            model_name="relation",
            name="changes",
            field=models.TextField(blank=True, verbose_name="what else it changes"),
        ),
        migrations.AlterField(
            model_name="relation",
            name="changes_en",
            field=models.TextField(
                blank=True, null=True, verbose_name="what else it changes"
            ),
        ),
        migrations.AlterField(
            model_name="relation",
            name="changes_es",
            field=models.TextField(
                blank=True, null=True, verbose_name="what else it changes"
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_by__isnull", True)),
                fields=("agreement", "institution", "role"),
                name="party_once_in_a_role",
                violation_error_message="This institution is already a party in this role.",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("joined_by__isnull", True),
                    ("left_by__isnull", True),
                    models.Q(("joined_by", models.F("left_by")), _negated=True),
                    _connector="OR",
                ),
                name="party_joins_before_it_leaves",
                violation_error_message="The same amendment does not bring a party in and take it out.",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("removes_end", False),
                    ("new_ends_on__isnull", True),
                    _connector="OR",
                ),
                name="relation_end_moved_or_removed",
                violation_error_message="It either moves the end or takes it away, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("new_renewal__in", ["automatic", "by_agreement"]),
                    ("new_renewal_months__isnull", True),
                    _connector="OR",
                ),
                name="relation_length_of_a_renewal",
                violation_error_message="Choose the new renewal that has this length.",
            ),
        ),
    ]
