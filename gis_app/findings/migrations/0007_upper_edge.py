"""What is seen ends at the picture's upper edge: what was computed before is computed anew, of scenarios when asked."""

from django.db import migrations

from gis_app.findings import stale

NO_EDITION = "UPDATE findings_scenariocamera SET edition = 0"


class Migration(migrations.Migration):
    dependencies = [("findings", "0006_stale")]

    operations = [
        migrations.RunSQL(stale.EVERY_CAMERA, migrations.RunSQL.noop),
        migrations.RunSQL(NO_EDITION, migrations.RunSQL.noop),
    ]
