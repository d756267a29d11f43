from django.db import migrations

FORBID = """
CREATE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
       AND (OLD.id, OLD.at, OLD.action, OLD.subject, OLD.subject_id)
           IS NOT DISTINCT FROM (NEW.id, NEW.at, NEW.action, NEW.subject, NEW.subject_id)
       AND OLD.actor IS NOT DISTINCT FROM NEW.actor
       AND OLD.old IS NOT DISTINCT FROM NEW.old AND OLD.new IS NOT DISTINCT FROM NEW.new THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The audit is final: its rows are neither changed nor deleted.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_is_final BEFORE UPDATE OR DELETE ON people_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_is_final();
"""
ALLOW = "DROP TRIGGER audit_is_final ON people_auditevent; DROP FUNCTION audit_is_final();"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
