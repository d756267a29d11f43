"""Notes of cameras whose view must be computed anew, made by the tables themselves; all cameras are noted at first."""

import django.db.models.functions.datetime
from django.db import migrations, models

from gis_app.findings import stale


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0005_standard"),
        ("devices", "0004_passports"),
        ("places", "0008_former_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("camera", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.RunSQL(stale.triggers(), stale.gone()),
        migrations.RunSQL(stale.EVERY_CAMERA, migrations.RunSQL.noop),
    ]
