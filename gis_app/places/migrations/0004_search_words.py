from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# The punctuation stands here as it did when this was made; a test compares the function with `words`.
MAKE = r"""
CREATE FUNCTION safecity_words(given text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ' ' || safecity_fold(
    translate(
        array_to_string(given, ' '),
        E'-‐‑‒–—_.,;:!?/\\|"«»„“”()[]{}<>*+=&#№%@~^$…·',
        repeat(' ', 50)
    )
) || ' ';

CREATE FUNCTION safecity_values(given jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg(value, ' ' ORDER BY key)
    FROM jsonb_each_text(CASE jsonb_typeof(given) WHEN 'object' THEN given END)
)
"""
DROP = "DROP FUNCTION safecity_words(text[]); DROP FUNCTION safecity_values(jsonb)"


class Migration(migrations.Migration):
    dependencies = [("places", "0003_fold")]

    operations = [TrigramExtension(), migrations.RunSQL(MAKE, DROP)]
