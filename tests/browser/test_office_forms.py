"""The office pages' forms, clicked twice as a hand does."""

import pytest

from gis_app.devices.models import Campaign, Organisation
from tests.layers import made

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_form_clicked_twice_is_sent_once(page, city):
    made.camera(owner=Organisation.objects.create(name="Yard"))
    page.goto("/campaigns/begin")
    page.locator('[name="title"]').fill("Spring")
    page.locator('[name="due"]').fill("2099-01-01")
    sent = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.evaluate(
        "() => { const form = document.querySelector('main form'); form.requestSubmit(); form.requestSubmit(); }"
    )
    page.wait_for_url("**/planner/cameras/?show=campaigns")
    assert len(sent) == 1
    assert Campaign.objects.count() == 1
