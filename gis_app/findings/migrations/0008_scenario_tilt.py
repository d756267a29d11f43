"""A camera of a scenario may be tilted otherwise than its model is aimed: as a placement aimed it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("findings", "0007_upper_edge")]

    operations = [migrations.AddField("scenariocamera", "tilt", models.FloatField(null=True))]
