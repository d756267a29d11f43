import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0002_source_rhythm_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="rejection",
            name="fingerprint",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="rejection",
            name="given_up_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="rejection",
            name="given_up_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rejection",
            name="reading",
            field=models.CharField(
                blank=True,
                choices=[("swapped", "Swapped"), ("minutes", "Minutes"), ("seconds", "Seconds"), ("sign", "Sign")],
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="rejection",
            name="version",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("layer", models.CharField(max_length=32)),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("cells", models.JSONField()),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="sources.delivery")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
            options={
                "indexes": [models.Index(fields=["source", "key"], name="change_key")],
            },
        ),
        migrations.CreateModel(
            name="Edit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("layer", models.CharField(max_length=32)),
                ("key", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("field", models.CharField(max_length=32)),
                ("said", models.JSONField()),
                ("says", models.JSONField()),
                ("put", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_force", "In Force"),
                            ("disputed", "Disputed"),
                            ("withdrawn", "Withdrawn"),
                            ("replaced", "Replaced"),
                        ],
                        default="in_force",
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.source")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["source", "key"], name="edit_key"),
                    models.Index(
                        condition=models.Q(("state", "disputed")), fields=["layer", "id"], name="edit_disputed"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("in_force", "disputed"))),
                        fields=("source", "layer", "key", "part", "field"),
                        name="edit_one_in_force",
                    )
                ],
            },
        ),
    ]
