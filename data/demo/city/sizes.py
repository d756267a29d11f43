"""How large the invented cities are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CitySize:
    """`radius`: metres to the edge of the built-up land; the others count what is written about the city;
    `crimes` happen, some 8 % of them are never written (see data.demo.incidents.rules)."""

    radius: float
    districts: int
    schools: int
    kindergartens: int
    hospitals: int
    police: int
    markets: int
    cameras: int
    osm_cameras: int
    crimes: int
    accidents: int
    people: int


CITIES = {
    "city": CitySize(
        radius=2900.0,
        districts=12,
        schools=80,
        kindergartens=56,
        hospitals=6,
        police=8,
        markets=9,
        cameras=2400,
        osm_cameras=190,
        crimes=160_000,
        accidents=10_000,
        people=250_000,
    ),
    "metropolis": CitySize(
        radius=8200.0,
        districts=12,
        schools=620,
        kindergartens=420,
        hospitals=40,
        police=48,
        markets=60,
        cameras=19_000,
        osm_cameras=1500,
        crimes=5_350_000,
        accidents=100_000,
        people=2_000_000,
    ),
}
