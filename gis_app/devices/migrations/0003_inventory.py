"""Proposals of what became of a camera between two lists, and older lists' names of one camera."""

import django.db.models.deletion
from django.db import migrations, models

VERDICTS = [("same", "Same"), ("moved", "Moved"), ("new", "New"), ("gone", "Gone")]
STATES = [("open", "Open"), ("accepted", "Accepted"), ("refused", "Refused"), ("later", "Later")]


class Migration(migrations.Migration):
    dependencies = [("devices", "0002_words_index"), ("sources", "0003_edits")]

    operations = [
        migrations.AddField(
            model_name="camera",
            name="same_as",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="names_before",
                to="devices.camera",
            ),
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verdict", models.CharField(choices=VERDICTS, max_length=8)),
                ("camera", models.BigIntegerField(null=True)),
                ("listed", models.BigIntegerField(null=True)),
                ("key_old", models.CharField(blank=True, max_length=200)),
                ("part_old", models.PositiveSmallIntegerField(default=0)),
                ("key_new", models.CharField(blank=True, max_length=200)),
                ("part_new", models.PositiveSmallIntegerField(default=0)),
                ("metres", models.FloatField(null=True)),
                ("turn", models.FloatField(null=True)),
                ("likeness", models.FloatField(null=True)),
                ("rivals", models.PositiveIntegerField(default=0)),
                ("state", models.CharField(choices=STATES, default="open", max_length=16)),
                ("by", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField(null=True)),
                (
                    "delivery",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery"),
                ),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
            options={
                "indexes": [models.Index(fields=["state", "verdict"], name="proposal_state")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "key_old", "part_old", "key_new", "part_new"), name="proposal_once"
                    ),
                ],
            },
        ),
    ]
