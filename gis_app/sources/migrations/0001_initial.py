import django.contrib.gis.db.models.fields
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension, CreateExtension, TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jobs", "0001_initial"),
    ]

    operations = [
        CreateExtension("postgis"),
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.CreateModel(
            name="LayerVersion",
            fields=[
                ("layer", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("publisher", models.CharField(blank=True, max_length=200)),
                ("licence", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=400)),
                ("foreign", models.BooleanField(default=False, help_text="real data loaded into an invented city")),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("running", "Running"),
                            ("published", "Published"),
                            ("refused", "Refused"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="received",
                        max_length=16,
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("file_name", models.CharField(max_length=255)),
                ("file_path", models.CharField(max_length=400)),
                ("file_bytes", models.BigIntegerField(default=0)),
                ("sha256", models.CharField(max_length=64)),
                ("read", models.BigIntegerField(default=0)),
                ("loaded", models.BigIntegerField(default=0)),
                ("updated", models.BigIntegerField(default=0)),
                ("unchanged", models.BigIntegerField(default=0)),
                ("rejected", models.BigIntegerField(default=0)),
                ("made", models.BigIntegerField(default=0)),
                ("reasons", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=dict)),
                ("newest", models.DateField(null=True)),
                ("seconds", models.FloatField(default=0)),
                ("error", models.TextField(blank=True)),
                ("job", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to="jobs.job")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="sources.source"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rejection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("layer", models.CharField(max_length=32)),
                ("line", models.BigIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("unreadable", "Unreadable"),
                            ("no_coordinates", "No Coordinates"),
                            ("zero_coordinates", "Zero Coordinates"),
                            ("bad_geometry", "Bad Geometry"),
                            ("swapped_coordinates", "Swapped Coordinates"),
                            ("outside_city", "Outside City"),
                            ("whole_degrees", "Whole Degrees"),
                            ("missing_field", "Missing Field"),
                            ("bad_date", "Bad Date"),
                            ("unknown_kind", "Unknown Kind"),
                            ("duplicate", "Duplicate"),
                        ],
                        max_length=32,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("raw", models.JSONField()),
                ("day", models.DateField(null=True)),
                ("kind", models.CharField(blank=True, max_length=64)),
                ("area", models.CharField(blank=True, max_length=64)),
                ("proposal", django.contrib.gis.db.models.fields.PointField(null=True, srid=4326)),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="first_rejections",
                        to="sources.delivery",
                    ),
                ),
                (
                    "last_delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rejections", to="sources.delivery"
                    ),
                ),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("resolved_at", None)), fields=["layer", "day"], name="rejection_open"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="rejection_once")],
            },
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["source", "-received_at"], name="delivery_newest"),
        ),
    ]
