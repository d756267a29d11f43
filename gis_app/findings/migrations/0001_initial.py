"""Runs of methods, the edition of the standard, and what each camera sees."""

import django.contrib.gis.db.models.fields
import django.db.models.deletion
from django.db import migrations, models

STATES = [("running", "Running"), ("done", "Done"), ("failed", "Failed"), ("cancelled", "Cancelled")]


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("devices", "0003_inventory"), ("jobs", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Standard",
            fields=[
                ("id", key()),
                ("edition", models.PositiveSmallIntegerField(default=2025)),
                ("only", models.BooleanField(default=True, editable=False, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", key()),
                ("method", models.CharField(max_length=64)),
                ("version", models.CharField(max_length=32)),
                ("parameters", models.JSONField(default=dict)),
                ("seed", models.BigIntegerField(null=True)),
                ("state", models.CharField(choices=STATES, default="running", max_length=16)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("counts", models.JSONField(default=dict)),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="jobs.job"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["method", "-started_at"], name="run_newest")]},
        ),
        migrations.CreateModel(
            name="Visibility",
            fields=[
                ("id", key()),
                ("quality", models.CharField(blank=True, max_length=16)),
                ("px_per_m", models.FloatField(default=0)),
                ("edition", models.PositiveSmallIntegerField(default=2025)),
                ("geometry", django.contrib.gis.db.models.fields.MultiPolygonField(srid=4326)),
                ("area_m2", models.FloatField()),
                ("assumed", models.BooleanField(default=False)),
                ("directed", models.BooleanField(default=True)),
                ("computed_at", models.DateTimeField()),
                (
                    "camera",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seen", to="devices.camera"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["quality", "camera"], name="visibility_quality")],
                "constraints": [
                    models.UniqueConstraint(fields=("camera", "quality"), name="visibility_once"),
                    models.CheckConstraint(
                        condition=models.Q(("px_per_m", 0), ("quality", ""))
                        | models.Q(models.Q(("quality", ""), _negated=True), ("px_per_m__gt", 0)),
                        name="visibility_class",
                    ),
                ],
            },
        ),
    ]
