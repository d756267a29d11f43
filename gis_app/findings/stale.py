"""The SQL that notes which cameras' view must be computed anew: triggers tell of every write, in its own transaction.

A note is the message: who computes takes it. Of a building both where it stood and where it stands count. Notes may
come twice, so that no writer waits for another's.
"""

from gis_app.devices.optics import defaults

OPTICS = "azimuth, sectors, tilt, hfov, width_px, height_px, height_m, assumed"
CAMERA = f"kind, status, point, {OPTICS}, same_as_id, withdrawn_at"
BUILDING = "shape, kind, is_part, height_m, height_assumed, base_m"
METRES_PER_DEGREE = 111_000
ROWS = {
    "INSERT": "NEW TABLE AS fresh",
    "DELETE": "OLD TABLE AS fresh",
    "UPDATE": "OLD TABLE AS was NEW TABLE AS fresh",
}
CHANGED = {
    "INSERT": "SELECT id, {what} FROM fresh",
    "DELETE": "SELECT id, {what} FROM fresh",
    "UPDATE": (
        "SELECT f.* FROM (SELECT id, {what} FROM fresh) f LEFT JOIN (SELECT id, {what} FROM was) w ON w.id = f.id "
        "WHERE f IS DISTINCT FROM w UNION ALL "
        "SELECT w.* FROM (SELECT id, {what} FROM was) w LEFT JOIN (SELECT id, {what} FROM fresh) f ON f.id = w.id "
        "WHERE f IS DISTINCT FROM w"
    ),
}
NOTE_CAMERAS = "INSERT INTO findings_stale (camera) SELECT DISTINCT id FROM ({changed}) changed"
NOTE_AROUND = """
    INSERT INTO findings_stale (camera) SELECT DISTINCT c.id FROM ({changed}) changed JOIN devices_camera c
    ON c.point && ST_Expand(changed.shape,
        {metres} / {degree} / greatest(cos(radians(ST_YMax(changed.shape))), 0.05), {metres} / {degree})
"""
TRIGGER = """
CREATE OR REPLACE FUNCTION findings_stale_{table}_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {note};
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS findings_stale_{event} ON {table};
CREATE TRIGGER findings_stale_{event} AFTER {event} ON {table} REFERENCING {rows}
FOR EACH STATEMENT EXECUTE FUNCTION findings_stale_{table}_{event}();
"""
EVERY_CAMERA = "INSERT INTO findings_stale (camera) SELECT id FROM devices_camera"


def triggers() -> str:
    """The statements that make both tables tell; made again they replace themselves."""
    around = NOTE_AROUND.replace("{metres}", f"{defaults().farthest_m:.1f}").replace("{degree}", str(METRES_PER_DEGREE))
    cameras = [made("devices_camera", event, CAMERA, NOTE_CAMERAS) for event in ("INSERT", "UPDATE")]
    buildings = [made("places_building", event, BUILDING, around) for event in ROWS]
    return "".join([*cameras, *buildings])


def made(table: str, event: str, what: str, note: str) -> str:
    changed = CHANGED[event].replace("{what}", what)
    return TRIGGER.format(table=table, event=event, rows=ROWS[event], note=note.replace("{changed}", changed))


def gone() -> str:
    """The statements that take the triggers away."""
    return "".join(
        f"DROP TRIGGER IF EXISTS findings_stale_{event} ON {table}; "
        f"DROP FUNCTION IF EXISTS findings_stale_{table}_{event}();"
        for table in ("devices_camera", "places_building")
        for event in ROWS
    )
