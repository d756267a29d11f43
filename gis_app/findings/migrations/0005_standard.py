"""The city's edition of the standard has its row from the beginning, and a name."""

from django.db import migrations


def one(apps, schema_editor):
    apps.get_model("findings", "Standard").objects.get_or_create(only=True)


class Migration(migrations.Migration):
    dependencies = [("findings", "0004_placements")]

    operations = [
        migrations.AlterModelOptions(
            name="standard",
            options={
                "verbose_name": "standard of picture quality",
                "verbose_name_plural": "standard of picture quality",
            },
        ),
        migrations.RunPython(one, migrations.RunPython.noop),
    ]
