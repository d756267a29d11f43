"""Pulling a table bit by bit: whatever changes there between two pages, no row is lost and none comes twice."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.errors import PullFailed
from etl.pull.declared import Pull
from etl.pull.door import Answer, Budget
from etl.pull.errand import Errand
from etl.pull.socrata import Socrata
from etl.pull.table import fetch
from tests.etl.pull.conftest import COLUMNS, declared, rule
from tests.etl.pull.servers import Asked, SodaTable

FIELDS = {"id": "number", "what": "kind", "at": "day", "lon": "x", "lat": "y"}
THEIRS = [*FIELDS.values(), ":updated_at"]
START = datetime(2026, 3, 1, tzinfo=UTC)
OVERLAP_H = 2
TABLE = {"fields": FIELDS, "cursor": ":updated_at", "key": "number", "overlap": OVERLAP_H}
PULL = {"kind": "socrata", "address": "https://far.example/resource/abcd-1234", "calendar": "0 6 * * *", **TABLE}


def moment(minutes: int) -> str:
    return (START + timedelta(minutes=minutes)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def row(number: int, minutes: int, kind: str = "theft") -> dict[str, str]:
    return dict(zip(THEIRS, [f"{number:04}", kind, "2026-03-01", "1.5", "2.5", moment(minutes)], strict=True))


def table(*rows: dict[str, str], **more) -> SodaTable:
    return SodaTable(THEIRS, {each["number"]: each for each in rows}, "number", **more)


def soda(far, **more):
    return rule(far, "socrata", "/resource/abcd-1234", **{**TABLE, "page": 2, **more})


def rows_of(path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(brought) -> list[str]:
    return [each["id"] for each in rows_of(brought.path)] if brought.path else []


def test_the_first_pull_brings_everything_in_the_source_s_own_columns(far, pulled):
    far.answer = table(*(row(number, number) for number in range(5)))
    brought = pulled(soda(far))
    assert list(rows_of(brought.path)[0]) == COLUMNS
    assert (numbers(brought), brought.rows) == (["0000", "0001", "0002", "0003", "0004"], 5)
    assert brought.cursor["top"] == moment(4)


def test_nothing_new_is_no_file(far, pulled):
    far.answer = table(*(row(number, number) for number in range(5)))
    first = pulled(soda(far))
    assert pulled(soda(far), first.cursor).path is None


def test_only_what_changed_and_the_overlap_come_again(far, pulled):
    far.answer = theirs = table(*(row(number, 60 * number) for number in range(6)))
    first = pulled(soda(far))
    theirs.rows["0000"] = row(0, 400, "robbery")
    assert numbers(pulled(soda(far), first.cursor)) == ["0000", "0004", "0005"]


def test_a_row_that_became_visible_late_is_met_within_the_overlap(far, pulled):
    far.answer = theirs = table(*(row(number, 60 * number) for number in range(6)))
    first = pulled(soda(far))
    theirs.rows["0099"] = row(99, 290)
    again = pulled(soda(far), first.cursor)
    assert ("0099" in numbers(again), again.cursor["top"]) == (True, first.cursor["top"])


def test_since_leaves_out_what_is_older(far, pulled):
    far.answer = table(*(row(number, 60 * number) for number in range(6)))
    assert numbers(pulled(soda(far, since=moment(200)))) == ["0004", "0005"]


def test_a_portal_that_cuts_its_pages_loses_nothing(far, pulled):
    far.answer = table(*(row(number, number) for number in range(7)), cap=3)
    assert len(numbers(pulled(soda(far, page=5)))) == 7


def test_a_table_that_was_emptied_or_set_back_is_refused(far, pulled):
    far.answer = theirs = table(*(row(number, 600 + number) for number in range(3)))
    first = pulled(soda(far))
    theirs.rows = {"0000": row(0, 10)}
    with pytest.raises(PullFailed, match=r"ends at .* but was pulled up to .* Nothing was loaded"):
        pulled(soda(far), first.cursor)
    theirs.rows = {}
    with pytest.raises(PullFailed, match="ends at nothing"):
        pulled(soda(far), first.cursor)
    assert pulled(soda(far)).path is None


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<html>", "is no JSON"),
        (b'{"error": true}', "no rows"),
        (b'[{"top": "yesterday"}]', "'yesterday' is no cursor"),
    ],
)
def test_a_greatest_cursor_that_is_none_is_refused(far, pulled, body, sentence):
    far.answer = lambda asked: (200, {}, body)
    with pytest.raises(PullFailed, match=sentence):
        pulled(soda(far))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b'number,kind\n"1,2', "no whole CSV"),
        (b"number,kind\n1\n", "no whole CSV"),
        (b"number,kind\n1,2\n", "lacks the columns"),
        (b"\xff\xfe\x00", "no whole CSV"),
    ],
)
def test_a_page_that_is_no_table_is_refused(far, pulled, body, sentence):
    theirs = table(row(1, 1))
    far.answer = lambda asked: theirs(asked) if asked.path.endswith("json") else (200, {}, body)
    with pytest.raises(PullFailed, match=sentence):
        pulled(soda(far))


def test_a_portal_that_gives_the_same_page_for_ever_is_left(far, pulled):
    theirs = table(row(1, 1), row(2, 2))
    first = ",".join(f'"{name}"' for name in theirs.columns) + "\n"
    body = (first + ",".join(row(2, 2)[name] for name in theirs.columns) + "\n").encode()
    far.answer = lambda asked: theirs(asked) if asked.path.endswith("json") else (200, {}, body)
    with pytest.raises(PullFailed, match="the same again"):
        pulled(soda(far))


class Direct:
    """The far side without a network between."""

    def __init__(self, answer: SodaTable):
        self._answer = answer

    @contextmanager
    def get(self, address: str, query: dict[str, str]) -> Iterator[Answer]:
        status, headers, body = self._answer(Asked(address, query, {}))
        yield Answer(status, headers, iter([body]))


class World:
    """A far table under change and our copy of it. `minutes` is the far side's clock."""

    def __init__(self) -> None:
        self.minutes, self.count, self.table = 0, 0, table()
        self.copy: dict[str, str] = {}
        self.late: list[dict[str, str]] = []

    def change(self, act: str, which: int) -> None:
        """A row is made, changed, or written now to be seen only later."""
        self.minutes += 1
        known = sorted(self.table.rows)
        if act == "touch" and known:
            number = known[which % len(known)]
            self.table.rows[number] = row(int(number), self.minutes, f"kind {self.minutes}")
            return
        self.count += 1
        # New keys fall anywhere among the old ones.
        made = row((self.count * 7919 + which) % 9973, self.minutes, f"kind {self.minutes}")
        if made["number"] in self.table.rows or any(each["number"] == made["number"] for each in self.late):
            return
        if act == "late":
            self.late.append(made)
        else:
            self.table.rows[made["number"]] = made

    def show_late(self) -> None:
        for each in self.late:
            self.table.rows[each["number"]] = each
        self.late = []


ACTS = st.lists(st.tuples(st.sampled_from(["add", "touch", "late"]), st.integers(0, 9972)), max_size=6)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pulls=st.lists(st.tuples(ACTS, st.lists(ACTS, max_size=4)), min_size=1, max_size=4), page=st.integers(1, 4))
def test_whatever_changes_between_pages_no_row_is_lost_or_twice(tmp_path_factory, pulls, page):
    world, cursor = World(), {}
    pull = Pull(**PULL, page=page)
    for number, (before, between) in enumerate([*pulls, ([], [])]):
        for act in before:
            world.change(*act)
        meanwhile = iter(between)
        world.table.between = lambda left=meanwhile: [world.change(*act) for act in next(left, [])]
        folder = tmp_path_factory.mktemp(f"draft{number}")
        errand = Errand(declared(pull), pull, cursor, folder, folder, lambda rows: None, Budget(5, 1))
        brought = fetch(errand, Socrata(pull, Direct(world.table)))
        came = {each["id"]: each["what"] for each in rows_of(brought.path)} if brought.path else {}
        assert len(came) == len(numbers(brought))
        world.copy |= came
        cursor = brought.cursor if brought.path else cursor
        world.show_late()
    assert world.copy == {number: each["kind"] for number, each in world.table.rows.items()}


def test_the_draft_is_written_in_the_source_s_encoding_and_delimiter(far, pulled):
    far.answer = table({**row(1, 1), "kind": "кража; ночью"})
    brought = pulled(soda(far), encoding="cp1251", delimiter=";")
    assert brought.path.read_bytes().decode("cp1251").splitlines()[1] == '0001;"кража; ночью";2026-03-01;1.5;2.5'


@pytest.mark.parametrize(("overlap", "text", "lower"), [(10, "25", "15"), (0.5, "2", "1.5")])
def test_a_number_is_a_cursor_too(far, overlap, text, lower):
    pull = soda(far, ranks_by="number", overlap=overlap)
    assert (pull.before(text), pull.rank(text)) == (lower, float(text))


def test_only_a_pull_of_everything_is_known_to_be_whole(far, pulled):
    far.answer = portal = table(*(row(number, number) for number in range(3)))
    first = pulled(soda(far))
    portal.rows["0009"] = row(9, 300)
    assert (first.whole, pulled(soda(far), first.cursor).whole) == (True, False)
    assert not pulled(soda(far, since=moment(1))).whole
