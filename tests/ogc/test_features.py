"""OGC API Features: what it says of itself, pages, boxes, moments, properties, mistakes."""

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from openapi_spec_validator import validate

from tests.layers import made

pytestmark = pytest.mark.django_db
CRIMES = "/ogc/collections/crimes/items"
ALL = {
    "ground",
    "areas",
    "streets",
    "buildings",
    "sites",
    "cameras",
    "coverage",
    "gaps",
    "crimes",
    "accidents",
    "calls",
}


@pytest.fixture
def client(pavel, city):
    return made.signed_in(pavel)


def ids(client, address) -> list[int]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return [feature["id"] for feature in answer.json()["features"]]


def rel(document, name) -> list[str]:
    return [link["href"] for link in document["links"] if link["rel"] == name]


def walked(client, address) -> list[int]:
    """The ids of all pages, in the order in which `next` leads through them."""
    found = []
    while address:
        document = client.get(address).json()
        assert document["numberReturned"] == len(document["features"])
        found += [feature["id"] for feature in document["features"]]
        following = rel(document, "next")
        parts = urlsplit(following[0]) if following else None
        address = f"{parts.path}?{parts.query}" if parts else ""
    return found


@pytest.mark.parametrize("address", ["/ogc", "/ogc/"])
def test_the_landing_page_links_to_everything_that_core_asks_for(client, address):
    document = client.get(address).json()
    assert {"self", "alternate", "service-desc", "service-doc", "conformance", "data"} == {
        link["rel"] for link in document["links"]
    }
    for link in document["links"]:
        answer = client.get(link["href"].removeprefix("http://localhost"))
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, link["type"].split(";")[0])


def test_it_conforms_to_core_oas30_html_and_geojson(client):
    told = client.get("/ogc/conformance").json()["conformsTo"]
    assert {address.rpartition("/")[2] for address in told} == {"core", "oas30", "html", "geojson"}


def test_the_definition_is_valid_openapi_3_0(client):
    answer = client.get("/ogc/api")
    assert answer["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    document = answer.json()
    validate(document)
    assert document["openapi"].startswith("3.0")
    assert document["servers"] == [{"url": "http://localhost/ogc"}]


@pytest.mark.parametrize(
    ("who", "hidden"),
    [("pavel", set()), ("olga", {"gaps"}), ("anna", {"cameras", "coverage", "gaps", "crimes", "accidents", "calls"})],
)
def test_collections_are_the_layers_that_the_viewer_may_see(everybody, city, who, hidden):
    document = made.signed_in(everybody[who]).get("/ogc/collections").json()
    assert {each["id"] for each in document["collections"]} == ALL - hidden


def test_a_collection_tells_where_and_when(client):
    made.crime()
    made.crime(lon=-33.005, at=datetime(2026, 7, 1, tzinfo=UTC))
    told = client.get("/ogc/collections/crimes").json()
    assert told["extent"]["spatial"]["bbox"] == [[-33.005, 48.0, -33.0, 48.0]]
    assert told["extent"]["temporal"]["interval"] == [["2026-06-01T12:00:00Z", "2026-07-01T00:00:00Z"]]
    assert told["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
    assert "temporal" not in client.get("/ogc/collections/streets").json()["extent"]
    assert "spatial" not in client.get("/ogc/collections/cameras").json()["extent"]


def test_an_extent_tells_nothing_of_rows_that_are_not_for_the_viewer(olga, pavel, city):
    made.crime(area=made.area())
    assert "spatial" in made.signed_in(pavel).get("/ogc/collections/crimes").json()["extent"]
    assert made.signed_in(olga).get("/ogc/collections/crimes").json()["extent"] == {}


def test_next_leads_through_every_feature_once_while_others_come(client):
    there = [made.crime().pk for _ in range(7)]
    first = client.get(f"{CRIMES}?limit=3&kind=theft").json()
    assert (first["numberMatched"], first["numberReturned"], first["timeStamp"][-1]) == (7, 3, "Z")
    made.crime(kind="robbery")
    assert walked(client, f"{CRIMES}?limit=3&kind=theft") == there


def test_a_limit_above_the_most_is_the_most(client):
    made.crime()
    assert client.get(f"{CRIMES}?limit=9999999").status_code == 200


def test_boxes_choose_with_or_without_heights_and_across_180(client):
    here, east, west = made.crime(), made.crime(lon=179.99), made.crime(lon=-179.99)
    assert ids(client, f"{CRIMES}?bbox=-33.1,47,-32.9,49") == [here.pk]
    assert ids(client, f"{CRIMES}?bbox=-33.1,47,0,-32.9,49,100") == [here.pk]
    assert ids(client, f"{CRIMES}?bbox=179,40,-179,50") == [east.pk, west.pk]


MOMENTS = [
    ("2026-06-01T12:00:00Z", {"minute", "day", "span", "hour"}),
    ("2026-06-01T12:59:59Z", {"hour", "day", "span"}),
    ("2026-06-01T13:00:00Z", {"day", "span"}),
    ("2026-06-01", {"minute", "hour", "day", "span"}),
    ("2026-06-02", {"span"}),
    ("../2026-06-01T11:59:59Z", {"day"}),
    ("/2026-05-31", set()),
    ("2026-06-01T12:00:01Z/..", {"hour", "day", "span", "late"}),
    ("2026-06-03T00:00:00Z/2026-06-30T00:00:00+02:00", {"late"}),
    ("2026-06-05/", {"late"}),
    ("2026-06-10T00:00:00.5z/..", set()),
]


@pytest.mark.parametrize(("moment", "names"), MOMENTS)
def test_datetime_meets_moments_hours_days_and_intervals(client, moment, names):
    """The city is two hours behind UTC."""
    rows = {
        "minute": made.crime(),
        "hour": made.crime(time_precision="hour"),
        "day": made.crime(time_precision="day", at=datetime(2026, 6, 1, 2, tzinfo=UTC)),
        "span": made.crime(time_precision="interval", until=datetime(2026, 6, 2, 12, tzinfo=UTC)),
        "late": made.crime(at=datetime(2026, 6, 9, 12, tzinfo=UTC), day=date(2026, 6, 9)),
    }
    found = ids(client, f"{CRIMES}?datetime={moment.replace('+', '%2B')}")
    assert {name for name, row in rows.items() if row.pk in found} == names


def test_what_has_no_time_is_there_at_any_time(client):
    street = made.street()
    assert ids(client, "/ogc/collections/streets/items?datetime=1999-01-01") == [street.pk]


def test_filters_and_properties_choose(client):
    north, grave = made.crime(area=made.area()), made.crime(severity=1)
    assert ids(client, f"{CRIMES}?area=north") == [north.pk]
    assert ids(client, f"{CRIMES}?severity=1") == [grave.pk]
    assert ids(client, f"{CRIMES}?to=2026-06-01") == []
    working = made.camera(status="working")
    made.camera(status="repair")
    assert ids(client, "/ogc/collections/cameras/items?status=working&code=C-1") == [working.pk]


def test_one_feature_has_links_and_a_geometry(client):
    crime = made.crime(place="By the park")
    told = client.get(f"{CRIMES}/{crime.pk}").json()
    assert (told["type"], told["id"], told["properties"]["place"]) == ("Feature", crime.pk, "By the park")
    assert told["geometry"]["coordinates"] == [-33.0, 48.0]
    assert {"self", "alternate", "collection"} <= {link["rel"] for link in told["links"]}


BAD = [
    ("/ogc/nothing", 404),
    ("/ogc/collections/nothing", 404),
    ("/ogc/collections/nothing/items", 404),
    (f"{CRIMES}/1", 404),
    (f"{CRIMES}/first", 404),
    (f"{CRIMES}/99999999999999999999", 404),
    ("/ogc/?x=1", 400),
    ("/ogc/?f=xml", 400),
    ("/ogc/collections/crimes?bbox=0,0,1,1", 400),
    *(
        (f"{CRIMES}?{query}", 400)
        for query in (
            "limit=0",
            "limit=-1",
            "limit=ten",
            "after=-1",
            "bbox=1,2,3",
            "bbox=1,2,3,4,5",
            "bbox=nan,0,1,1",
            "bbox=0,50,1,40",
            "bbox=0,0,1,1&bbox=0,0,1,1",
            "datetime=yesterday",
            "datetime=",
            "datetime=..",
            "datetime=2026-02-30",
            "datetime=2026-06-01T25:00:00Z",
            "datetime=2026-06-01T12:00:00",
            "datetime=0001-01-01T00:00:00%2B23:59",
            "datetime=2026-06-02/2026-06-01",
            "datetime=a/b/c",
            "colour=red",
            "severity=grave",
            "severity=1&severity=2",
            "kind=nope",
            "f=xml",
            "f=html&f=json",
        )
    ),
]


@pytest.mark.parametrize(("address", "status"), BAD)
def test_a_bad_address_is_answered_by_one_sentence(client, address, status):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert answer.json()["error"].endswith(".")


def test_numbers_that_no_column_holds_match_nothing(client):
    made.crime(severity=1)
    assert ids(client, f"{CRIMES}?severity=999999999") == []


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("", "", "application/geo+json"),
        ("*/*", "", "application/geo+json"),
        ("application/geo+json, application/json", "", "application/geo+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "", "text/html"),
        ("text/html", "?f=json", "application/geo+json"),
        ("application/json", "?f=html", "text/html"),
    ],
)
def test_f_decides_and_without_it_what_the_client_accepts(client, accept, query, media_type):
    answer = client.get(f"{CRIMES}{query}", headers={"accept": accept})
    assert answer["Content-Type"].split(";")[0] == media_type


@pytest.mark.parametrize("path", ["/", "/conformance", "/collections", "/collections/crimes", "/api"])
def test_every_document_is_a_page_too(client, path):
    made.crime()
    page = client.get(f"/ogc{path}?f=html")
    assert (page.status_code, "<h1>" in page.content.decode()) == (200, True)


def test_the_pages_of_features_list_link_and_show(client):
    crime = made.crime(place="By the <park>")
    made.crime()
    listed = client.get(f"{CRIMES}?f=html&limit=1").content.decode()
    assert f'href="{CRIMES}/{crime.pk}?f=html"' in listed
    assert "By the &lt;park&gt;" in listed
    assert 'rel="next"' in listed
    head, row = (listed.split(f"<{part}>")[1].split(f"</{part}>")[0] for part in ("thead", "tbody"))
    assert head.count("<th ") == row.count("<td>") + 1
    assert "Theft" in client.get(f"{CRIMES}/{crime.pk}?f=html").content.decode()


def test_a_stranger_is_asked_for_a_token_by_programs_and_led_to_the_sign_in_by_browsers(db, client):
    from django.test import Client

    nobody = Client(SERVER_NAME="localhost")
    answer = nobody.get("/ogc/collections", headers={"accept": "application/json"})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Basic realm="Safe City"')
    assert nobody.get("/ogc/collections", headers={"accept": "text/html"})["Location"].startswith("/login/?next=/ogc/")
