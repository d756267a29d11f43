import django.contrib.gis.db.models.fields
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sources", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="City",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120)),
                ("timezone", models.CharField(max_length=64)),
                ("crs", models.CharField(max_length=64)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), size=None),
                ),
                ("margin_m", models.FloatField(default=100)),
                ("boundary", django.contrib.gis.db.models.fields.GeometryField(srid=4326)),
                ("near", django.contrib.gis.db.models.fields.GeometryField(srid=4326)),
                ("invented", models.BooleanField(default=False)),
                ("only", models.BooleanField(default=True, editable=False, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("fingerprint", models.UUIDField()),
                ("version", models.DateTimeField(null=True)),
                ("raw", models.JSONField(default=dict)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("city", "City"),
                            ("district", "District"),
                            ("police_district", "Police District"),
                            ("beat", "Beat"),
                        ],
                        max_length=32,
                    ),
                ),
                ("code", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("names", models.JSONField(default=dict)),
                ("population", models.BigIntegerField(null=True)),
                ("shape", django.contrib.gis.db.models.fields.MultiPolygonField(srid=4326)),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
        ),
        migrations.CreateModel(
            name="AreaPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shape", django.contrib.gis.db.models.fields.PolygonField(srid=4326)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="places.area"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Building",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("fingerprint", models.UUIDField()),
                ("version", models.DateTimeField(null=True)),
                ("raw", models.JSONField(default=dict)),
                ("kind", models.CharField(blank=True, max_length=64)),
                ("is_part", models.BooleanField(default=False)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("street", models.CharField(blank=True, max_length=200)),
                ("number", models.CharField(blank=True, max_length=64)),
                ("height_m", models.FloatField(null=True)),
                ("base_m", models.FloatField(null=True)),
                ("levels", models.FloatField(null=True)),
                ("height_assumed", models.BooleanField(default=False)),
                ("shape", django.contrib.gis.db.models.fields.MultiPolygonField(srid=4326)),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list, size=None
                    ),
                ),
                ("begins", models.TimeField()),
                ("ends", models.TimeField()),
                ("area", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="places.area")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="duties", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ground",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("fingerprint", models.UUIDField()),
                ("version", models.DateTimeField(null=True)),
                ("raw", models.JSONField(default=dict)),
                ("kind", models.CharField(max_length=32)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("names", models.JSONField(default=dict)),
                ("shape", django.contrib.gis.db.models.fields.GeometryField(srid=4326)),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("fingerprint", models.UUIDField()),
                ("version", models.DateTimeField(null=True)),
                ("raw", models.JSONField(default=dict)),
                ("kind", models.CharField(max_length=32)),
                ("name", models.CharField(blank=True, max_length=250)),
                ("names", models.JSONField(default=dict)),
                ("address", models.CharField(blank=True, max_length=250)),
                ("phone", models.CharField(blank=True, max_length=64)),
                ("point", django.contrib.gis.db.models.fields.PointField(srid=4326)),
                ("shape", django.contrib.gis.db.models.fields.GeometryField(null=True, srid=4326)),
                (
                    "area",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="places.area"
                    ),
                ),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
        ),
        migrations.CreateModel(
            name="Street",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("fingerprint", models.UUIDField()),
                ("version", models.DateTimeField(null=True)),
                ("raw", models.JSONField(default=dict)),
                ("kind", models.CharField(max_length=32)),
                ("rank", models.PositiveSmallIntegerField(default=6)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("names", models.JSONField(default=dict)),
                ("width_m", models.FloatField(null=True)),
                ("bridge", models.BooleanField(default=False)),
                ("tunnel", models.BooleanField(default=False)),
                ("layer", models.SmallIntegerField(default=0)),
                ("shape", django.contrib.gis.db.models.fields.GeometryField(srid=4326)),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(fields=("source", "key", "part"), name="area_once_per_source"),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(fields=("kind", "code"), name="area_code"),
        ),
        migrations.AddConstraint(
            model_name="building",
            constraint=models.UniqueConstraint(fields=("source", "key", "part"), name="building_once_per_source"),
        ),
        migrations.AddConstraint(
            model_name="ground",
            constraint=models.UniqueConstraint(fields=("source", "key", "part"), name="ground_once_per_source"),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(fields=("source", "key", "part"), name="site_once_per_source"),
        ),
        migrations.AddConstraint(
            model_name="street",
            constraint=models.UniqueConstraint(fields=("source", "key", "part"), name="street_once_per_source"),
        ),
    ]
