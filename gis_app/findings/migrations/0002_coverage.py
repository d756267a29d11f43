"""Points to be seen, with how well they are, and the gaps that are left."""

import django.contrib.gis.db.models.fields
import django.db.models.deletion
from django.db import migrations, models

MEASURES = [
    ("crimes", "Crimes"),
    ("accidents", "Accidents"),
    ("streets", "Streets"),
    ("gates", "Gates"),
    ("grounds", "Grounds"),
    ("residents", "Residents"),
]
WHYS = [("far", "Far"), ("aside", "Aside"), ("hidden", "Hidden"), ("coarse", "Coarse"), ("none", "None")]


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def refers(to: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=to, **more)


def of_run(name: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=name, to="findings.run")


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_initial"), ("devices", "0003_inventory"), ("places", "0008_former_names")]

    operations = [
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", key()),
                ("measure", models.CharField(choices=MEASURES, max_length=16)),
                ("group", models.CharField(blank=True, max_length=64)),
                ("record", models.BigIntegerField()),
                ("amount", models.FloatField()),
                ("weight", models.FloatField(default=0)),
                ("point", django.contrib.gis.db.models.fields.PointField(srid=4326)),
                ("hour", models.PositiveSmallIntegerField(null=True)),
                ("seen", models.PositiveSmallIntegerField(default=0)),
                ("twice", models.PositiveSmallIntegerField(default=0)),
                ("seen_working", models.PositiveSmallIntegerField(default=0)),
                ("twice_working", models.PositiveSmallIntegerField(default=0)),
                ("area", refers("places.area", db_index=False)),
                ("run", of_run("+")),
            ],
            options={"indexes": [models.Index(fields=["run", "measure", "group"], name="demand_measure")]},
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("id", key()),
                ("quality", models.CharField(blank=True, max_length=16)),
                ("working", models.BooleanField()),
                ("place", models.PositiveSmallIntegerField()),
                ("shape", django.contrib.gis.db.models.fields.PolygonField(srid=4326)),
                ("point", django.contrib.gis.db.models.fields.PointField(srid=4326)),
                ("weight", models.FloatField()),
                ("counts", models.JSONField(default=dict)),
                ("days", models.PositiveSmallIntegerField()),
                ("street", models.CharField(blank=True, max_length=200)),
                ("number", models.CharField(blank=True, max_length=64)),
                ("why", models.CharField(choices=WHYS, max_length=8)),
                ("metres", models.FloatField(null=True)),
                ("area", refers("places.area", db_index=False)),
                ("camera", refers("devices.camera")),
                ("hidden_by", refers("places.building")),
                ("run", of_run("gaps")),
            ],
            options={
                "indexes": [models.Index(fields=["run", "quality", "working", "place"], name="gap_list")],
            },
        ),
    ]
