from django.db import migrations, models

from ..models import links


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0017_desk_answers"),
        ("partners", "0017_likeness"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mention",
            name="appointment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=links.keep_chosen,
                related_name="mentions",
                to="partners.appointment",
                verbose_name="post held that day",
            ),
        ),
    ]
