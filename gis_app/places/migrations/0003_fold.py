from django.db import migrations

# The letters and apostrophes stand here as they did when this was made; tests compare the function with `fold`.
MAKE = r"""
CREATE FUNCTION safecity_fold(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(
    regexp_replace(
        translate(
            lower(normalize(translate(given, U&'\0027\2019\02BC\2018\0060\00B4\2032\02B9', ''), NFKC) COLLATE "und-x-icu"),
            U&'ёґәғқңөұүһ\0027\2019\02BC\2018\0060\00B4\2032\02B9',
            'егагкноуух'
        ),
        '[ \t\n\r\f\v]+', ' ', 'g'
    ),
    ' '
)
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0002_alter_area_kind")]

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION safecity_fold(text)")]
