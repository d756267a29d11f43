"""Figures for Prometheus: how long answers take, by door and status, and the city's health as gauges."""

import time
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest, multiprocess
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from gis_app.config import env, health

DOORS = {"tiles", "api", "ogc", "export", "planner", "official", "operator", "admin", "login", "static"}
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
requests = CollectorRegistry()
ANSWERS = Histogram(
    "safecity_answer_seconds",
    "Seconds from a request to its answer",
    ["door", "status"],
    registry=requests,
    buckets=SECONDS,
)


def timed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: time every answer, by the first word of its address and its status."""

    def middleware(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        ANSWERS.labels(door(request.path), f"{response.status_code // 100}xx").observe(time.perf_counter() - begun)
        return response

    return middleware


def door(path: str) -> str:
    """
    >>> door("/tiles/crimes/1/0/0.pbf"), door("/"), door("/nothing/of/ours")
    ('tiles', 'home', 'other')
    """
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in DOORS else ("other" if first else "home")


class Health(Collector):
    """The facts of the health page that are numbers, read when they are asked for."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("safecity_part_ok", "1 where a part of the product is well", labels=["part"])
        facts = GaugeMetricFamily("safecity_fact", "A figure of the health page", labels=["part", "fact", "unit"])
        for part in health.parts():
            up.add_metric([part.code], float(part.ok))
            for fact in part.facts:
                if isinstance(fact.value, int | float):
                    facts.add_metric([part.code, fact.code, fact.unit], fact.value)
        yield from (up, facts)


def exposition() -> bytes:
    """Every figure in Prometheus' text format; answers of all web processes together."""
    shown = CollectorRegistry()
    if shared_folder():
        multiprocess.MultiProcessCollector(shown)
    shown.register(Health())
    own = b"" if shared_folder() else generate_latest(requests)
    return own + generate_latest(shown)


def shared_folder() -> str:
    """Where web processes keep their counts for each other; gunicorn's settings name it."""
    return env.text("PROMETHEUS_MULTIPROC_DIR")


CONTENT_TYPE = CONTENT_TYPE_LATEST
