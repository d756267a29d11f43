"""The small parts: numbers, accounts, states."""

from django.utils.translation import override

from dashboards import controls

ACCOUNT = {"read": 50_214, "loaded": 1_312, "updated": 418, "unchanged": 48_301, "rejected": 183}


def test_the_account_is_printed_as_a_sum():
    assert controls.account_sum(ACCOUNT) == "50,214 = 1,312 + 418 + 48,301 + 183"


def test_a_russian_reader_sees_thin_spaces_and_a_decimal_comma():
    with override("ru"):
        assert controls.number(1_284) == "1\u202f284"
        assert controls.number(97.84, 1) == "97,8"


def test_the_bar_has_a_part_for_each_count_that_is_not_zero():
    bar = controls.account_bar({**ACCOUNT, "updated": 0})
    assert len(bar.children) == 3


def test_a_delivery_refused_whole_is_a_dashed_frame():
    assert "refused" in controls.account_bar(dict.fromkeys(ACCOUNT, 0)).className


def test_rows_are_counted_in_the_readers_plural():
    assert [controls.rows_of(n) for n in (1, 2)] == ["1 row", "2 rows"]


def test_an_error_is_announced_and_an_empty_state_is_not_alarming():
    assert controls.error("The file ends early.").role == "alert"
    assert controls.empty("No crimes.").role == "status"
