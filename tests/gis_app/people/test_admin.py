"""The administrator's pages change people by acts only."""

import re
from datetime import date

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.utils.text import capfirst

from gis_app.people.models import AuditEvent, User
from gis_app.places.models import Area, City, Duty, Site
from gis_app.sources.models import Delivery, Source
from tests.layers import made


@pytest.fixture
def office(artem, browser_of):
    return browser_of(artem)


def test_a_person_is_added_with_a_password_shown_once(office, artem):
    page = office.post(
        "/admin/people/user/add/", {"username": "nina", "full_name": "", "roles": ["auditor"]}, follow=True
    )
    nina = User.objects.get(username="nina")
    shown = str(next(iter(page.context["messages"])))
    assert nina.check_password(shown.rsplit(" ", 1)[1])
    assert AuditEvent.objects.get().actor == artem.pk


def test_a_person_is_changed_and_blocked(office, pavel):
    office.post(f"/admin/people/user/{pavel.pk}/change/", {"full_name": "Pavel V.", "roles": ["official"]})
    pavel.refresh_from_db()
    assert (pavel.roles, pavel.is_active, pavel.full_name) == (["official"], False, "Pavel V.")
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {"user.roles", "user.block", "user.rename"}


def test_nobody_is_deleted(office, pavel):
    assert office.post(f"/admin/people/user/{pavel.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=pavel.pk).exists()


def test_a_watch_is_given_and_ended(office, olga):
    source = Source.objects.create(code="a", name="A")
    whence = {"received_at": "2026-06-01T00:00Z", "file_name": "a", "file_path": "a", "sha256": "0"}
    delivery = Delivery.objects.create(source=source, newest=date(2026, 6, 1), **whence)
    shape = MultiPolygon(Polygon.from_bbox((-33.0, 47.99, -32.99, 48.01)), srid=4326)
    marks = {"source": source, "delivery": delivery, "fingerprint": "0" * 32, "key": "1"}
    east = Area.objects.create(kind="district", code="east", name="East", shape=shape, **marks)
    form = {"person": olga.pk, "area": east.pk, "days": [1, 2], "begins": "22:00", "ends": "06:00"}
    assert office.post("/admin/places/duty/add/", form).status_code == 302
    watch = Duty.objects.get()
    assert watch.days == [1, 2]
    assert office.get("/admin/places/duty/").status_code == 200
    office.post(f"/admin/places/duty/{watch.pk}/delete/", {"post": "yes"})
    assert not Duty.objects.exists()
    assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True)) == ["duty.give", "duty.end"]


def test_the_machine_room_has_no_doors_of_its_own(office, artem):
    assert office.get("/admin/password_change/")["Location"] == "/account/"
    assert office.post("/admin/logout/")["Location"] == "/login/"
    assert AuditEvent.objects.get().action == "user.sign_out"


def test_places_are_told_in_the_readers_language(office, city):
    made.area(names={"ru": "Северный"})
    made.site(name="School 5", names={"kk": "№5 мектеп"}, area=Area.objects.get())
    office.cookies["django_language"] = "ru"
    said = [office.get(address).content.decode() for address in ("/admin/places/area/", "/admin/places/site/")]
    assert all("Северный" in page for page in said)
    for page, kind, code in ((said[0], "Район", "district"), (said[1], "Школа", "school")):
        assert f">{kind}<" in page
        assert f">{code}<" not in page
    narrowed = office.get("/admin/places/area/?kind=beat").content.decode()
    assert "Северный" not in narrowed


@pytest.mark.parametrize("language", ["ru", "uk", "kk"])
def test_no_field_of_a_place_or_a_person_keeps_its_english_name(office, city, pavel, language):
    own = {capfirst(field.verbose_name) for model in (Area, City, Duty, Site) for field in model._meta.fields}
    area, _site = made.area(), made.site()
    office.cookies["django_language"] = language
    pages = (f"places/area/{area.pk}/change/", f"places/city/{city.pk}/change/", "places/duty/add/", "places/site/")
    for address in (*pages, f"people/user/{pavel.pk}/change/", "people/user/"):
        page = office.get(f"/admin/{address}").content.decode()
        said = re.findall(r"<label[^>]*>([^<]+)|class=\"text\"[^>]*>\s*(?:<a[^>]*>|<span>)?([^<]+)", page)
        names = {name.strip().rstrip(":") for pair in said for name in pair if name.strip()}
        assert names, address
        assert names & own == set(), address
