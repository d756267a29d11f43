"""Work orders go their way, doubles are found and decided, campaigns know who answered."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from gis_app.devices.campaigns import actions as campaigns
from gis_app.devices.campaigns.queries import standings, visible_to
from gis_app.devices.models import Camera, Campaign, Check, Holding, Organisation, Twin, WorkOrder
from gis_app.devices.queries import visible_to as cameras
from gis_app.devices.registry.actions import Stated, register
from gis_app.devices.twins import actions as twins
from gis_app.devices.twins.queries import pairs
from gis_app.devices.workorders import actions as orders
from gis_app.devices.workorders.workflow import NEXT
from gis_app.errors import BadInput, Conflict, NotFoundHere, Refused
from gis_app.people import audit
from gis_app.people.models import AuditEvent
from gis_app.sources.models import Delivery, Source
from tests.layers import made

pytestmark = pytest.mark.django_db
METRE = 1 / 111_195


def from_another_list(**more) -> Camera:
    code = more.pop("list_code", "second_list")
    source, _made = Source.objects.get_or_create(code=code, defaults={"name": "Second list"})
    came = {"received_at": more.pop("received_at", made.NOON), "file_name": "b.csv", "state": "published"}
    delivery = Delivery.objects.create(source=source, **came)
    lat = more.pop("lat", 48.0)
    return made.camera(lat=lat, source=source, delivery=delivery, **more)


def test_an_order_goes_where_its_workflow_says_and_nowhere_else(pavel, city):
    row = orders.order(by=pavel, camera=made.camera().pk, work="prune", due=date(2026, 7, 1))
    for state, steps in NEXT.items():
        for step in WorkOrder.State.values:
            WorkOrder.objects.filter(pk=row.pk).update(state=state)
            if step in steps:
                assert orders.move(by=pavel, work=row.pk, state=step).state == step
            else:
                with pytest.raises(Conflict):
                    orders.move(by=pavel, work=row.pk, state=step)


def test_the_same_work_is_asked_for_once_until_it_is_done(pavel, city):
    camera = made.camera().pk
    first = orders.order(by=pavel, camera=camera, work="turn")
    with pytest.raises(Conflict):
        orders.order(by=pavel, camera=camera, work="turn")
    orders.move(by=pavel, work=first.pk, state="done")
    orders.order(by=pavel, camera=camera, work="turn")
    with pytest.raises(Conflict):
        orders.move(by=pavel, work=first.pk, state="open")
    assert AuditEvent.objects.filter(action__startswith="work.").count() == 3


def test_who_may_not_check_asks_for_no_work_and_who_sees_no_camera_neither(oksana, hanna, city):
    camera = made.camera().pk
    with pytest.raises(Refused):
        orders.order(by=oksana, camera=camera, work="turn")
    with pytest.raises(NotFoundHere):
        orders.order(by=hanna, camera=camera, work="turn")


@pytest.mark.parametrize(
    ("metres", "azimuths", "found"),
    [(0, (90, 90), True), (7, (350, 20), True), (9, (90, 90), False), (1, (90, 180), False), (1, (None, 180), True)],
)
def test_cameras_of_two_lists_close_together_and_alike_are_doubles(pavel, city, metres, azimuths, found):
    made.camera(azimuth=azimuths[0])
    from_another_list(lat=48 + metres * METRE, azimuth=azimuths[1])
    assert bool(pairs(pavel)) is found


def test_one_lists_cameras_on_one_pole_are_no_doubles_unless_they_have_one_number(pavel, city):
    made.camera(code="a", azimuth=10)
    made.camera(code="b", azimuth=10)
    assert pairs(pavel) == []
    Camera.objects.update(inventory_number="SVN-7")
    [pair] = pairs(pavel)
    assert pair.numbered


def test_the_fuller_passport_is_the_one_to_go_on(pavel, city):
    made.camera(code="bare")
    full = from_another_list(code="full", purpose="Order", owner=Organisation.objects.create(name="Roads"))
    [pair] = pairs(pavel)
    assert (pair.first, pair.second.code) == (full, "bare")


def test_doubles_are_decided_once_and_taken_back(pavel, oksana, city):
    first, second = made.camera(), from_another_list()
    assert pairs(oksana) == []
    twins.decide(by=pavel, keep=second.pk, other=first.pk, same=True)
    assert set(cameras(pavel)) == {second}
    assert pairs(pavel) == []
    with pytest.raises(Conflict):
        twins.decide(by=pavel, keep=first.pk, other=second.pk, same=True)
    twins.undo(by=pavel, twin=Twin.objects.get().pk)
    assert cameras(pavel).count() == 2
    twins.decide(by=pavel, keep=first.pk, other=second.pk, same=False)
    with pytest.raises(Conflict, match="before you"):
        twins.decide(by=pavel, keep=first.pk, other=second.pk, same=True)
    assert (pairs(pavel), cameras(pavel).count()) == ([], 2)


@pytest.fixture
def campaign(pavel, city) -> Campaign:
    firms = [Organisation.objects.create(name=name) for name in ("Roads", "Schools", "Yard")]
    return campaigns.begin(
        by=pavel,
        title="Autumn",
        due=timezone.now().date() + timedelta(days=10),
        organisations=[one.pk for one in firms],
    )


def states(user, campaign, days=0) -> dict[str, str]:
    now = timezone.now() + timedelta(days=days)
    return {one.asked.organisation.name: one.state for one in standings(user, campaign, now)}


def firm(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def test_who_has_answered_and_who_is_late(pavel, hanna, campaign):
    assert set(states(pavel, campaign).values()) == {"waiting"}
    from_another_list(owner=firm("Roads"), received_at=timezone.now())
    Holding.objects.create(person=hanna, organisation=firm("Yard"))
    campaigns.answer(by=hanna, asked=campaign.asked.get(organisation__name="Yard").pk)
    assert states(pavel, campaign, days=12) == {"Roads": "answered", "Schools": "late", "Yard": "answered"}
    told = {one.asked.organisation.name: one.how for one in standings(pavel, campaign)}
    assert told == {"Roads": "list", "Schools": "", "Yard": "word"}


def test_a_list_of_before_is_no_answer_and_an_answer_after_the_day_is_late(pavel, campaign):
    from_another_list(owner=firm("Roads"), received_at=campaign.began_at - timedelta(days=1))
    late = {"received_at": campaign.began_at + timedelta(days=20), "list_code": "third_list"}
    from_another_list(owner=firm("Schools"), **late)
    assert states(pavel, campaign, days=30) == {"Roads": "late", "Schools": "answered_late", "Yard": "late"}


def test_a_list_that_comes_again_unchanged_is_an_answer(pavel, campaign):
    row = from_another_list(owner=firm("Roads"), received_at=campaign.began_at - timedelta(days=1))
    came = {"received_at": timezone.now(), "file_name": "b.csv"}
    refused = Delivery.objects.create(source=row.source, state="refused", **came)
    assert states(pavel, campaign)["Roads"] == "waiting"
    Delivery.objects.filter(pk=refused.pk).update(state="published")
    assert states(pavel, campaign) == {"Roads": "answered", "Schools": "waiting", "Yard": "waiting"}


def test_a_camera_registered_by_hand_is_no_list(pavel, hanna, campaign):
    Holding.objects.create(person=hanna, organisation=firm("Yard"))
    register(by=hanna, organisation=firm("Yard").pk, stated=Stated(-33.0, 48.0, "Gate"))
    assert states(pavel, campaign)["Yard"] == "waiting"


def test_the_first_answer_counts_and_is_never_made_late(hanna, pavel, campaign):
    Holding.objects.create(person=hanna, organisation=firm("Yard"))
    asked = campaign.asked.get(organisation__name="Yard")
    first = campaigns.answer(by=hanna, asked=asked.pk)
    again = campaigns.answer(by=pavel, asked=asked.pk)
    assert (again.answered_at, again.answered_by) == (first.answered_at, hanna.pk)
    told = AuditEvent.objects.filter(action="campaign.answer").order_by("pk").values_list("new__again", flat=True)
    assert list(told) == [False, True]


def test_one_cameras_newest_check_says_nothing_of_another(pavel, campaign):
    one, other = made.camera(code="a", owner=firm("Roads")), made.camera(code="b", lat=48.005)
    noon, later = timezone.now(), timezone.now() + timedelta(hours=1)
    for camera, at, view in ((one, noon, "missing"), (one, later, "clear"), (other, noon, "clear")):
        Check.objects.create(uuid=uuid4(), camera=camera, at=at, received_at=at, view=view, by=pavel.pk)
    told = {one.asked.organisation.name: one.missing for one in standings(pavel, campaign)}
    assert told["Roads"] == 0


def test_an_answer_that_contradicts_says_by_what(pavel, campaign):
    one = made.camera(owner=firm("Roads"), azimuth=5)
    from_another_list(owner=firm("Schools"), azimuth=5)
    Check.objects.create(
        uuid="0" * 32, camera=one, at=timezone.now(), received_at=timezone.now(), view="missing", by=pavel.pk
    )
    told = {one.asked.organisation.name: (one.doubles, one.missing) for one in standings(pavel, campaign)}
    assert told == {"Roads": (1, 1), "Schools": (1, 0), "Yard": (0, 0)}


def test_a_holder_sees_the_own_question_alone(hanna, oksana, campaign):
    assert not visible_to(hanna).exists()
    Holding.objects.create(person=hanna, organisation=firm("Yard"))
    assert list(states(hanna, campaign)) == ["Yard"]
    with pytest.raises(NotFoundHere):
        campaigns.answer(by=hanna, asked=campaign.asked.get(organisation__name="Roads").pk)
    assert not visible_to(oksana).exists()


@pytest.mark.parametrize(
    "more", [{"title": " "}, {"due": date(2020, 1, 1)}, {"organisations": []}, {"organisations": [0]}]
)
def test_a_campaign_that_asks_nobody_or_has_ended_before_is_refused(pavel, city, more):
    due = timezone.now().date() + timedelta(days=3)
    asked = [Organisation.objects.create(name="A").pk]
    with pytest.raises(BadInput):
        campaigns.begin(by=pavel, **{"title": "T", "due": due, "organisations": asked, **more})
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(("hour", "taken"), [(1, True), (3, False)])
def test_a_campaign_s_last_day_is_to_come_by_the_city_s_clock(pavel, city, monkeypatch, hour, taken):
    """The city lies two hours west of Greenwich: at one o'clock there its day before is not over."""
    monkeypatch.setattr(audit.timezone, "now", lambda: datetime(2026, 7, 2, hour, tzinfo=UTC))
    told = {"title": "T", "due": date(2026, 7, 2), "organisations": [Organisation.objects.create(name="A").pk]}
    with nullcontext() if taken else pytest.raises(BadInput):
        campaigns.begin(by=pavel, **told)
    assert Campaign.objects.exists() is taken


def test_the_planners_forms_decide(pavel, oksana, browser_of, campaign):
    first, second = made.camera(owner=firm("Roads")), from_another_list()
    browser = browser_of(pavel)
    assert browser.post("/cameras/doubles", {"keep": first.pk, "other": second.pk, "same": "1"}).status_code == 302
    assert browser.get("/campaigns/begin").status_code == 200
    sent = {"title": "Spring", "due": "2099-01-01", "organisation": [firm("Roads").pk]}
    assert browser.post("/campaigns/begin", sent).status_code == 302
    assert browser.post("/campaigns/begin", {**sent, "due": "soon"}).status_code == 400
    assert browser.post(f"/campaigns/{campaign.pk}/end").status_code == 302
    assert browser_of(oksana).post("/campaigns/begin", sent).status_code == 403
    order = orders.order(by=pavel, camera=first.pk, work="clean")
    answer = browser.post(f"/work-orders/{order.pk}/step", {"state": "done", "back": "//evil.example"})
    assert answer["Location"] == f"/cameras/{first.pk}/"
