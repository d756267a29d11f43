"""The funnel counts what is declared, and never takes what nobody knows for a yes or a no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis_app.devices.registry.funnel import STAGES, area, by, funnel, known_of, owner
from tests.gis_app.devices.passport import TODAY, passport


@pytest.mark.parametrize(
    ("more", "known"),
    [
        ({}, (True, True, True, True)),
        ({"status": "planned"}, (False, True, True, True)),
        ({"status": "unknown", "installed_on": None}, (None, True, True, True)),
        ({"status": "unknown"}, (True, True, True, True)),
        ({"status": "unknown", "removed_on": TODAY}, (False, True, True, True)),
        ({"connection": "registered"}, (True, False, True, True)),
        ({"withdrawn": True}, (True, False, True, True)),
        ({"archive_days": None}, (True, True, None, True)),
        ({"archive_days": 29}, (True, True, False, True)),
        ({"in_focus": None, "seen_on": None}, (True, True, True, None)),
        ({"occluded_on": TODAY}, (True, True, True, False)),
    ],
)
def test_each_stage_is_yes_no_or_unknown(more, known):
    assert known_of(passport(**more), 30) == known


cameras = st.lists(
    st.builds(
        passport,
        status=st.sampled_from(["working", "planned", "unknown"]),
        installed_on=st.none(),
        connection=st.sampled_from(["registered", "integrated"]),
        archive_days=st.sampled_from([None, 7, 30]),
        in_focus=st.sampled_from([None, True, False]),
        holder_id=st.sampled_from([1, 2, None]),
    ),
    max_size=30,
)


@given(cameras)
def test_each_stage_counts_exactly_those_that_passed_the_one_before(found):
    told = funnel(found, 30)
    before = told.cameras
    for name in STAGES:
        one = told.stages[name]
        assert one.yes + one.no + one.unknown == before
        before = one.yes


@given(cameras)
def test_the_parts_sum_to_the_whole(found):
    whole, parts = funnel(found, 30), by(found, owner, 30)
    assert sum(one.cameras for one in parts) == whole.cameras
    for name in STAGES:
        assert sum(one.stages[name].yes for one in parts) == whole.stages[name].yes


def test_the_holder_answers_for_a_camera_and_without_one_the_owner():
    assert owner(passport()) == (2, "Roads")
    assert owner(passport(holder_id=None, holder="")) == (1, "City")
    assert area(passport(area_id=None, area="")) == (None, "")
