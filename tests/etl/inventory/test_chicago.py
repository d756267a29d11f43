"""The real lists of Chicago's cameras, as they came in 2023 and again in 2026."""

import pytest

from etl.derive.inventory import reconcile
from etl.run import deliver, load_city
from gis_app.devices.inventory.actions import accept_all
from gis_app.devices.inventory.models import Proposal
from gis_app.devices.models import Camera
from gis_app.devices.queries import visible_to
from gis_app.jobs import actions
from tests.etl.files import city_file
from tests.real import real

SPEED = "chicago/cameras_speed_2023.csv", "chicago/cameras_speed_2026-02-22.csv"
RED_LIGHT = "chicago/cameras_red_light_2023.csv", "chicago/cameras_red_light_2026-01-22.csv"
VERDICTS = ("stored", "listed", "same", "moved", "new", "gone")


@pytest.fixture
def chicago(db, tmp_path, monkeypatch):
    monkeypatch.setattr(actions, "BEAT_SECONDS", 600)
    return load_city(city_file(tmp_path, boundary=[-87.95, 41.64, -87.52, 42.03]))


def test_speed_cameras_keep_their_ids(chicago):
    """157 ids stay, one of them 2.5 m to the west and two with shorter addresses; 55 are new, 3 are gone."""
    before, after = map(real, SPEED)
    deliver(before, "chicago_speed_cameras")
    told = reconcile(after)
    assert [told[name] for name in VERDICTS] == [160, 212, 157, 0, 55, 3]
    changed = {one["new"]: one["metres"] for one in told["proposals"] if one["verdict"] == "same"}
    assert changed == {"CHI187 1817 N Clark St": 2.49, "CHI090 2448 Clybourn": 0.0, "CHI142 9618 S. Ewing": 0.0}


def test_speed_cameras_after_their_delivery_wait_for_a_person(chicago):
    before, after = map(real, SPEED)
    deliver(before, "chicago_speed_cameras")
    assert not Proposal.objects.exists()
    deliver(after, "chicago_speed_cameras")
    verdicts = list(Proposal.objects.values_list("verdict", flat=True))
    assert {verdict: verdicts.count(verdict) for verdict in set(verdicts)} == {"new": 55, "gone": 3}
    assert not Camera.objects.filter(status="removed").exists()


def test_red_light_cameras_have_no_key_in_common(chicago, pavel):
    """300 cameras both times: 2 where they were, 297 some metres off, 1 gone and 1 new.

    The old list tells a crossing's middle, the new one each camera's own place. The one left over is the same camera
    too, as name, direction and day say, but the new list has it a kilometre to the south: a person must see that.
    """
    before, after = map(real, RED_LIGHT)
    deliver(before, "chicago_red_light_cameras")
    told = reconcile(after)
    assert [told[name] for name in VERDICTS] == [300, 300, 2, 297, 1, 1]
    alone = [one["old"] or one["new"] for one in told["proposals"] if one["verdict"] in ("gone", "new")]
    assert alone == ["California-Diversey WB California-Diversey", "2800 West Diversey WB 2800 West Diversey"]
    turned = [one for one in told["proposals"] if one["verdict"] == "moved" and one["turn"] > 45]
    assert len(turned) == 4
    assert all(one["rivals"] for one in turned)
    deliver(after, "chicago_red_light_cameras")
    assert visible_to(pavel).count() == 600
    certain = Proposal.objects.filter(verdict="moved", rivals=0, metres__lte=100).count()
    assert len(accept_all(by=pavel, source=None, verdict="same")) == 2
    assert len(accept_all(by=pavel, source=None, verdict="moved", within_m=100)) == certain
    assert visible_to(pavel).count() == 598 - certain
