"""What the operator is told of the watch."""

from datetime import time

from dashboards.operator import duty
from tests.dashboards.test_card import text_of
from tests.layers import made


def watch(user, area, begins=time(0), ends=time(0), days=tuple(range(1, 8))):
    return made.Duty.objects.create(person=user, area=area, days=list(days), begins=begins, ends=ends)


def test_on_duty_the_areas_are_named_with_their_hours(city, olga):
    watch(olga, made.area(name="Old Town"))
    words = text_of(duty.notice(olga))
    assert "On duty" in words
    assert "Old Town" in words
    assert "round the clock" in words


def test_off_duty_with_a_watch_to_come_says_which(city, olga):
    watch(olga, made.area(name="Old Town"), time(8), time(20), days=())
    words = text_of(duty.notice(olga))
    assert "Off duty" in words
    assert "Old Town" in words
    assert "08:00–20:00" in words


def test_off_duty_without_any_says_whom_to_ask(city, olga):
    assert "Ask the administrator for an area and hours of duty." in text_of(duty.notice(olga))
