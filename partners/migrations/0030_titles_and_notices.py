"""What tables are sorted by lies in indexes: titles in their order, the notice with the
other terms."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0029_traits"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="agreement",
            name="agreement_listed_es",
        ),
        migrations.RemoveIndex(
            model_name="agreement",
            name="agreement_listed_en",
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
                models.Func(
                    models.F("title_es"),
                    function="public.fold",
                    output_field=models.TextField(),
                ),
                condition=models.Q(("title_es__gt", ""), ("slug_es__gt", "")),
                name="agreement_title_es",
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
                models.Func(
                    models.F("title_en"),
                    function="public.fold",
                    output_field=models.TextField(),
                ),
                condition=models.Q(("title_en__gt", ""), ("slug_en__gt", "")),
                name="agreement_title_en",
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
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
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
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
        ),
    ]
