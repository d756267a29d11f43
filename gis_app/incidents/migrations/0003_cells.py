import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from gis_app.incidents.kept_cells import ACCIDENT, CRIME, NUMBERING, fill, forget, keep

CRIMES = ("incidents_crime", "incidents_crimecell", CRIME)
ACCIDENTS = ("incidents_roadaccident", "incidents_accidentcell", ACCIDENT)


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0002_crime_number"),
        ("places", "0005_words_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccidentCell",
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
                ("dead", models.PositiveSmallIntegerField(null=True)),
                ("injured", models.PositiveSmallIntegerField(null=True)),
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
                    models.Index(fields=["level", "cell"], name="accidentcell_place"),
                    models.Index(condition=models.Q(("n", 0)), fields=["level"], name="accidentcell_none_left"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CrimeCell",
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
                ("offence", models.CharField(max_length=16)),
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
                    models.Index(fields=["level", "cell"], name="crimecell_place"),
                    models.Index(condition=models.Q(("n", 0)), fields=["level"], name="crimecell_none_left"),
                ],
            },
        ),
        migrations.AddIndex("crime", models.Index(fields=["at"], name="crime_at")),
        migrations.AddIndex("roadaccident", models.Index(fields=["at"], name="road_accident_at")),
        *[migrations.RunSQL([NUMBERING, keep(*kept), fill(*kept)], forget(*kept)) for kept in (CRIMES, ACCIDENTS)],
    ]
