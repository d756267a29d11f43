"""One look at the running city: what `status` shows."""

from dataclasses import asdict, dataclass
from typing import Any

import gis_app
from gis_app.config import product, programs, services, state, supervise

STOPPED = services.Check("services", False, "Nothing runs here: ./safecity up.")


@dataclass(frozen=True)
class Overview:
    """`ok` only when every program runs, every check passes and the product answers that it is ready."""

    ok: bool
    version: str
    address: str
    home: str
    city: str | None
    demo: bool
    programs: dict[str, dict[str, Any]]
    checks: list[dict[str, Any]]


def look() -> Overview:
    home = state.current()
    running = supervise.states(home)
    absent = {"state": "stopped", "pid": None, "uptime_s": 0}
    states = {program.name: running.get(program.name, absent) for program in programs.all_programs(home)}
    checks = services.ready() if running or services.external() else [STOPPED]
    web_ready = states["web"]["state"] == "running" and product.probe("/readyz") == 200
    return Overview(
        ok=web_ready and all(row["state"] == "running" for row in states.values()) and all(each.ok for each in checks),
        version=gis_app.__version__,
        address=services.address(),
        home=str(home.root),
        city=city_name() if all(each.ok for each in checks) else None,
        demo=(home.root / "demo").is_dir(),
        programs=states,
        checks=[asdict(each) for each in checks],
    )


def city_name() -> str | None:
    """The name of the home's city, None where none is loaded."""
    from gis_app.places import queries

    city = queries.city()
    return city.name if city else None
