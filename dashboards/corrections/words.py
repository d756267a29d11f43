"""What the browser says on the page of corrections; {n}, {line}, {value} are filled in."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {
        **of_views(),
        **of_rows(),
        **of_disputes(),
        "undo": _("Undo (U)"),
        "undone": _("Undone."),
        "more": _("Show more"),
        "loading": _("Loading…"),
        "away": _("The server does not answer. Nothing was changed. Try again."),
        "map": _("Map. Arrow keys move it, plus and minus zoom."),
        "day": _("Day"),
        "time": _("Time, if known"),
    }


def of_views() -> dict[str, str]:
    return {
        "rejected": _("Rejected rows"),
        "disputed": _("Disputed"),
        "given_up": _("Cannot be placed"),
        "every_reason": _("All reasons"),
        "every_source": _("All sources"),
        "reason": _("Reason"),
        "source": _("Source"),
        "none_rejected": _("No rejected row waits. The next delivery may bring some; the page of data tells of it."),
        "none_filtered": _("No row in this filter. Choose another reason or source."),
        "none_disputed": _("No source disputes a correction. Whatever people put right stands."),
        "none_given_up": _("Nobody has found a row that cannot be placed."),
    }


def of_rows() -> dict[str, str]:
    return {
        "line": _("line {line}"),
        "as_written": _("As written"),
        "proposed": _("Proposed"),
        "swapped": _("latitude and longitude change places"),
        "minutes": _("degrees and minutes were typed as decimals"),
        "seconds": _("degrees, minutes and seconds were typed as decimals"),
        "sign": _("a minus sign was lost"),
        "nothing_proposed": _("no proposal"),
        "given": _("Given by you"),
        "accept": _("Accept (A)"),
        "accept_all": _("Accept all proposals shown: {n}"),
        "place": _("Place on the map (P)"),
        "place_hint": _("Click the place on the map. Esc ends it."),
        "take": _("Take the row"),
        "give_up": _("Cannot be placed (X)"),
        "take_up": _("Back to the queue"),
        "placed": _("Line {line} is placed. It stays so, whatever the source delivers."),
        "placed_all": _("Rows placed: {n}."),
        "left": _("Line {line} is marked: cannot be placed. It stays counted as not placed."),
        "taken_up": _("Line {line} is back in the queue."),
        "as_it_came": _("The row as it came"),
        "kind": _("Kind"),
        "download_title": _("The rows of this filter as CSV, to be corrected in a spreadsheet"),
        "give_back": _("Give back"),
        "give_back_title": _("Give back the downloaded file with corrected cells"),
        "given_back": _("Rows read: {read}. Placed: {placed}, unchanged: {unchanged}, still rejected: {rejected}."),
        "still": _("It needs besides:"),
    }


def of_disputes() -> dict[str, str]:
    return {
        "ours": _("Put by {who}, {at}"),
        "had_said": _("The source had said"),
        "now_says": _("The source now says"),
        "keep": _("Keep ours"),
        "take_theirs": _("Take the source's"),
        "kept": _("Ours is kept."),
        "taken": _("The source's value is taken."),
        "open": _("Open on the map"),
    }
