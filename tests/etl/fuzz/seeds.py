"""Sound files of each format that we read, small, for damaging; and the ways in which they are damaged."""

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas
import openpyxl
import pyogrio
import shapely
from hypothesis import strategies as st

LINES = [
    ["номер", "дата", "вид", "адрес", "широта", "долгота"],
    ["1", "05.03.2024 13:30", "кража", "Мира, 1", "41,85", "-87,65"],
    ["2", "06.03.2024", "грабёж", 'Мира "2"', "41,86", "-87,66"],
    ["3", "вчера", "", "", "0", "nan"],
]
PIECES = [
    b"\0",
    b"\xff",
    b'"',
    b";",
    b",",
    b"\n",
    b"\r",
    b"\t",
    b"\xd0",
    b"<f>",
    b"&l;",
    b"{",
    b"]",
    b"1e999",
    b"-0",
    b"NaN",
]
PIECES += [
    b"\xf0\x9f\x92\xa9",
    "ё".encode("cp1251"),
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"null",
    b"\\u0000",
    b"9" * 400,
    b"'" * 20,
]


def text(delimiter: str, encoding: str) -> bytes:
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in LINES]
    return "\r\n".join(quoted).encode(encoding, "replace")


def features() -> bytes:
    points = [None, {"type": "Point", "coordinates": [-87.65, 41.85]}, {"type": "Point", "coordinates": ["x", None]}]
    points.append({"type": "Polygon", "coordinates": [[[-87.6, 41.8], [-87.5, 41.8], [-87.5, 41.9], [-87.6, 41.8]]]})
    made = [
        {"type": "Feature", "properties": dict(zip(LINES[0], line, strict=True)), "geometry": point}
        for line, point in zip([*LINES[1:], LINES[1]], points[1:] + points[:1], strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": made}, ensure_ascii=False).encode()


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in LINES:
        book.active.append(line)
    book.active.append([4, 45_000.5, True, None, 41.85, -87.65])
    book.save(out)
    return out.getvalue()


def frame() -> geopandas.GeoDataFrame:
    shapes = [shapely.Point(-87.65, 41.85), None, shapely.Point(0, 0)]
    return geopandas.GeoDataFrame({"kind": ["theft", None, "x"], "n": [1, 2, 3]}, geometry=shapes, crs=4326)


def written(name: str) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        pyogrio.write_dataframe(frame(), Path(folder) / name)
        return {one.name: one.read_bytes() for one in Path(folder).iterdir()}


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@cache
def seeds() -> dict[str, list[bytes]]:
    """Sound files by suffix."""
    return {
        ".csv": [text(";", "cp1251"), text(",", "utf-8-sig"), text("\t", "utf-16"), b"a,b\n1,2\n"],
        ".geojson": [features(), b'{"features": [{"properties": {"a": [1]}, "geometry": null}]}'],
        ".xlsx": [workbook()],
        ".zip": [packed(written("points.shp"))],
        ".gpkg": [written("points.gpkg")["points.gpkg"]],
    }


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A suffix and a file of that name, damaged outside or, where it is a zip, inside."""
    suffix = draw(st.sampled_from(sorted(seeds())))
    content = draw(st.sampled_from(seeds()[suffix]))
    if suffix in (".xlsx", ".zip") and draw(st.booleans()):
        return suffix, inside(draw, content)
    return suffix, hurt(draw, content)


def inside(draw: st.DrawFn, content: bytes) -> bytes:
    """The zip with one of its members damaged, or gone."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(members)))
    if draw(st.integers(0, 5)):
        members[name] = hurt(draw, members[name])
    else:
        del members[name]
    return packed(members)


def hurt(draw: st.DrawFn, content: bytes) -> bytes:
    """The content after one to four cuts, changes, insertions or repetitions."""
    whole = bytearray(content)
    for _turn in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(whole)))
        to = min(len(whole), at + draw(st.integers(0, 12)))
        match draw(st.sampled_from(["cut", "drop", "put", "flip", "again"])):
            case "cut":
                del whole[at:]
            case "drop":
                del whole[at:to]
            case "put":
                whole[at:at] = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)))
            case "flip" if at < len(whole):
                whole[at] ^= 1 << draw(st.integers(0, 7))
            case "again":
                whole[at:at] = whole[at : at + 200]
    return bytes(whole)
