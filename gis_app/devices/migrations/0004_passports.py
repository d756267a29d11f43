"""The passport beside the lists: conditions, checks, work orders, doubles, campaigns, and who speaks for an owner."""

import django.contrib.gis.db.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VIEWS = [
    ("clear", "Clear"),
    ("occluded", "Occluded"),
    ("unfocused", "Unfocused"),
    ("turned", "Turned"),
    ("missing", "Missing"),
]
WORKS = [("prune", "Prune"), ("turn", "Turn"), ("move", "Move"), ("clean", "Clean"), ("repair", "Repair")]
STATES = [("open", "Open"), ("accepted", "Accepted"), ("done", "Done"), ("cancelled", "Cancelled")]


def identity() -> tuple[str, models.Field]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def link(to: str, name: str = "+", **more: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=name, to=to, **more)


class Migration(migrations.Migration):
    dependencies = [("devices", "0003_inventory"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField("camera", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Holding",
            fields=[
                identity(),
                ("person", link(settings.AUTH_USER_MODEL, "holdings")),
                ("organisation", link("devices.organisation", "holdings")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "organisation"), name="holding_once")],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                identity(),
                (
                    "camera",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="standing", to="devices.camera"
                    ),
                ),
                ("conditions", models.CharField(blank=True, max_length=1000)),
                ("retention_days", models.PositiveSmallIntegerField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("in_focus", models.BooleanField(null=True)),
                ("occluded_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                identity(),
                ("uuid", models.UUIDField(unique=True)),
                ("camera", link("devices.camera", "checks", null=True)),
                ("by", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("view", models.CharField(choices=VIEWS, max_length=16)),
                ("point", django.contrib.gis.db.models.fields.PointField(null=True, srid=4326)),
                ("accuracy_m", models.FloatField(null=True)),
                ("azimuth", models.FloatField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("photo", models.CharField(blank=True, max_length=80)),
            ],
            options={"indexes": [models.Index(fields=["camera", "-at"], name="check_newest")]},
        ),
        migrations.CreateModel(
            name="WorkOrder",
            fields=[
                identity(),
                ("camera", link("devices.camera", "work_orders")),
                (
                    "check_made",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="work_orders",
                        to="devices.check",
                    ),
                ),
                ("work", models.CharField(choices=WORKS, max_length=8)),
                ("state", models.CharField(choices=STATES, default="open", max_length=12)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("due", models.DateField(null=True)),
                ("opened_by", models.BigIntegerField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("changed_by", models.BigIntegerField(null=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["state", "due"], name="work_order_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("open", "accepted"))),
                        fields=("camera", "work"),
                        name="work_order_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Twin",
            fields=[
                identity(),
                ("first", link("devices.camera")),
                ("second", link("devices.camera")),
                ("same", models.BooleanField()),
                ("by", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("first", "second"), name="twin_once")]},
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                identity(),
                ("title", models.CharField(max_length=120)),
                ("began_at", models.DateTimeField()),
                ("due", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("by", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                identity(),
                ("campaign", link("devices.campaign", "asked")),
                ("organisation", link("devices.organisation")),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.BigIntegerField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("campaign", "organisation"), name="asked_once")],
            },
        ),
    ]
