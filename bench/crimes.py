"""Crimes of the synthetic city in the form that Chicago publishes, a few of them with the usual defects."""

import csv
from pathlib import Path

import numpy as np

from bench.city import EAST, NORTH, SOUTH, WEST

HEADER = [
    *("ID", "Case Number", "Date", "Block", "IUCR", "Primary Type", "Description", "Location Description", "Arrest"),
    *("Domestic", "Beat", "District", "Ward", "Community Area", "FBI Code", "X Coordinate", "Y Coordinate", "Year"),
    *("Updated On", "Latitude", "Longitude", "Location"),
]
KINDS = (
    ("BATTERY", "0486", "DOMESTIC BATTERY SIMPLE", "08B"),
    ("THEFT", "0820", "$500 AND UNDER", "06"),
    ("NARCOTICS", "1811", "POSS: CANNABIS 30GMS OR LESS", "18"),
    ("CRIMINAL DAMAGE", "1320", "TO VEHICLE", "14"),
    ("BURGLARY", "0610", "FORCIBLE ENTRY", "05"),
    ("ROBBERY", "0320", "STRONGARM - NO WEAPON", "03"),
)
PLACES = (
    "STREET",
    "RESIDENCE",
    "APARTMENT",
    "SIDEWALK",
    "SCHOOL, PUBLIC, BUILDING",
    "PARKING LOT/GARAGE(NON.RESID.)",
    "",
)
STREETS = ("S ADA ST", "W DIVERSEY AVE", "N CLARK ST", "E 79TH ST", "W NORTH AVE", "S COTTAGE GROVE AVE")
BATCH = 50_000
DEFECT_EVERY = 100


def write_crimes(path: Path, rows: int, seed: int = 1) -> None:
    """Write a file of that many rows; every hundredth lacks its place, lies elsewhere or has an unknown kind."""
    rng = np.random.default_rng(seed)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for start in range(0, rows, BATCH):
            writer.writerows(_batch(start, min(BATCH, rows - start), rng))


def _batch(start: int, count: int, rng: np.random.Generator) -> list[list[str]]:
    lon, lat = rng.uniform(WEST, EAST, count), rng.uniform(SOUTH, NORTH, count)
    minutes = rng.integers(0, 10 * 365 * 1440, count).astype("timedelta64[m]")
    happened = (np.datetime64("2014-01-01T00:00") + minutes).tolist()
    choice = {name: rng.integers(0, size, count).tolist() for name, size in _SIZES.items()}
    rows = []
    for index in range(count):
        kind, iucr, description, fbi = KINDS[choice["kind"][index]]
        number, moment = start + index, happened[index]
        cells = [str(9_000_000 + number), f"HX{number:06d}", f"{moment:%m/%d/%Y %I:%M:%S %p}"]
        cells += [f"{choice['block'][index]:03d}XX {STREETS[choice['street'][index]]}", iucr, kind, description]
        cells += [PLACES[choice["place"][index]], "true" if choice["arrest"][index] else "false", "false"]
        cells += [
            f"{choice['beat'][index]:04d}",
            "014",
            "35",
            str(choice["area"][index] + 1),
            fbi,
            "1155318",
            "1918413",
        ]
        cells += [f"{moment:%Y}", "04/11/2024 12:40:05 AM", *_place(lon[index], lat[index])]
        rows.append(_damaged(cells, number) if number % DEFECT_EVERY == 0 else cells)
    return rows


_SIZES = {
    "kind": len(KINDS),
    "block": 130,
    "street": len(STREETS),
    "place": len(PLACES),
    "arrest": 2,
    "beat": 2500,
    "area": 80,
}


def _place(lon: float, lat: float) -> list[str]:
    return [f"{lat:.14f}", f"{lon:.14f}", f"({lat:.14f}, {lon:.14f})"]


def _damaged(cells: list[str], number: int) -> list[str]:
    match number // DEFECT_EVERY % 3:
        case 0:
            return [*cells[:-3], "", "", ""]
        case 1:
            return [*cells[:-3], *_place(WEST - 5, SOUTH)]
        case _:
            return [*cells[:5], "MISCHIEF", *cells[6:]]
