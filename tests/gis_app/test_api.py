"""The API: who may call what, what it says of itself, cards, pages, accounts and rejected rows."""

import re
from datetime import date

import pytest
from django.contrib.gis.geos import Point

from gis_app.sources.models import Rejection
from tests.layers import made

pytestmark = pytest.mark.django_db


def rejection(**more):
    here = made.delivery()
    common = {"source": here.source, "delivery": here, "last_delivery": here, "layer": "crimes", "line": 2}
    return Rejection.objects.create(**{**common, "key": "1", "reason": "no_coordinates", "raw": {"ID": "1"}, **more})


def test_the_page_of_the_api_is_drawn_here(pavel):
    text = made.signed_in(pavel).get("/api/docs").content.decode()
    assert "/api/v1/crimes" in text
    assert set(re.findall(r"<script[^>]*>", text)) == set(re.findall(r'<script src="/static/[^"]+" defer>', text))
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', text) == []


def test_a_card_tells_the_record_its_source_and_its_raw_row(pavel, city):
    where = made.area()
    crime = made.crime(area=where, article="158", severity=2, raw={"ID": "7"})
    card = made.signed_in(pavel).get(f"/api/v1/crimes/{crime.pk}").json()
    facts = {fact["name"]: fact["value"] for fact in card["facts"]}
    assert (card["id"], card["layer"], card["title"], card["raw"]) == (crime.pk, "crimes", "Theft", {"ID": "7"})
    assert card["source"] == {"code": "town_file", "name": "Town file", "licence": "CC0"}
    assert card["delivery"]["file"] == "town.csv"
    assert card["point"] == [-33.0, 48.0]
    assert (facts["When"], facts["Area"], facts["Article of law"]) == ("1 Jun 2026, 10:00", "North", "158")
    assert "Number" not in facts


def test_a_day_without_an_hour_is_told_as_a_day(pavel, city):
    crime = made.crime(time_precision="day")
    card = made.signed_in(pavel).get(f"/api/v1/crimes/{crime.pk}").json()
    assert {"name": "When", "value": "1 Jun 2026"} in card["facts"]


def test_no_card_tells_a_stream_address(everybody, city):
    camera = made.camera(stream="rtsp://root:secret@10.0.0.1/1", raw={"url": "rtsp://root:secret@10.0.0.1/1"})
    for name in ("pavel", "oksana", "olga"):
        answer = made.signed_in(everybody[name]).get(f"/api/v1/cameras/{camera.pk}")
        assert answer.status_code == 200
        assert b"secret" not in answer.content


@pytest.mark.parametrize("layer", ["areas", "streets", "buildings", "ground", "sites", "cameras", "accidents", "calls"])
def test_every_layer_has_cards_with_a_title_and_a_point(pavel, city, layer):
    makers = {"areas": made.area, "streets": made.street, "buildings": made.building, "ground": made.ground}
    makers |= {"sites": made.site, "cameras": made.camera, "accidents": made.accident, "calls": made.call}
    record = makers[layer]()
    card = made.signed_in(pavel).get(f"/api/v1/{layer}/{record.pk}").json()
    assert card["title"]
    assert card["point"] == pytest.approx(made.MIDDLE, abs=0.01)


def test_a_list_pages_through_everything_once(pavel, city):
    made_here = {made.crime().pk for _ in range(5)}
    client, address, seen = made.signed_in(pavel), "/api/v1/crimes?limit=2&kind=theft", []
    while address:
        page = client.get(address).json()
        assert (page["type"], page["numberMatched"]) == ("FeatureCollection", 5)
        seen += [feature["id"] for feature in page["features"]]
        address = page["next"]
    assert (len(seen), set(seen)) == (5, made_here)


def test_a_box_and_the_filters_choose(pavel, city):
    inside = made.crime()
    made.crime(lon=-33.02)
    made.crime(day=date(2025, 1, 1))
    page = made.signed_in(pavel).get("/api/v1/crimes?bbox=-33.001,47.9,-32.9,48.1&from=2026-01-01").json()
    assert [feature["id"] for feature in page["features"]] == [inside.pk]


def test_a_box_may_cross_the_date_line(pavel, city):
    east, west = made.crime(lon=179.99), made.crime(lon=-179.99)
    made.crime(lon=0)
    page = made.signed_in(pavel).get("/api/v1/crimes?bbox=179,40,-179,50").json()
    assert {feature["id"] for feature in page["features"]} == {east.pk, west.pk}


def test_counts_tell_the_view_the_period_and_what_was_not_placed(pavel, city):
    made.crime()
    made.crime(lon=-33.02)
    made.crime(day=date(2025, 1, 1))
    rejection(day=date(2026, 6, 2), kind="theft")
    rejection(key="2", day=date(2026, 6, 2), kind="theft", reason="duplicate")
    rejection(key="3", day=date(2025, 6, 2), kind="theft")
    address = "/api/v1/counts?bbox=-33.001,47.9,-32.9,48.1&from=2026-01-01"
    told = made.signed_in(pavel).get(address).json()["layers"]
    assert told["crimes"] == {"in_view": 1, "in_period": 2, "not_placed": 1, "totals": 0}
    assert set(told) == {"areas", "streets", "buildings", "sites", "cameras", "crimes", "accidents", "calls"}


def test_a_delivery_tells_its_account_and_its_rejected_rows(anna, artem):
    row = rejection(reason="swapped_coordinates", proposal=Point(-33, 48), raw={"ID": "1", "Note": "=1+1"})
    client, address = made.signed_in(anna), f"/api/v1/deliveries/{row.delivery_id}"
    account = client.get(address).json()
    assert (account["source"], account["state"], account["read"]) == ("town_file", "published", 0)
    answer = client.get(f"{address}/rejections.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer["Content-Disposition"] == f'attachment; filename="rejections-town_file-{row.delivery_id}.csv"'
    cells = {"1", "'=1+1", "2", "swapped_coordinates", "", "-33.0", "48.0", str(row.pk)}
    assert set(text.split("\r\n")[1].split(",")) == cells
    assert made.signed_in(artem).get(f"{address}/rejections.csv").status_code == 403


def test_deliveries_and_sources_are_listed(pavel):
    made.delivery()
    client = made.signed_in(pavel)
    assert [row["file"] for row in client.get("/api/v1/deliveries?source=town_file").json()["deliveries"]] == [
        "town.csv"
    ]
    assert client.get("/api/v1/deliveries?source=other").json()["deliveries"] == []
    assert client.get("/api/v1/sources").json()["sources"][0]["code"] == "town_file"
