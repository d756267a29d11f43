import django.contrib.gis.db.models.fields
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from gis_app.incidents.kept_cells import CALL, fill, forget, keep

CALLS = ("incidents_emergencycall", "incidents_callcell", CALL)


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0003_cells"),
        ("places", "0007_words_are_dear"),
        ("sources", "0002_source_rhythm_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("cell", models.BigIntegerField()),
                ("kind", models.CharField(max_length=64)),
                ("place_precision", models.CharField(max_length=16)),
                ("time_precision", models.CharField(max_length=16)),
                ("alike", models.BigIntegerField()),
                ("n", models.IntegerField()),
                ("lon", models.BigIntegerField()),
                ("lat", models.BigIntegerField()),
                ("days", django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), size=None)),
                ("ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("severity", models.PositiveSmallIntegerField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.area",
                    ),
                ),
                (
                    "beat",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.area",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["level", "cell"], name="callcell_place"),
                    models.Index(condition=models.Q(("n", 0)), fields=["level"], name="callcell_none_left"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("fingerprint", models.UUIDField()),
                ("version", models.DateTimeField(null=True)),
                ("raw", models.JSONField(default=dict)),
                ("kind", models.CharField(max_length=64)),
                ("source_kind", models.CharField(blank=True, max_length=250)),
                ("source_code", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("day", models.DateField()),
                (
                    "time_precision",
                    models.CharField(
                        choices=[("minute", "Minute"), ("hour", "Hour"), ("day", "Day"), ("interval", "Interval")],
                        max_length=16,
                    ),
                ),
                ("point", django.contrib.gis.db.models.fields.PointField(srid=4326)),
                (
                    "place_precision",
                    models.CharField(
                        choices=[
                            ("point", "Point"),
                            ("building", "Building"),
                            ("block", "Block"),
                            ("street", "Street"),
                            ("area", "Area"),
                        ],
                        max_length=16,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=250)),
                ("place_type", models.CharField(blank=True, max_length=120)),
                ("severity", models.PositiveSmallIntegerField(null=True)),
                ("dead", models.PositiveSmallIntegerField(null=True)),
                ("injured", models.PositiveSmallIntegerField(null=True)),
                ("participants", models.PositiveSmallIntegerField(null=True)),
                (
                    "service",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("police", "Police"),
                            ("fire", "Fire"),
                            ("ambulance", "Ambulance"),
                            ("gas", "Gas"),
                            ("roads", "Roads"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=64)),
                (
                    "area",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="places.area"
                    ),
                ),
                (
                    "beat",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="places.area"
                    ),
                ),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["day", "kind"], name="emergency_call_day_kind"),
                    models.Index(fields=["at"], name="emergency_call_at"),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("number", name="varchar_pattern_ops"),
                        name="emergency_call_number",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "key", "part"), name="emergency_call_once_per_source")
                ],
            },
        ),
        migrations.RunSQL([keep(*CALLS), fill(*CALLS)], forget(*CALLS)),
    ]
