import django.contrib.gis.db.models.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Crime",
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
                    "offence",
                    models.CharField(
                        choices=[("crime", "Crime"), ("administrative", "Administrative")],
                        default="crime",
                        max_length=16,
                    ),
                ),
                ("article", models.CharField(blank=True, max_length=64)),
                ("number", models.CharField(blank=True, max_length=64)),
                ("solved", models.BooleanField(null=True)),
                ("domestic", models.BooleanField(null=True)),
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
                "indexes": [models.Index(fields=["day", "kind"], name="crime_day_kind")],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "key", "part"), name="crime_once_per_source")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoadAccident",
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
                ("vehicles", models.PositiveSmallIntegerField(null=True)),
                ("light", models.CharField(blank=True, max_length=120)),
                ("weather", models.CharField(blank=True, max_length=250)),
                ("road", models.CharField(blank=True, max_length=250)),
                ("cause", models.CharField(blank=True, max_length=250)),
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
                "indexes": [models.Index(fields=["day", "kind"], name="road_accident_day_kind")],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "key", "part"), name="road_accident_once_per_source")
                ],
            },
        ),
    ]
