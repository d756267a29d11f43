import django.contrib.gis.db.models.fields
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gis_app.devices.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("contact", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Camera",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("fingerprint", models.UUIDField()),
                ("version", models.DateTimeField(null=True)),
                ("raw", models.JSONField(default=dict)),
                ("code", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fixed", "Fixed"),
                            ("dome", "Dome"),
                            ("ptz", "Ptz"),
                            ("anpr", "Anpr"),
                            ("red_light", "Red Light"),
                            ("speed", "Speed"),
                            ("unknown", "Unknown"),
                        ],
                        default="unknown",
                        max_length=16,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("working", "Working"),
                            ("offline", "Offline"),
                            ("repair", "Repair"),
                            ("planned", "Planned"),
                            ("removed", "Removed"),
                            ("unknown", "Unknown"),
                        ],
                        default="unknown",
                        max_length=16,
                    ),
                ),
                (
                    "connection",
                    models.CharField(
                        choices=[("registered", "Registered"), ("integrated", "Integrated")],
                        default="registered",
                        max_length=16,
                    ),
                ),
                ("point", django.contrib.gis.db.models.fields.PointField(srid=4326)),
                ("address", models.CharField(blank=True, max_length=250)),
                ("height_m", models.FloatField(null=True)),
                ("azimuth", models.FloatField(null=True)),
                (
                    "sectors",
                    django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), default=list, size=None),
                ),
                ("tilt", models.FloatField(null=True)),
                ("hfov", models.FloatField(null=True)),
                ("width_px", models.PositiveIntegerField(null=True)),
                ("height_px", models.PositiveIntegerField(null=True)),
                (
                    "assumed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), default=list, size=None
                    ),
                ),
                ("analogue", models.BooleanField(null=True)),
                ("recorder", models.CharField(blank=True, max_length=120)),
                ("channel", models.CharField(blank=True, max_length=32)),
                ("stream", gis_app.devices.fields.EncryptedTextField(null=True)),
                ("archive_days", models.PositiveSmallIntegerField(null=True)),
                ("inventory_number", models.CharField(blank=True, max_length=64)),
                ("purpose", models.CharField(blank=True, max_length=250)),
                ("legal_ground", models.CharField(blank=True, max_length=250)),
                ("installed_on", models.DateField(null=True)),
                ("removed_on", models.DateField(null=True)),
                ("warranty_until", models.DateField(null=True)),
                ("last_check", models.DateField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="places.area"
                    ),
                ),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
                (
                    "contractor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="serviced_cameras",
                        to="devices.organisation",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_cameras",
                        to="devices.organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_cameras",
                        to="devices.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["code"], name="camera_code")],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "key", "part"), name="camera_once_per_source")
                ],
            },
        ),
    ]
