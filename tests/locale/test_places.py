"""Names of places in the reader's language: on the map, in lists, and in the order of the reader's alphabet."""

import pytest
from django.utils.translation import override

from dashboards import queries
from tests.layers import made

pytestmark = pytest.mark.django_db
NAMES = {"ru": "улица Абая", "uk": "вулиця Абая", "kk": "Абай көшесі"}


@pytest.mark.parametrize("layer", ["streets", "areas", "sites", "ground"])
def test_a_label_is_in_the_readers_language_else_as_the_place_is_called(pavel, browser_of, layer):
    make = {"streets": made.street, "areas": made.area, "sites": made.site, "ground": made.ground}[layer]
    make(name="Abay", names=NAMES)
    browser, address = browser_of(pavel), f"/tiles/{layer}/{made.tile_of(16)}.pbf"
    for code, label in {**NAMES, "en": "Abay"}.items():
        browser.cookies["django_language"] = code
        tile = browser.get(address, headers={"accept-encoding": "identity"}).content
        others = {*NAMES.values(), "Abay"} - {label}
        assert label.encode() in tile, code
        assert not any(other.encode() in tile for other in others), code


def test_areas_are_listed_in_the_order_of_the_readers_alphabet(city, pavel):
    kazakh = {"1": "Үштөбе", "2": "Әуезов", "3": "Алатау", "4": "Қаскелең", "5": "Көктөбе", "6": "Іле"}
    for code, name in kazakh.items():
        made.area(code=code, name=f"District {code}", names={"kk": name})
    with override("kk"):
        (group,) = queries.area_choices(pavel)
    assert [item["label"] for item in group["items"]] == ["Алатау", "Әуезов", "Көктөбе", "Қаскелең", "Үштөбе", "Іле"]
