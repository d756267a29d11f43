"""At the pole without a network: what was looked at waits on the phone, and is one check when there is one again."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from gis_app.devices.models import Camera, Check, Standing
from gis_app.devices.pages import survey
from tests.browser.sight import context_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CACHED = """async () => {
  await navigator.serviceWorker.ready;
  const wanted = JSON.parse(document.getElementById("config").textContent).kept.length;
  const kept = async () => (await (await caches.open("survey-1")).keys()).length;
  while (await kept() < wanted) await new Promise((go) => setTimeout(go, 100));
  return true;
}"""


@pytest.fixture
def photo(tmp_path) -> Path:
    picture = Image.new("RGB", (3000, 1500), "green")
    exif = Image.Exif()
    exif[0x010F] = "SECRET-PHONE"
    path = tmp_path / "pole.jpg"
    picture.save(path, exif=exif)
    return path


@pytest.fixture
def away(settings, tmp_path):
    """Photos go into a folder of the test."""

    class Home:
        root, media = tmp_path, tmp_path / "media"

    settings.HOME = Home
    return Home


@pytest.fixture
def phone_of(chromium, live_server, browser_of):
    """A signed-in phone: its own word of a lost network or a refused check is no mistake, anything else is."""
    wrong, contexts = [], []

    def signed_in(person):
        size = {"width": 390, "height": 844}
        context = context_of(chromium, viewport=size, base_url=live_server.url, locale="en-GB")
        session = browser_of(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        return page

    yield signed_in
    for context in contexts:
        context.close()
    expected = re.compile(r"ERR_INTERNET_DISCONNECTED|status of [45]00")
    assert [line for line in wrong if not expected.search(line)] == []


def test_a_check_without_a_network_waits_and_is_sent_once(phone_of, town, pavel, photo, away):
    camera = Camera.objects.get()
    page = phone_of(pavel)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 48.001, "longitude": -33.0001, "accuracy": 7})
    page.goto(f"/survey/?camera={camera.pk}")
    page.wait_for_function(CACHED)
    expect(page.locator("#near button").first).to_have_attribute("aria-pressed", "true")

    page.context.set_offline(True)
    page.goto(f"/survey/?camera={camera.pk}")
    expect(page.locator("#net")).to_contain_text("No network")
    page.get_by_role("button", name="Take the place").click()
    expect(page.locator("#where")).to_contain_text("exact to 7 m")
    expect(page.locator("#near button").first).to_contain_text(re.compile(r"SH-0001.*\d+ m away"))
    page.locator("#azimuth").fill("271.5")
    page.get_by_label("view blocked").check()
    page.locator("#photo").set_input_files(photo)
    page.get_by_label("Note").fill("lime tree")
    # Pressed twice while the photo is made small, it is one check.
    page.get_by_role("button", name="Save the check").dblclick()
    expect(page.locator("#told")).to_contain_text("Kept on this phone")
    expect(page.locator("#count")).to_have_text("waiting to be sent: 1")
    assert not Check.objects.exists()
    page.goto("/survey/")
    expect(page.locator("#count")).to_have_text("waiting to be sent: 1")

    page.context.set_offline(False)
    expect(page.locator("#count")).to_have_text("Everything is sent.")
    row = Check.objects.get()
    assert (row.camera, row.view, row.azimuth, row.accuracy_m, row.note) == (camera, "occluded", 271.5, 7, "lime tree")
    assert Standing.objects.get(camera=camera).in_focus is False
    kept = (away.media / "photos" / row.photo).read_bytes()
    assert b"SECRET" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (2048, 1024)


def test_what_the_server_refuses_says_so_and_can_be_discarded(phone_of, town, pavel):
    page = phone_of(pavel)
    page.goto(f"/survey/?camera={Camera.objects.get().pk}")
    expect(page.locator("#near button").first).to_have_attribute("aria-pressed", "true")
    page.locator("#azimuth").fill("700")
    page.get_by_label("clear and sharp").check()
    page.get_by_role("button", name="Save the check").click()
    expect(page.locator("#queue")).to_contain_text("Not taken: Longitude, latitude and direction are in degrees.")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#count")).to_have_text("Everything is sent.")
    assert not Check.objects.exists()


def test_a_check_at_which_the_server_fails_does_not_hold_back_the_next(phone_of, town, pavel, monkeypatch):
    real = survey.record_check

    def stumbling(*, by, found, photo=None):
        return {}["x"] if found.azimuth == 13 else real(by=by, found=found, photo=photo)

    monkeypatch.setattr(survey, "record_check", stumbling)
    page = phone_of(pavel)
    # The phone tries again by itself each half a minute: here the button does.
    page.add_init_script("window.setInterval = () => 0")
    page.goto(f"/survey/?camera={Camera.objects.get().pk}")
    for degrees, status in (("13", 500), ("14", 200)):
        page.locator("#find").fill("sh-0001")
        page.locator("#near button").first.click()
        page.locator("#azimuth").fill(degrees)
        page.get_by_label("clear and sharp").check()
        with page.expect_response(lambda told, status=status: told.status == status and "send" in told.url):
            page.get_by_role("button", name="Save the check").click()
        expect(page.locator("#queue")).to_contain_text("The server failed at this check.")
    expect(page.locator("#count")).to_have_text("waiting to be sent: 1")
    assert [row.azimuth for row in Check.objects.all()] == [14]
    monkeypatch.setattr(survey, "record_check", real)
    page.locator("#send").click()
    expect(page.locator("#count")).to_have_text("Everything is sent.")
    assert Check.objects.count() == 2


def test_nothing_is_kept_without_a_camera_or_a_view(phone_of, town, pavel):
    page = phone_of(pavel)
    page.goto("/survey/")
    page.get_by_role("button", name="Save the check").click()
    expect(page.locator("#told")).to_contain_text("Choose the camera")
    page.locator("#find").fill("sh-0001")
    page.locator("#near button").first.click()
    page.get_by_role("button", name="Save the check").click()
    expect(page.locator("#told")).to_have_text("Say what is seen.")
