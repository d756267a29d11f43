"""The words for what a camera's records hold in codes."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "fixed": _("Fixed camera"),
    "dome": _("Dome camera"),
    "ptz": _("Turning camera (PTZ)"),
    "anpr": _("Number-plate camera"),
    "red_light": _("Red-light camera"),
    "speed": _("Speed camera"),
    "unknown": _("Camera of unknown type"),
}
STATES = {
    "working": _("working"),
    "offline": _("offline"),
    "repair": _("in repair"),
    "planned": _("planned"),
    "removed": _("removed"),
    "unknown": _("state unknown"),
}
CONNECTIONS = {"registered": _("registered only"), "integrated": _("connected")}
STAGES = {
    "installed": _("Installed"),
    "connected": _("Connected"),
    "archive": _("Archive deep enough"),
    "focus": _("In focus"),
}
VIEWS = {
    "clear": _("clear and sharp"),
    "occluded": _("view blocked"),
    "unfocused": _("out of focus"),
    "turned": _("turned away"),
    "missing": _("not there"),
}
WORKS = {
    "prune": _("prune"),
    "turn": _("turn"),
    "move": _("move"),
    "clean": _("clean"),
    "repair": _("repair"),
}
WORK_STATES = {
    "open": _("open"),
    "accepted": _("taken on"),
    "done": _("done"),
    "cancelled": _("cancelled"),
}
WORK_STEPS = {
    "open": _("Open again"),
    "accepted": _("Take on"),
    "done": _("Done"),
    "cancelled": _("Cancel"),
}
CAMPAIGN_STATES = {
    "waiting": _("has not answered"),
    "late": _("late"),
    "answered": _("answered"),
    "answered_late": _("answered late"),
}
FIELDS = {
    "address": _("address"),
    "kind": _("kind"),
    "status": _("state"),
    "azimuth": _("direction"),
    "hfov": _("angle of view"),
    "height_m": _("height"),
    "width_px": _("resolution"),
    "owner": _("owner"),
    "contact": _("contact"),
    "purpose": _("purpose"),
    "legal_ground": _("legal ground"),
    "archive_days": _("archive"),
    "retention_days": _("promised archive"),
    "installed_on": _("day of installation"),
    "checked_on": _("day of the last check"),
}
