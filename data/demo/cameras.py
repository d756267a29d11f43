"""The city's register of cameras, as an office would export it, and the few that volunteers mapped."""

import datetime as dt

import numpy as np
import shapely

from .ground import lonlat
from .plan import Plan
from .shapes import Building
from .spots import Addressed, Addresses, corner, junctions, wall

COLUMNS = [
    "inventory",
    "address",
    "latitude",
    "longitude",
    "type",
    "azimuth",
    "tilt",
    "hfov",
    "height_m",
    "resolution",
    "owner",
    "purpose",
    "legal_ground",
    "archive_days",
    "connection",
    "installed",
    "status",
    "last_check",
    "contractor",
    "warranty_until",
    "recorder",
    "channel",
    "holder",
]
OPTICS = {
    "fixed": ((60, 110), (-25, -8), ("1920x1080", "2560x1440", "1280x720")),
    "dome": ((360, 360), (-90, -90), ("2048x2048", "2992x2992")),
    "ptz": ((55, 65), (-30, -10), ("1920x1080", "2560x1440")),
    "anpr": ((18, 32), (-16, -9), ("1920x1080", "3840x2160")),
}
PURPOSE = {
    "road": ("Дорожное движение", "МКУ «Центр организации дорожного движения»", "Муниципальный контракт № 17-БГ", 30),
    "school": ("Безопасность образования", "Управление образования", "Договор с образовательной организацией", 30),
    "park": (
        "Общественный порядок",
        "МКУ «Единая дежурно-диспетчерская служба»",
        "Постановление администрации № 412",
        30,
    ),
    "centre": (
        "Общественный порядок",
        "МКУ «Единая дежурно-диспетчерская служба»",
        "Постановление администрации № 412",
        30,
    ),
    "programme": (
        "Общественный порядок",
        "МКУ «Единая дежурно-диспетчерская служба»",
        "Программа «Спокойная улица», постановление администрации № 731",
        30,
    ),
    "yard": ("Придомовая территория", "ООО «Управляющая компания Уют»", "Протокол общего собрания собственников", 14),
    "industry": ("Охрана объекта", "АО «Степногорский литейный завод»", "Локальный акт предприятия", 60),
}
ON_POLES = {"road", "park", "programme"}
CONTRACTORS = ("ООО «Видеомонтаж»", "ООО «СвязьСервис»", "ИП Горелов А. В.", "АО «Телеком Север»")
SHARES = {"road": 0.36, "school": 0.11, "park": 0.06, "centre": 0.2, "yard": 0.2, "industry": 0.07}
LAST_DAY = dt.date(2026, 10, 31)


def cameras(plan: Plan, built: list[Building], rng: np.random.Generator) -> list[dict[str, str]]:
    """Rows of cameras.csv, all sound: every camera stands inside the city, outside walls and water."""
    addresses = Addresses(built)
    places = _places(plan, built, rng, plan.ground.size.cameras)
    return [
        passport(number, purpose, place, azimuth, addresses, rng)
        for number, (purpose, place, azimuth) in enumerate(places, start=1)
    ]


def watching(plan: Plan, built: list[Building], rng: np.random.Generator) -> list[dict]:
    """Surveillance nodes as mapped by volunteers: often a direction, seldom a height."""
    found = []
    for purpose, place, azimuth in _places(plan, built, rng, plan.ground.size.osm_cameras):
        kind = str(rng.choice(["fixed", "dome", "panning"], p=[0.7, 0.2, 0.1]))
        tags = {"man_made": "surveillance", "surveillance:type": "camera", "camera:type": kind}
        tags["surveillance"] = "public" if purpose in {"road", "park", "centre"} else "outdoor"
        if kind == "fixed" and rng.random() < 0.8:
            tags["camera:direction"] = f"{azimuth:.0f}"
        if rng.random() < 0.4:
            tags["height"] = f"{rng.uniform(3, 8):.1f}"
        if rng.random() < 0.5:
            tags["camera:mount"] = "pole" if purpose in {"road", "park"} else "wall"
        found.append({"place": place, "tags": tags})
    return found


def _places(plan: Plan, built: list[Building], rng: np.random.Generator, count: int) -> list[tuple]:
    """(purpose, local point, azimuth) for `count` cameras, by the shares of each purpose."""
    counts = {purpose: round(share * count) for purpose, share in SHARES.items()}
    counts["road"] += count - sum(counts.values())
    tree = shapely.STRtree([b.polygon for b in built])
    meeting = [j for j in junctions(plan) if j.rank > 1]
    weights = np.array([j.rank**2 for j in meeting], float)
    found: list[tuple] = []
    for index in rng.choice(len(meeting), 4 * count, p=weights / weights.sum()):
        place = corner(meeting[index], plan, rng)
        if len(found) < counts["road"] and _free(plan, tree, place):
            edge = plan.edges[int(rng.choice(meeting[index].edges))]
            found.append(("road", place, _azimuth(place, edge.points[len(edge.points) // 2])))
    for purpose in ("school", "park", "centre", "yard", "industry"):
        found += _on_site(plan, built, tree, purpose, counts[purpose], rng)
    return found


def _on_site(
    plan: Plan, built: list[Building], tree, purpose: str, count: int, rng: np.random.Generator
) -> list[tuple]:
    if purpose == "park":
        return _in_parks(plan, tree, count, rng)
    use = {"yard": "flats"}.get(purpose, purpose)
    own = [b for b in built if plan.blocks[b.block].use == use and b.polygon.area > 150]
    found: list[tuple] = []
    while len(found) < count:
        place, azimuth = wall(own[int(rng.integers(len(own)))], rng)
        if _free(plan, tree, place):
            found.append((purpose, place, (azimuth + rng.uniform(-25, 25)) % 360))
    return found


def _in_parks(plan: Plan, tree, count: int, rng: np.random.Generator) -> list[tuple]:
    paths = [edge.points for edge in plan.edges if edge.kind == "footway"]
    found: list[tuple] = []
    while len(found) < count:
        path = paths[int(rng.integers(len(paths)))]
        place = path[int(rng.integers(len(path)))] + rng.uniform(2, 4, 2)
        if _free(plan, tree, place):
            found.append(("park", place, _azimuth(place, path.mean(axis=0))))
    return found


def _free(plan: Plan, tree: shapely.STRtree, place: np.ndarray) -> bool:
    point = shapely.Point(place)
    return not len(tree.query(point, "intersects")) and not plan.river.contains(point)


def _azimuth(here: np.ndarray, there: np.ndarray) -> float:
    return float(np.degrees(np.arctan2(*(there - here))) % 360)


def passport(
    number: int, purpose: str, place: np.ndarray, azimuth: float, addresses: Addressed, rng: np.random.Generator
) -> dict[str, str]:
    """One passport; analogue cameras hang on a recorder's channel and are only registered."""
    kind = kind_of(purpose, rng)
    analogue = purpose in {"yard", "industry"} and rng.random() < 0.3
    (low, high), (down, up), resolutions = OPTICS[kind]
    lon, lat = lonlat(place)[0]
    text, owner, ground, days = PURPOSE[purpose]
    values = {
        "inventory": f"СВН-{number:04d}",
        "address": addresses.at(place),
        "latitude": f"{lat:.7f}",
        "longitude": f"{lon:.7f}",
        "type": kind,
        "azimuth": f"{0 if kind == 'dome' else azimuth:.0f}",
        "tilt": f"{rng.uniform(down, up):.0f}",
        "hfov": f"{rng.uniform(low, high):.0f}",
        "height_m": f"{rng.uniform(5.5, 8) if purpose in ON_POLES else rng.uniform(3, 4.8):.1f}",
        "resolution": "960x576" if analogue else str(rng.choice(resolutions)),
        "owner": owner,
        "purpose": text,
        "legal_ground": ground,
        "archive_days": str(days),
        "connection": "registered" if analogue or purpose in {"yard", "industry"} else "integrated",
    }
    return values | _upkeep(number, owner, analogue, rng)


def _upkeep(number: int, owner: str, analogue: bool, rng: np.random.Generator) -> dict[str, str]:
    installed = dt.date(2019, 3, 1) + dt.timedelta(days=int(rng.integers(0, 2700)))
    checked = LAST_DAY - dt.timedelta(days=int(rng.integers(0, 120)))
    return put_up(installed) | {
        "status": str(rng.choice(["working", "offline", "repair"], p=[0.9, 0.07, 0.03])),
        "last_check": f"{max(checked, installed):%d.%m.%Y}",
        "contractor": str(rng.choice(CONTRACTORS)),
        "recorder": f"Р-{number % 12 + 1:02d}" if analogue else "",
        "channel": str(int(rng.integers(1, 17))) if analogue else "",
        "holder": owner,
    }


def put_up(day: dt.date) -> dict[str, str]:
    """What a passport says of a camera installed on this day."""
    return {"installed": f"{day:%d.%m.%Y}", "warranty_until": f"{day + dt.timedelta(days=3 * 365):%d.%m.%Y}"}


def kind_of(purpose: str, rng: np.random.Generator) -> str:
    shares = {"road": [0.35, 0.05, 0.2, 0.4], "park": [0.5, 0.1, 0.4, 0]}.get(purpose, [0.78, 0.16, 0.06, 0])
    return str(rng.choice(["fixed", "dome", "ptz", "anpr"], p=shares))
