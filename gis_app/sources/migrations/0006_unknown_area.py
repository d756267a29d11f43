from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0005_draft"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rejection",
            name="reason",
            field=models.CharField(
                choices=[
                    ("unreadable", "Unreadable"),
                    ("no_coordinates", "No Coordinates"),
                    ("zero_coordinates", "Zero Coordinates"),
                    ("bad_geometry", "Bad Geometry"),
                    ("swapped_coordinates", "Swapped Coordinates"),
                    ("outside_city", "Outside City"),
                    ("whole_degrees", "Whole Degrees"),
                    ("missing_field", "Missing Field"),
                    ("bad_date", "Bad Date"),
                    ("unknown_kind", "Unknown Kind"),
                    ("unknown_area", "Unknown Area"),
                    ("duplicate", "Duplicate"),
                ],
                max_length=32,
            ),
        ),
    ]
