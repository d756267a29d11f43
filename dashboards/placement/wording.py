"""What the script of the page says; {n}, {what} and the like are filled in by it."""

from django.utils.translation import gettext as _

from dashboards.placement import words as shared


def words() -> dict[str, str]:
    return {
        **of_maps(),
        **of_scenarios(),
        **of_cameras(),
        **of_proposing(),
        **of_wishes(),
        **of_notes(),
        "standard": shared.standard(),
    }


def of_maps() -> dict[str, str]:
    return {
        "today": _("Today"),
        "map_left": _("Map for comparison. Arrow keys move it, plus and minus zoom."),
        "map_right": _(
            "Map of the scenario. Arrow keys move it, plus and minus zoom; the list beside it has its cameras."
        ),
        "legend": _("Legend"),
        "seen_today": _("seen today"),
        "seen_proposed": _("seen by a camera of the scenario"),
        "dense": _("crimes and accidents, 12 months (darker is more)"),
        "gained": _("newly seen"),
        "lost": _("no longer seen"),
        "swipe": _("Divider of the two maps"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "m": _("m"),
        "km": _("km"),
    }


def of_scenarios() -> dict[str, str]:
    return {
        "new": _("New scenario"),
        "scenario": _("Scenario {n}"),
        "copy": _("Copy"),
        "copy_of": _("{what}, copy"),
        "remove": _("Remove"),
        "removed": _("{what} is removed."),
        "name": _("Name"),
        "draft": _("draft"),
        "approved": _("approved"),
        "left": _("Compared with"),
        "quality": _("At quality"),
        "archive": _("Archive, days"),
        "bill": _("Bill"),
        "approve": _("Approve as planned: {what}"),
        "approve_note": _("They become planned in the inventory. It can be taken back until the first is installed."),
        "approved_note": _("Its cameras are planned in the inventory."),
        "take_back": _("Take the approval back"),
        "export": _("Export"),
        "none": _("No scenario yet. Make one, then draw cameras or have some proposed."),
        "first": _("Make a scenario"),
        "copied": _("Link copied"),
        "undone": _("Undone."),
        "undo": _("Undo"),
        "away": _("The server does not answer. Nothing was changed. Try again."),
        "uncounted": _("Coverage has not been computed yet: zones are drawn, figures follow."),
        "compare": _("Compared"),
        "made": _("By the coverage of {day}, all cameras, working or not."),
    }


def of_cameras() -> dict[str, str]:
    return {
        "draw": _("Draw a camera"),
        "draw_hint": _("Click the map where it is to stand. Esc ends it."),
        "camera": _("Camera {n}"),
        "model": _("Model"),
        "mount": _("Mount"),
        "azimuth": _("Direction, °"),
        "hfov": _("Angle of view, °"),
        "height": _("Height, m"),
        "take_out": _("Take out"),
        "blind": _(
            "It sees nothing there: it stands deep inside a building, or its picture is too coarse for this class."
        ),
        "turn": _("Turn camera {n}"),
        "list_empty": _("No cameras yet. Draw one, or have some proposed."),
        "place": _("Place and reason"),
        "adds": _("Incidents / year"),
        "cost": _("Cost"),
        "per": _("per M"),
        "order": _("in the order of what each adds"),
    }


def of_proposing() -> dict[str, str]:
    return {
        "ask": _("Have cameras proposed"),
        "run": _("Propose"),
        "cancel": _("Cancel"),
        "keep": _("Use this answer"),
        "looking": _("Looking for places…"),
        "proving": _("Proving how good it is…"),
        "waiting": _("Waits for its turn…"),
        "leave": _("You may leave this page."),
        "failed": _("The computation failed. What was there stays."),
        "cancelled": _("Cancelled. What was there stays."),
        "stopping": _("Stopping…"),
    }


def of_wishes() -> dict[str, str]:
    return {
        "all": _("all"),
        "some": _("{n} of {all}"),
        "zones": _("No camera may stand here"),
        "zone": _("Forbidden zone {n}"),
        "zone_draw": _("Draw a forbidden zone"),
        "zone_hint": _(
            "Click its corners, or Space puts one in the middle of the map; a double click or Enter closes it, "
            "Backspace takes a corner back, Esc ends it."
        ),
        "zone_few": _("A zone has three corners at least."),
        "zone_crossing": _("The zone crosses itself. Take its last corner back."),
        "sites": _("What must be seen"),
        "site_find": _("School or other site"),
        "site_none": _("No site is called that."),
        "take": _("Take out: {what}"),
    }


def of_notes() -> dict[str, str]:
    return {"why": _("Why not more?"), "sure": _("How sure is this?")}
