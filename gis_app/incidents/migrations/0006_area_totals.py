import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0005_links"),
        ("places", "0007_words_are_dear"),
        ("sources", "0003_edits"),
    ]

    operations = [
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sources.source"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AreaTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("fingerprint", models.UUIDField()),
                ("version", models.DateTimeField(null=True)),
                ("raw", models.JSONField(default=dict)),
                ("layer", models.CharField(max_length=16)),
                ("kind", models.CharField(max_length=64)),
                ("source_kind", models.CharField(blank=True, max_length=250)),
                ("day", models.DateField()),
                ("end", models.DateField()),
                ("n", models.PositiveIntegerField()),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.area"),
                ),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
            options={
                "indexes": [models.Index(fields=["layer", "day", "kind"], name="area_total_day_kind")],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "key", "part"), name="area_total_once_per_source")
                ],
            },
        ),
    ]
