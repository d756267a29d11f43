"""A delivery whose records lie years apart is linked by what lies about each of them, not by reading the years."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from etl.derive.links import link, near
from etl.load.statements import execute
from gis_app.incidents.links.models import Link
from gis_app.incidents.links.pairs import Pair
from gis_app.incidents.models import Crime
from tests.etl.links.reports import report, states
from tests.layers import made

pytestmark = pytest.mark.django_db

DAY = 1_440
YEARS = 4_000


def years_of_crimes(number: int) -> None:
    """So many more crimes at one place, each some hours after the one before, over the years."""
    one = report("crimes", "police", key="model")
    columns = [field.column for field in Crime._meta.concrete_fields if not field.primary_key]
    new = {
        "key": "'many' || n",
        "at": "at + n * step",
        "day": "(at + n * step)::date",
        "fingerprint": "gen_random_uuid()",
    }
    old = ", ".join(new.get(name, name) for name in columns)
    execute(
        f"INSERT INTO incidents_crime ({', '.join(columns)}) SELECT {old} "
        "FROM incidents_crime, generate_series(1, %s) n, (SELECT %s * interval '1 day' / %s AS step) s WHERE id = %s",
        values=[number, YEARS, number, one.pk],
    )
    execute("ANALYZE incidents_crime")


def scans(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if plan.get("Relation Name") == "incidents_crime":
        yield plan
    for part in plan.get("Plans", ()):
        yield from scans(part)


@pytest.mark.parametrize("most_days", [near.MOST_DAYS, 0])
def test_what_lies_about_each_is_found_however_far_apart_they_are(city, monkeypatch, most_days):
    monkeypatch.setattr(near, "MOST_DAYS", most_days)
    changed = []
    for n in range(6):
        began = {"kind": "theft", "day": made.NOON.date() + timedelta(days=n * 700)}
        report("crimes", "police", key=f"c{n}", minutes=n * 700 * DAY, **began)
        again = report("crimes", "patrol", key=f"p{n}", east_m=n * 110, minutes=n * 700 * DAY + n * 11, **began)
        changed.append(again.pk)
    link()
    whole = states()
    assert len(whole) == 5
    Link.objects.all().delete()
    link(changed={"crimes": changed})
    assert states() == whole


@pytest.mark.slow
def test_of_years_of_records_those_of_some_days_are_read(city):
    years_of_crimes(20_000)
    seeds = list(
        Crime.objects.filter(key__in=[f"many{n}" for n in range(100, 20_000, 400)]).values_list("pk", flat=True)
    )
    plans = []

    def explained(run: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        if "incidents_crime" not in statement:
            return run(statement, values, many, context)
        done = run(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values, many, context)
        plans.append(context["cursor"].fetchone()[0][0]["Plan"])
        return done if statement.lstrip().startswith("CREATE") else run(statement, values, many, context)

    pair = Pair(name="tested", a="crimes", b="crimes", sources="same")
    with connection.execute_wrapper(explained):
        near.find(pair, 3857, seeds, seeds)
    read = [
        (one["Actual Rows"] + one.get("Rows Removed by Filter", 0)) * one["Actual Loops"]
        for plan in plans
        for one in scans(plan)
    ]
    assert 10 * len(seeds) <= sum(read) <= 30 * len(seeds)
