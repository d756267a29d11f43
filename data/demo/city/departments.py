"""Six departments' lists of cameras: each in its own form, overlapping, and not agreeing by metres and words."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.demo import write
from data.demo.cameras import COLUMNS
from data.demo.defects import Account, spread
from data.demo.ground import lonlat, metric

from .watch import Stands

Row = dict[str, str]
POINTS = ("С", "СВ", "В", "ЮВ", "Ю", "ЮЗ", "З", "СЗ")
STATES = {"working": "исправна", "offline": "не на связи", "repair": "ремонт"}
KINDS = {"fixed": "стационарная", "dome": "купольная", "ptz": "поворотная", "anpr": "распознавание номеров"}


@dataclass(frozen=True)
class Department:
    """`file` as it delivers it, `prefix` of its codes, which share of each purpose it lists, metres of its error."""

    file: str
    prefix: str
    lists: dict[str, float]
    stray: float
    row: Callable[[str, Row, np.ndarray, np.ndarray], Row]
    longitude: str
    latitude: str
    encoding: str = "utf-8"
    separator: str = ","


def situation(code: str, own: Row, globe: np.ndarray, ground: np.ndarray) -> Row:
    return own | {"inventory": code, "latitude": f"{globe[1]:.7f}", "longitude": f"{globe[0]:.7f}"}


def roads(code: str, own: Row, globe: np.ndarray, ground: np.ndarray) -> Row:
    return {
        "complex": code,
        "place": own["address"],
        "lon": f"{globe[0]:.6f}",
        "lat": f"{globe[1]:.6f}",
        "kind": KINDS[own["type"]],
        "azimuth": own["azimuth"],
        "angle": own["hfov"],
        "tilt": own["tilt"],
        "height": own["height_m"],
        "owner": own["owner"],
        "since": iso(own["installed"]),
        "state": STATES[own["status"]],
    }


def schools(code: str, own: Row, globe: np.ndarray, ground: np.ndarray) -> Row:
    return {
        "Инв. номер": code,
        "Адрес": own["address"],
        "Широта": f"{globe[1]:.6f}".replace(".", ","),
        "Долгота": f"{globe[0]:.6f}".replace(".", ","),
        "Вид": KINDS[own["type"]].capitalize(),
        "Направление": own["azimuth"],
        "Высота": own["height_m"],
        "Хранение, суток": own["archive_days"],
        "Установлена": own["installed"],
        "Состояние": STATES[own["status"]],
    }


def police(code: str, own: Row, globe: np.ndarray, ground: np.ndarray) -> Row:
    return {
        "Код": code,
        "Место": own["address"].replace("улица", "ул.").replace("проспект", "пр-т").replace("переулок", "пер."),
        "Тип": {"fixed": "уличная", "dome": "обзорная", "ptz": "PTZ", "anpr": "ГРЗ"}[own["type"]],
        "Азимут": own["azimuth"],
        "Широта": f"{globe[1]:.5f}",
        "Долгота": f"{globe[0]:.5f}",
        "Владелец": own["owner"],
        "Введена": own["installed"],
    }


def housing(code: str, own: Row, globe: np.ndarray, ground: np.ndarray) -> Row:
    return {
        "номер": code,
        "дом": own["address"],
        "широта": f"{globe[1]:.6f}",
        "долгота": f"{globe[0]:.6f}",
        "сторона": POINTS[round(float(own["azimuth"]) / 45) % 8],
        "вид": KINDS[own["type"]],
        "управляющая": own["owner"],
        "регистратор": own["recorder"],
        "канал": own["channel"],
        "суток": own["archive_days"],
    }


def plants(code: str, own: Row, globe: np.ndarray, ground: np.ndarray) -> Row:
    return {
        "инвентарный": code,
        "корпус": own["address"],
        "X": f"{ground[0]:.2f}",
        "Y": f"{ground[1]:.2f}",
        "азимут": own["azimuth"],
        "высота": own["height_m"],
        "предприятие": own["owner"],
        "введена": own["installed"],
    }


def iso(day: str) -> str:
    """DD.MM.YYYY as YYYY-MM-DD."""
    return "-".join(reversed(day.split(".")))


DEPARTMENTS = (
    Department(
        "cameras.csv",
        "СВН",
        {"programme": 1, "centre": 1, "park": 1, "road": 0.3, "school": 0.1},
        0.0,
        situation,
        "longitude",
        "latitude",
    ),
    Department("cameras_roads.geojson", "ФВФ", {"road": 0.93}, 3.0, roads, "lon", "lat"),
    Department("cameras_schools.csv", "ОБР", {"school": 1}, 5.0, schools, "Долгота", "Широта", "cp1251", ";"),
    Department(
        "cameras_police.csv",
        "ГЛ",
        {"programme": 0.5, "centre": 0.45, "park": 0.35, "road": 0.25, "yard": 0.1},
        8.0,
        police,
        "Долгота",
        "Широта",
        "utf-16",
        "\t",
    ),
    Department("cameras_housing.csv", "УК", {"yard": 1}, 4.0, housing, "долгота", "широта"),
    Department("cameras_plants.csv", "З", {"industry": 1}, 1.0, plants, "X", "Y", "utf-8", ";"),
)
FILES = tuple(department.file for department in DEPARTMENTS)


def listed(
    folder: Path, stand: Stands, passports: list[Row], rng: np.random.Generator
) -> tuple[dict, list[list[list[str]]]]:
    """Write every department's list; returns the accounts by file and each camera's [file, code] pairs.

    Roads that no list holds go to the situation centre: each camera stands in one list at least. The rows of the
    programme's cameras, which come last, are all sound.
    """
    chosen = [_chosen(department, stand, rng) for department in DEPARTMENTS]
    chosen[0] |= ~np.any(chosen, axis=0)
    accounts: dict[str, dict] = {}
    known: list[list[list[str]]] = [[] for _ in passports]
    for department, mask in zip(DEPARTMENTS, chosen, strict=True):
        members = np.flatnonzero(mask)
        rows, codes = _rows(department, members, stand, passports, rng)
        usual = int((stand.purpose[members] != "programme").sum())
        rows, accounts[department.file] = _damaged(department, rows, usual, rng)
        _write(folder / department.file, department, rows)
        for member, code in zip(members.tolist(), codes, strict=True):
            known[member].append([department.file, code])
    return accounts, known


def _chosen(department: Department, stand: Stands, rng: np.random.Generator) -> np.ndarray:
    share = np.array([department.lists.get(purpose, 0.0) for purpose in stand.purpose])
    return rng.random(len(share)) < share


def _rows(
    department: Department, members: np.ndarray, stand: Stands, passports: list[Row], rng
) -> tuple[list[Row], list[str]]:
    """The list's rows; another's measuring and another's compass give other numbers."""
    places = stand.places[members] + rng.normal(0, 1, (len(members), 2)) * department.stray / 1.5
    turn = rng.normal(0, department.stray, len(members))
    globe, ground = lonlat(places), metric(places)
    codes = [f"{department.prefix}-{number:04d}" for number in range(1, len(members) + 1)]
    rows = []
    for at, member in enumerate(members):
        own = dict(passports[member])
        if own["type"] != "dome":
            own["azimuth"] = f"{(float(own['azimuth']) + turn[at]) % 360:.0f}"
        rows.append(department.row(codes[at], own, globe[at], ground[at]))
    return rows, codes


def _damaged(department: Department, rows: list[Row], usual: int, rng: np.random.Generator) -> tuple[list[Row], dict]:
    """The rows with the defects worked in among the first `usual` ones, and their account."""
    share = max(1, usual // 150)
    defects = {"no_coordinates": share, "outside_city": max(1, share // 2), "duplicate": share}
    if department.longitude != "X":
        defects |= {"zero_coordinates": max(1, share // 2), "swapped_coordinates": max(1, share // 2)}
    account, repeats = Account(), []
    for reason, index in spread(defects, usual, rng):
        account.reject(reason)
        if reason == "duplicate":
            repeats.append(index)
        else:
            rows[index] = rows[index] | _broken(department, rows[index], reason)
    for index in sorted(repeats, reverse=True):
        rows.insert(index + 1, dict(rows[index]))
    return rows, account.totals(len(rows))


def _broken(department: Department, row: Row, reason: str) -> Row:
    lon, lat = row[department.longitude], row[department.latitude]
    if reason == "outside_city":
        far = {"X": ("812345.00", lat)}.get(
            department.longitude, (lon.replace("33", "31", 1).replace("32", "30", 1), lat)
        )
        return {department.longitude: far[0], department.latitude: far[1]}
    found = {"no_coordinates": ("", ""), "zero_coordinates": ("0", "0"), "swapped_coordinates": (lat, lon)}[reason]
    return {department.longitude: found[0], department.latitude: found[1]}


def _write(path: Path, department: Department, rows: list[Row]) -> None:
    if path.suffix == ".geojson":
        write.geojson(path, {"type": "FeatureCollection", "features": [_feature(row) for row in rows]})
        return
    columns = COLUMNS if department.prefix == "СВН" else list(rows[0])
    write.table(
        path, columns, [[row[name] for name in columns] for row in rows], department.encoding, department.separator
    )


def _feature(row: Row) -> dict:
    place = [float(row[name]) if row[name] else None for name in ("lon", "lat")]
    own = {name: value for name, value in row.items() if name not in {"lon", "lat"}}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": place}, "properties": own}
