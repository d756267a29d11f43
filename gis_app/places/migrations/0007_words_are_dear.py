from django.db import migrations

# Cutting words is dear beside reading an index: told so, the planner asks the index.
DEAR = "ALTER FUNCTION safecity_words(text[]) COST 2000"
CHEAP = "ALTER FUNCTION safecity_words(text[]) COST 100"


class Migration(migrations.Migration):
    dependencies = [("places", "0006_names_of_models")]

    operations = [migrations.RunSQL(DEAR, CHEAP)]
