"""Who may see it is answered once: each role sees what it was promised, and not a row more."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.http import QueryDict

from gis_app.devices import queries as devices
from gis_app.devices.models import Camera, Holding, Organisation
from gis_app.incidents import queries as incidents
from gis_app.incidents.filters import Filters
from gis_app.incidents.models import Crime, RoadAccident
from gis_app.people import queries as people
from gis_app.places import queries as places
from gis_app.places.actions import give_duty
from gis_app.places.models import Area, AreaPiece, Building, Ground, Site, Street
from gis_app.sources import queries as sources
from gis_app.sources.models import Delivery, Rejection, Source

NIGHT = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # a Monday, 21:30 in the city
EAST, WEST = Point(-32.995, 48.0, srid=4326), Point(-33.005, 48.0, srid=4326)


@pytest.fixture
def delivery(db) -> Delivery:
    source = Source.objects.create(code="portal", name="Portal")
    return Delivery.objects.create(source=source, received_at=NIGHT, file_name="a.csv", file_path="a.csv", sha256="0")


@pytest.fixture
def imported(delivery) -> dict:
    return {"source": delivery.source, "delivery": delivery, "fingerprint": uuid4()}


@pytest.fixture
def area(imported):
    def make(kind: str, code: str, west: float, east: float) -> Area:
        box = Polygon.from_bbox((west, 47.99, east, 48.01))
        made = Area.objects.create(
            **imported, key=f"{kind}{code}", kind=kind, code=code, name=code, shape=MultiPolygon(box, srid=4326)
        )
        AreaPiece.objects.create(area=made, shape=box)
        return made

    return make


@pytest.fixture
def district(area, city) -> Area:
    return area("district", "east", -33.0, -32.99)


def crime(imported: dict, key: str, point: Point, area: Area | None, **more) -> Crime:
    facts = {"kind": "theft", "at": NIGHT, "day": date(2026, 6, 1), "time_precision": "minute"}
    return Crime.objects.create(**imported, key=key, point=point, area=area, place_precision="block", **facts | more)


@pytest.fixture
def crimes(imported, district, area) -> dict[str, Crime]:
    """One in the east, one in the west, one in no area."""
    western = area("district", "west", -33.01, -33.0)
    return {
        "east": crime(imported, "1", EAST, district),
        "west": crime(imported, "2", WEST, western),
        "nowhere": crime(imported, "3", Point(-33.02, 48.0, srid=4326), None),
    }


def seen(user) -> set[str]:
    return set(incidents.visible_to(user, Crime).values_list("key", flat=True))


def on_watch(olga, area, begins=time(0), ends=time(0), days=range(1, 8)):
    return give_duty(by=None, person=olga, area=area, begins=begins, ends=ends, days=days)


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        *[("pavel", "123"), ("oksana", "123"), ("olga", "3"), ("igor", "3")],
        *[("hanna", ""), ("anna", ""), ("artem", ""), ("stranger", "")],
    ],
)
def test_incidents_are_seen_by_planner_official_operator_and_police(everybody, crimes, who, keys):
    assert seen(everybody[who]) == set(keys)


def test_operator_and_police_see_only_districts_on_duty_and_rows_in_no_area(olga, igor, crimes, district):
    for person in (olga, igor):
        on_watch(person, district)
        assert seen(person) == {"1", "3"}


def test_duty_over_any_other_kind_of_area_counts_by_where_the_point_lies(olga, crimes, area):
    on_watch(olga, area("police_district", "07", -33.01, -33.0))
    assert seen(olga) == {"2", "3"}


def test_duty_over_the_city_is_everything_in_it(olga, crimes, area):
    on_watch(olga, area("city", "all", -33.01, -32.99))
    assert seen(olga) == {"1", "2", "3"}


@pytest.mark.parametrize(
    ("at", "on"),
    [
        (datetime(2026, 6, 1, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 6, 2, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 6, 2, 1, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 2, 2, 0, tzinfo=UTC), True),
        (datetime(2026, 6, 2, 7, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 2, 8, 0, tzinfo=UTC), False),
        (datetime(2026, 6, 3, 0, 0, tzinfo=UTC), False),
    ],
)
def test_a_night_watch_belongs_to_the_day_it_begins_on(olga, district, at, on):
    """Monday 22:00 to 06:00 in a city two hours behind UTC."""
    on_watch(olga, district, time(22), time(6), days=[1])
    assert (district.pk in places.on_duty(olga, at)) is on


@pytest.mark.parametrize(("hour", "on"), [(9, False), (10, True), (17, True), (18, False)])
def test_a_day_watch_ends_with_its_last_hour(olga, district, hour, on):
    on_watch(olga, district, time(8), time(16), days=[1])
    assert (district.pk in places.on_duty(olga, datetime(2026, 6, 1, hour, tzinfo=UTC))) is on


def test_a_second_role_adds_and_takes_nothing_away(olga, crimes):
    olga.roles = ["operator", "official"]
    assert seen(olga) == {"1", "2", "3"}


def test_cameras_are_seen_like_incidents_and_their_stream_by_operators_alone(everybody, imported, district):
    cameras = {
        name: Camera.objects.create(**imported, key=name, code=name, point=EAST, area=where, stream="rtsp://x")
        for name, where in (("a", district), ("b", None))
    }
    codes = {
        name: "".join(sorted(camera.code for camera in devices.visible_to(user))) for name, user in everybody.items()
    }
    none = {"hanna": "", "anna": "", "artem": "", "stranger": ""}
    assert codes == {"olga": "b", "igor": "b", "pavel": "ab", "oksana": "ab", **none}
    assert "stream" in devices.visible_to(everybody["pavel"]).get(code="a").get_deferred_fields()
    streams = {name: devices.stream_of(user, cameras["b"].pk) for name, user in everybody.items()}
    assert {name for name, stream in streams.items() if stream} == {"olga"}
    assert devices.stream_of(everybody["olga"], cameras["a"].pk) == ""


def test_a_holder_sees_the_own_cameras_and_what_was_withdrawn_is_the_owners_alone(everybody, imported):
    yard, other = (Organisation.objects.create(name=name) for name in ("Yard", "Other"))
    Holding.objects.create(person=everybody["hanna"], organisation=yard)
    facts = {"point": EAST, "code": "c"}
    Camera.objects.create(**imported, **facts, key="owned", owner=yard)
    Camera.objects.create(**imported, **facts, key="held", owner=other, holder=yard)
    Camera.objects.create(**imported, **facts, key="other", owner=other)
    Camera.objects.create(**imported, **facts, key="away", owner=yard, withdrawn_at=NIGHT)
    keys = {name: set(devices.visible_to(user).values_list("key", flat=True)) for name, user in everybody.items()}
    assert keys["hanna"] == {"owned", "held", "away"}
    assert keys["pavel"] == keys["oksana"] == keys["olga"] == keys["igor"] == {"owned", "held", "other"}
    assert keys["anna"] == keys["artem"] == keys["stranger"] == set()


def test_who_operates_and_holds_sees_both(everybody, imported, district):
    yard = Organisation.objects.create(name="Yard")
    everybody["hanna"].roles = ["holder", "operator"]
    Holding.objects.create(person=everybody["hanna"], organisation=yard)
    facts = {"point": EAST, "code": "c"}
    Camera.objects.create(**imported, **facts, key="own", owner=yard, area=district)
    Camera.objects.create(**imported, **facts, key="far", area=district)
    Camera.objects.create(**imported, **facts, key="nowhere")
    assert set(devices.visible_to(everybody["hanna"]).values_list("key", flat=True)) == {"own", "nowhere"}


@pytest.mark.parametrize("model", [Area, Street, Building, Site, Ground])
def test_places_are_for_all_who_signed_in(everybody, district, model):
    there = model.objects.count()
    seen = {name: places.visible_to(user, model).count() for name, user in everybody.items()}
    assert seen == {**dict.fromkeys(seen, there), "stranger": 0}


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (Source, {"olga", "pavel", "oksana", "anna", "artem", "igor", "hanna"}),
        (Delivery, {"pavel", "oksana", "anna", "artem"}),
        (Rejection, {"pavel", "oksana", "anna"}),
    ],
)
def test_deliveries_are_for_those_who_answer_for_them_and_rejected_rows_not_for_the_administrator(
    everybody, delivery, model, names
):
    rejected(delivery, "1", "no_coordinates")
    assert {name for name, user in everybody.items() if sources.visible_to(user, model).exists()} == names


def test_the_audit_is_for_the_auditor_alone(everybody, district):
    on_watch(everybody["olga"], district)
    assert {name for name, user in everybody.items() if people.audit_visible_to(user).exists()} == {"anna"}


def test_accounts_are_for_the_administrator_and_ones_own(everybody):
    counts = {name: people.visible_to(user).count() for name, user in everybody.items()}
    own = dict.fromkeys(("olga", "pavel", "oksana", "anna", "igor", "hanna"), 1)
    assert counts == {**own, "artem": 7, "stranger": 0}


def rejected(delivery, key: str, reason: str, **more) -> Rejection:
    whence = {"source": delivery.source, "delivery": delivery, "last_delivery": delivery}
    return Rejection.objects.create(**whence, key=key, layer="crimes", line=2, reason=reason, raw={}, **more)


def test_not_placed_counts_what_the_person_would_see(everybody, delivery, district):
    rejected(delivery, "1", "no_coordinates", area="east", day=date(2026, 6, 1))
    rejected(delivery, "2", "zero_coordinates", area="west", day=date(2026, 6, 1))
    rejected(delivery, "3", "bad_geometry", day=date(2026, 6, 2))
    rejected(delivery, "4", "duplicate", day=date(2026, 6, 1))
    rejected(delivery, "5", "no_coordinates", resolved_at=NIGHT)
    on_watch(everybody["olga"], district)
    counts = {name: incidents.not_placed(user, "crimes", Filters()).count() for name, user in everybody.items()}
    none = {"hanna": 0, "anna": 0, "artem": 0, "stranger": 0}
    assert counts == {"olga": 2, "igor": 1, "pavel": 3, "oksana": 3, **none}
    june_first = Filters(from_=date(2026, 6, 1), to=date(2026, 6, 2))
    assert incidents.not_placed(everybody["pavel"], "crimes", june_first).count() == 2


def test_the_scope_is_the_same_for_those_who_see_the_same(everybody, district):
    scope = {name: places.scope(user) for name, user in everybody.items()}
    assert scope["pavel"] == scope["oksana"]
    assert scope["anna"] == scope["artem"] != scope["olga"]
    on_watch(everybody["olga"], district)
    assert places.scope(everybody["olga"]) != scope["olga"]


def test_the_scope_of_cameras_tells_a_holder_from_a_watch_and_from_another_holder(everybody):
    before = {name: devices.scope(user) for name, user in everybody.items()}
    assert before["pavel"] == before["oksana"]
    assert before["olga"] == before["igor"] != before["hanna"]
    for name in ("Yard", "Other"):
        Holding.objects.filter(person=everybody["hanna"]).delete()
        Holding.objects.create(person=everybody["hanna"], organisation=Organisation.objects.create(name=name))
        assert devices.scope(everybody["hanna"]) not in before.values()
        before[name] = devices.scope(everybody["hanna"])


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", "1234"),
        ("from=2026-06-02", "4"),
        ("to=2026-06-02", "123"),
        ("kind=theft", "123"),
        ("kind=theft&kind=robbery", "1234"),
        ("area=east", "14"),
        ("area=district:west", "2"),
        ("area=beat:0711", "1"),
        ("area=police_district:07", "2"),
        ("precision=point", "4"),
        ("precision=block", "1234"),
        ("precision=minute", "123"),
        ("precision=day", "1234"),
    ],
)
def test_filters_leave_what_they_say(pavel, imported, crimes, district, area, query, keys):
    area("police_district", "07", -33.01, -33.0)
    Crime.objects.filter(key="1").update(beat=area("beat", "0711", -33.0, -32.99))
    crime(imported, "4", EAST, district, kind="robbery", day=date(2026, 6, 2), time_precision="day")
    Crime.objects.filter(key="4").update(place_precision="point")
    rows = incidents.filtered(incidents.visible_to(pavel, Crime), Filters.parse(QueryDict(query)))
    assert set(rows.values_list("key", flat=True)) == set(keys)


def test_accidents_are_asked_the_same_way(pavel, anna, city):
    assert incidents.visible_to(pavel, RoadAccident).query.is_empty() is False
    assert incidents.visible_to(anna, RoadAccident).query.is_empty() is True
