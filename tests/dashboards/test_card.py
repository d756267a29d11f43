"""The card of a record."""

from dash import Dash

from dashboards.city_map import card

RECORD = {
    "id": 7,
    "layer": "crimes",
    "title": "Theft",
    "facts": [{"name": "When", "value": "1 June 2026"}],
    "source": {"code": "town", "name": "Town file", "licence": "CC0"},
    "delivery": {"id": 3, "received": "2026-06-02T03:12:00Z", "file": "june.csv"},
    "raw": {"Primary Type": "THEFT", "Location": {"lat": 1}},
}


def text_of(component) -> str:
    """All words of a component, in reading order."""
    if component is None or isinstance(component, str | int | float):
        return str(component or "")
    parts = component if isinstance(component, list | tuple) else [getattr(component, "children", None)]
    return " ".join(text_of(part) for part in parts)


def test_the_card_tells_the_record_its_source_and_its_delivery():
    words = text_of(card.card(RECORD, {"crimes": "Crimes"}, "/planner/data/"))
    for part in ("Crimes", "Theft", "1 June 2026", "Town file", "CC0", "delivery 3 of 2 Jun 2026", "june.csv"):
        assert part in words


def test_the_row_as_it_came_is_there_word_for_word():
    assert "THEFT" in text_of(card.raw(RECORD))
    assert "lat: 1" in text_of(card.raw(RECORD))


def test_the_coordinates_are_there_to_be_copied_latitude_first():
    [(name, parts)] = card.coordinates([-33.0, 48.5])
    assert (name, parts[0].children) == ("Coordinates", "48.50000, -33.00000")
    assert getattr(parts[-1], "data-copy") == "48.500000, -33.000000"
    assert card.coordinates(None) == []


def test_a_record_that_did_not_open_says_so():
    words = text_of(card.card({"layer": "crimes", "id": "7", "error": "Not for you."}, {}, ""))
    assert "The record did not open." in words
    assert "Not for you." in words


def test_the_applications_know_their_addresses():
    from dashboards.planner.app import data_page, map_page

    assert isinstance(map_page, Dash)
    assert map_page.config.requests_pathname_prefix == "/planner/"
    assert data_page.config.requests_pathname_prefix == "/planner/data/"
