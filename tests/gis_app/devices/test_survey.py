"""What is found at the pole: once, by whom it is to be told, with a photo of which only the picture stays."""

import io
import random
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from gis_app.devices.models import Check, Standing, WorkOrder
from gis_app.devices.survey import photos, queries
from gis_app.devices.survey.actions import Found, adopt, record_check
from gis_app.errors import BadInput, Conflict, NotFoundHere, Refused
from gis_app.people.models import AuditEvent
from tests.layers import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings, tmp_path):
    class Home:
        root, media = tmp_path, tmp_path / "media"

    settings.HOME = Home
    return tmp_path / "media"


def found(**more) -> Found:
    return Found(**{"uuid": uuid4(), "at": timezone.now(), "view": "clear", **more})


def picture(form: str = "JPEG", size=(40, 20), **more) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, form, **more)
    out.seek(0)
    return out


def with_place() -> io.BytesIO:
    """A photo that tells where it was taken and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRET-PHONE"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif)


def test_a_check_is_kept_once_whatever_the_phone_sends_again(pavel, city):
    camera, one = made.camera(), found(view="occluded")
    told = one.__class__(**{**one.__dict__, "camera": camera.pk})
    assert [record_check(by=pavel, found=told)[1] for _time in range(3)] == [True, False, False]
    assert Check.objects.count() == AuditEvent.objects.filter(action="camera.check").count() == 1


def test_anothers_number_is_refused(pavel, oksana, olga, city):
    one = found(camera=made.camera().pk)
    record_check(by=pavel, found=one)
    with pytest.raises(Conflict):
        record_check(by=olga, found=one)
    with pytest.raises(Refused):
        record_check(by=oksana, found=one)


def test_the_newest_check_decides_in_whatever_order_they_come(pavel, city):
    camera, now = made.camera(), timezone.now()
    for hours, view in ((1, "clear"), (3, "occluded"), (2, "unfocused")):
        record_check(by=pavel, found=found(camera=camera.pk, at=now - timedelta(hours=hours), view=view))
    standing = Standing.objects.get(camera=camera)
    assert (standing.in_focus, standing.occluded_at, standing.seen_at) == (True, None, now - timedelta(hours=1))


def test_a_view_is_blocked_since_the_first_check_that_said_so(pavel, city):
    camera, now = made.camera(), timezone.now()
    for hours in (5, 2):
        record_check(by=pavel, found=found(camera=camera.pk, at=now - timedelta(hours=hours), view="occluded"))
    assert Standing.objects.get(camera=camera).occluded_at == now - timedelta(hours=5)


@pytest.mark.parametrize(
    "more",
    [
        {"view": "lovely"},
        {"camera": None},
        {"at": timezone.now() - timedelta(days=91)},
        {"at": timezone.now() + timedelta(days=2)},
        {"azimuth": 361.0},
        {"lon": 181.0, "lat": 0.0},
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(pavel, city, more):
    with pytest.raises(BadInput):
        record_check(by=pavel, found=found(**{"camera": made.camera().pk, **more}))
    assert not Check.objects.exists()


def test_a_camera_that_is_not_ones_own_is_not_there(hanna, city):
    with pytest.raises(NotFoundHere):
        record_check(by=hanna, found=found(camera=made.camera().pk))


def test_one_that_is_in_no_register_has_its_place(pavel, city):
    row, _new = record_check(by=pavel, found=found(lon=-33.0, lat=48.0, azimuth=12.0))
    assert (row.camera, row.point.coords, row.azimuth) == (None, (-33.0, 48.0), 12.0)


def test_what_was_found_in_no_register_is_given_to_the_camera_that_it_is(pavel, olga, city):
    near, far = made.camera(-33.0, 48.0001, code="near"), made.camera(-33.0, 48.001, code="far")
    made.camera(-33.0, 48.009, code="away")
    row, _new = record_check(by=pavel, found=found(lon=-33.0, lat=48.0, view="occluded"))
    assert [code for _pk, code, _metres in queries.nearest(pavel, row, 3)] == ["near", "far"]
    assert queries.nearest(pavel, row, 3)[0][2] == pytest.approx(11.1, abs=0.1)
    with pytest.raises(Refused):
        adopt(by=olga, check=row.pk, camera=near.pk)
    adopt(by=pavel, check=row.pk, camera=near.pk)
    assert Standing.objects.get(camera=near).in_focus is False
    assert not queries.unregistered(pavel).exists()
    with pytest.raises(NotFoundHere):
        adopt(by=pavel, check=row.pk, camera=far.pk)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_of_a_photo_the_picture_alone_stays(media, form):
    bare = photos.cleaned(picture(form).read())
    with Image.open(io.BytesIO(bare)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (40, 20))


def test_where_and_with_what_a_photo_was_taken_is_gone_and_it_stands_upright(media):
    given = with_place().read()
    assert b"SECRET-PHONE" in given
    bare = photos.cleaned(given)
    assert b"SECRET" not in bare
    assert b"Exif" not in bare
    with Image.open(io.BytesIO(bare)) as kept:
        assert kept.size == (20, 40)
        assert not kept.getexif()


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_is_turned_as_the_phone_says(turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    with Image.open(io.BytesIO(photos.cleaned(picture(exif=exif).read()))) as kept:
        assert kept.size == ((40, 20) if turn < 5 else (20, 40))


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_whatever_is_broken_in_a_photo_it_is_kept_or_refused(form):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "PHONE"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8769)[0x9003] = "2024:01:01 00:00:00"
    whole, chance, kept = picture(form, exif=exif).read(), random.Random(20), 0
    begin = max(whole.find(b"MM\0*"), whole.find(b"II*\0"))
    for _turn in range(300):
        broken = bytearray(whole)
        for _byte in range(chance.randint(1, 4)):
            broken[begin + chance.randrange(120)] = chance.randrange(256)
        with suppress(BadInput):
            kept += photos.cleaned(bytes(broken)).startswith(b"\xff\xd8")
    assert kept > 250


def test_a_large_photo_is_made_smaller(media):
    with Image.open(io.BytesIO(photos.cleaned(picture(size=(4000, 1000)).read()))) as kept:
        assert kept.size == (2048, 512)


@pytest.mark.parametrize(
    "given", [b"", b"<svg/>", b"GIF89a" + b"\0" * 40, picture().read()[:60], b"\xff\xd8" + b"\0" * 99]
)
def test_what_is_no_photo_is_refused(media, given):
    with pytest.raises(BadInput):
        photos.cleaned(given)


def test_a_photo_too_large_is_refused(media, monkeypatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 100)
    with pytest.raises(BadInput, match="too many pixels"):
        photos.cleaned(picture().read())
    monkeypatch.setattr(photos, "MOST_BYTES", 100)
    with pytest.raises(BadInput, match="larger than"):
        photos.cleaned(picture().read())


def test_who_sees_the_camera_sees_the_photo_and_nobody_else(media, everybody, browser_of, city):
    row, _new = record_check(
        by=everybody["pavel"], found=found(camera=made.camera(area=made.area()).pk), photo=picture()
    )
    codes = {name: browser_of(user).get(f"/photos/{row.uuid}.jpg").status_code for name, user in everybody.items()}
    assert {name for name, code in codes.items() if code == 200} == {"pavel", "oksana"}
    assert codes["olga"] == codes["hanna"] == 404
    assert codes["anna"] == 403


def test_the_form_marks_a_view_as_blocked_with_a_photo_and_asks_for_work(media, pavel, browser_of, city):
    camera, browser = made.camera(), browser_of(pavel)
    sent = {"uuid": uuid4(), "view": "occluded", "note": "lime tree", "work": "prune", "due": "2030-01-01"}
    answer = browser.post(f"/cameras/{camera.pk}/check", {**sent, "photo": picture()})
    assert answer.status_code == 302
    check, order = Check.objects.get(), WorkOrder.objects.get()
    assert (check.view, check.photo[-4:], order.work, order.check_made, order.note) == (
        "occluded", ".jpg", "prune", check, "lime tree",
    )  # fmt: skip
    page = browser.get(f"/cameras/{camera.pk}/").content.decode()
    assert f"/photos/{check.uuid}.jpg" in page
    assert "view blocked since" in page


def test_a_work_order_that_cannot_be_takes_the_check_with_it(pavel, browser_of, city):
    camera = made.camera()
    answer = browser_of(pavel).post(f"/cameras/{camera.pk}/check", {"view": "occluded", "work": "demolish"})
    assert answer.status_code == 400
    assert not Check.objects.exists()


def test_the_phone_sends_what_waited_and_is_told(pavel, browser_of, city, media):
    camera, browser = made.camera(), browser_of(pavel)
    sent = {
        "uuid": str(uuid4()),
        "at": timezone.now().isoformat(),
        "view": "turned",
        "camera": camera.pk,
        "azimuth": "270,5",
    }
    first = browser.post("/survey/send", {**sent, "photo": picture()})
    again = browser.post("/survey/send", {**sent, "photo": picture()})
    assert (first.json()["new"], again.json()["new"], first.json()["check"]) == (True, False, again.json()["check"])
    assert Check.objects.get().azimuth == 270.5
    assert browser.post("/survey/send", {**sent, "uuid": "x"}).json()["error"]
    assert browser.post("/survey/send", {"uuid": str(uuid4()), "view": "clear"}).status_code == 400


def test_the_survey_knows_the_cameras_of_the_person_and_asks_the_phone_for_its_place(pavel, hanna, browser_of, city):
    camera = made.camera(code="C-9", address="Mole 1")
    assert browser_of(pavel).get("/survey/cameras.json").json() == [[camera.pk, "C-9", "Mole 1", -33.0, 48.0]]
    assert browser_of(hanna).get("/survey/cameras.json").json() == []
    page = browser_of(pavel).get("/survey/")
    assert "geolocation=(self)" in page["Permissions-Policy"]
    assert "geolocation=()" in browser_of(pavel).get("/account/")["Permissions-Policy"]
    assert browser_of(pavel).get("/survey/worker.js")["Content-Type"].startswith("text/javascript")


def test_a_label_is_a_code_for_whom_may_see_the_camera(pavel, hanna, browser_of, city):
    camera = made.camera()
    answer = browser_of(pavel).get(f"/cameras/{camera.pk}/label.svg")
    assert (answer["Content-Type"], answer.content[:5]) == ("image/svg+xml", b"<?xml")
    assert browser_of(hanna).get(f"/cameras/{camera.pk}/label.svg").status_code == 404
