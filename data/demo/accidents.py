"""Road accidents as dtp-stat publishes them: cards with vehicles and participants, mostly near junctions."""

import datetime as dt

import numpy as np

from . import cards
from . import moments as when
from .defects import Account, spread
from .districts import district_of
from .ground import lonlat
from .plan import Plan
from .shapes import Building
from .spots import Addresses, Junction, along, junctions

DEFECTS = {"no_coordinates": 6, "swapped_coordinates": 4, "outside_city": 3}


def accidents(plan: Plan, built: list[Building], rng: np.random.Generator) -> tuple[dict, dict]:
    """The feature collection of accidents.geojson and the account of what is wrong with it."""
    meeting = junctions(plan)
    count = plan.ground.size.accidents
    weights = np.array([j.rank**2.2 for j in meeting]) * (rng.pareto(1.6, len(meeting)) + 0.2)
    chosen = [meeting[i] for i in rng.choice(len(meeting), count, p=weights / weights.sum())]
    places = np.array([_near(plan, junction, rng) for junction in chosen])
    times = sorted(when.moments(rng, count, when.RUSH, when.SUMMER, 0.9))
    globe, districts = lonlat(places), district_of(plan.districts, places)
    addresses = Addresses(built)
    features = [
        feature(
            index, times[index], plan.districts[districts[index]].name, addresses.at(places[index]), globe[index], rng
        )
        for index in range(count)
    ]
    return damaged(features, rng)


def _near(plan: Plan, junction: Junction, rng: np.random.Generator) -> np.ndarray:
    """A place on one of the junction's streets, mostly within 40 m of the junction."""
    edge = plan.edges[int(rng.choice(junction.edges))]
    at_start = np.hypot(*(edge.points[0] - junction.place)) < np.hypot(*(edge.points[-1] - junction.place))
    share = min(float(rng.exponential(0.12)), 0.6)
    return along(edge.points, share if at_start else 1 - share, float(rng.uniform(-4, 4)))


def feature(
    index: int, moment: dt.datetime, district: str, address: str, place: np.ndarray, rng: np.random.Generator
) -> dict:
    """One accident as dtp-stat gives it; `place` is longitude and latitude."""
    lon, lat = (round(float(value), 6) for value in place)
    card = cards.card(moment, rng)
    properties = {
        "id": 9000001 + index,
        "tags": ["Дорожно-транспортные происшествия"],
        "light": card["light"],
        "point": {"lat": lat, "long": lon},
        "nearby": card["nearby"],
        "region": district,
        "scheme": card["scheme"],
        "address": f"г Степногорье, {address}",
        "weather": card["weather"],
        "category": card["category"],
        "datetime": f"{moment:%Y-%m-%d %H:%M:%S}",
        "severity": card["severity"],
        "vehicles": card["vehicles"],
        "dead_count": card["dead_count"],
        "participants": card["participants"],
        "injured_count": card["injured_count"],
        "parent_region": "Степногорье",
        "road_conditions": card["road_conditions"],
        "participants_count": card["participants_count"],
        "participant_categories": card["participant_categories"],
    }
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}


def damaged(features: list[dict], rng: np.random.Generator, defects: dict[str, int] = DEFECTS) -> tuple[dict, dict]:
    """The features with the defects worked in, as a collection, and their account."""
    account = Account()
    for reason, index in spread(defects, len(features), rng):
        account.reject(reason)
        account.lost.add(index)
        _move(features[index], reason, rng)
    sound = [f["properties"] for index, f in enumerate(features) if index not in account.lost]
    harm = {name: sum(card[name] for card in sound) for name in ("dead_count", "injured_count")}
    return {"type": "FeatureCollection", "features": features}, account.totals(len(features)) | harm


def _move(feature: dict, reason: str, rng: np.random.Generator) -> None:
    lon, lat = feature["geometry"]["coordinates"]
    if reason == "no_coordinates":
        lon = lat = None
    elif reason == "swapped_coordinates":
        lon, lat = lat, lon
    else:
        lon, lat = round(lon + rng.uniform(1, 3), 6), round(lat + rng.uniform(0.5, 1), 6)
    feature["geometry"]["coordinates"] = [lon, lat]
    feature["properties"]["point"] = {"lat": lat, "long": lon}
