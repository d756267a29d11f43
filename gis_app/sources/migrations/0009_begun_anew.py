from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0008_gone")]

    operations = [
        migrations.AddField("schedule", "anew", models.PositiveIntegerField(default=0)),
        migrations.AddField("pull", "anew", models.PositiveIntegerField(default=0)),
    ]
