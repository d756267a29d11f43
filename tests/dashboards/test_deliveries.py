"""The page of deliveries: the account for all who see deliveries, rejected rows for those who may read incidents."""

from importlib import import_module

import pytest

from gis_app.sources.models import Delivery, Rejection
from tests.dashboards import calls
from tests.layers import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(city) -> Delivery:
    """A delivery one of whose three rows was rejected."""
    found = made.delivery()
    counts = {"read": 3, "loaded": 2, "rejected": 1, "reasons": {"bad_date": 1}, "state": "published"}
    Delivery.objects.filter(pk=found.pk).update(**counts)
    told = {"key": "3", "layer": "crimes", "line": 4, "reason": "bad_date", "raw": {"place": "Mill Street 5"}}
    Rejection.objects.create(source=found.source, delivery=found, last_delivery=found, **told)
    return found


@pytest.mark.parametrize(
    ("who", "workspace", "reads"),
    [("pavel", "planner", True), ("anna", "auditor", True), ("artem", "administrator", False)],
)
def test_who_may_not_read_rejected_rows_is_offered_none(everybody, browser_of, delivery, who, workspace, reads):
    browser = browser_of(everybody[who])
    pages = import_module(f"dashboards.{workspace}.app").PAGES
    app = pages.get("data") or pages[""]
    address = app.config.requests_pathname_prefix
    page = browser.get(f"{address}_dash-layout").content.decode()
    assert ("Rows read" in page, "kept whole, with their reason" in page) == (True, reads)
    [output] = [key for key in app.callback_map if "detail.children" in key]
    sent = calls.body(app, output, {"place.search": f"?delivery={delivery.pk}"})
    told = calls.post(browser, address, sent).content.decode()
    assert "1 row rejected" in told
    assert ("rejections.csv" in told, "The row as it came" in told) == (reads, reads)
