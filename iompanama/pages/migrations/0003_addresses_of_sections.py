"""No page has the address of a section."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0002_two_levels"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "slug_es__in",
                        (
                            "acuerdos",
                            "admin",
                            "autoridades",
                            "buscar",
                            "datos",
                            "instituciones",
                            "noticias",
                            "temas",
                        ),
                    ),
                    _negated=True,
                ),
                name="page_slug_es_of_no_section",
                violation_error_message="This address is a section's.",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "slug_en__in",
                        (
                            "admin",
                            "agreements",
                            "data",
                            "institutions",
                            "news",
                            "officials",
                            "search",
                            "topics",
                        ),
                    ),
                    _negated=True,
                ),
                name="page_slug_en_of_no_section",
                violation_error_message="This address is a section's.",
            ),
        ),
    ]
