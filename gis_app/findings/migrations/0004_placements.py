"""Placements: what was asked, and the answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def perhaps(to: str) -> models.ForeignKey:
    return models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0003_scenarios"),
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField()),
                ("parameters", models.JSONField()),
                ("answer", models.JSONField(null=True)),
                ("by", perhaps(settings.AUTH_USER_MODEL)),
                ("job", perhaps("jobs.job")),
            ],
        ),
    ]
