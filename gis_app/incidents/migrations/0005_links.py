"""Links between records that tell of one event."""

import django.db.models.deletion
from django.db import migrations, models

BROKEN = [("", "No"), ("apart", "Apart"), ("vanished", "Vanished")]
STATES = [
    ("automatic", "Automatic"),
    ("open", "Open"),
    ("taken", "Taken"),
    ("later", "Later"),
    ("same", "Same"),
    ("different", "Different"),
]


def source() -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sources.source"
    )


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_emergency_calls"), ("sources", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pair", models.CharField(max_length=64)),
                ("layer_a", models.CharField(max_length=32)),
                ("a", models.BigIntegerField()),
                ("source_a", source()),
                ("key_a", models.CharField(max_length=200)),
                ("part_a", models.PositiveSmallIntegerField(default=0)),
                ("layer_b", models.CharField(max_length=32)),
                ("b", models.BigIntegerField()),
                ("source_b", source()),
                ("key_b", models.CharField(max_length=200)),
                ("part_b", models.PositiveSmallIntegerField(default=0)),
                ("minutes", models.FloatField()),
                ("metres", models.FloatField()),
                ("sure", models.BooleanField()),
                ("state", models.CharField(choices=STATES, default="open", max_length=16)),
                ("broken", models.CharField(blank=True, choices=BROKEN, default="", max_length=16)),
                ("known", models.CharField(blank=True, choices=BROKEN, default="", max_length=16)),
                ("by", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["layer_b", "b"], name="link_other_end"),
                    models.Index(fields=["state", "pair"], name="link_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("layer_a", "a", "layer_b", "b"), name="link_once"),
                ],
            },
        ),
    ]
