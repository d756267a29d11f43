from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="rhythm_days",
            field=models.FloatField(help_text="how often a delivery should come, where the source says so", null=True),
        )
    ]
