"""Scenarios, their cameras, and what each would see."""

import django.contrib.gis.db.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def owned(to: str, name: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=name, to=to)


def perhaps(to: str) -> models.ForeignKey:
    return models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0002_coverage"),
        ("devices", "0003_inventory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Scenario",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("approved", "Approved")], default="draft", max_length=16
                    ),
                ),
                ("quality", models.CharField(max_length=16)),
                ("archive_days", models.PositiveSmallIntegerField(default=30)),
                ("setup", models.JSONField(default=dict)),
                ("placement", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("gone", models.BooleanField(default=False)),
                ("by", perhaps(settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("gone", False)), fields=["-changed_at"], name="scenario_newest")
                ]
            },
        ),
        migrations.CreateModel(
            name="ScenarioCamera",
            fields=[
                ("id", key()),
                ("model", models.CharField(max_length=64)),
                ("mount", models.CharField(max_length=64)),
                ("point", django.contrib.gis.db.models.fields.PointField(srid=4326)),
                ("azimuth", models.FloatField()),
                ("hfov", models.FloatField()),
                ("height_m", models.FloatField()),
                ("place", models.CharField(blank=True, max_length=250)),
                ("edition", models.PositiveSmallIntegerField()),
                ("gone", models.BooleanField(default=False)),
                ("passport", perhaps("devices.camera")),
                ("scenario", owned("findings.scenario", "cameras")),
            ],
        ),
        migrations.CreateModel(
            name="ScenarioZone",
            fields=[
                ("id", key()),
                ("quality", models.CharField(max_length=16)),
                ("geometry", django.contrib.gis.db.models.fields.MultiPolygonField(srid=4326)),
                ("camera", owned("findings.scenariocamera", "zones")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("camera", "quality"), name="scenario_zone_once")]},
        ),
    ]
