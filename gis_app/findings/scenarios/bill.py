"""What a scenario costs, and what it asks of disks and lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gis_app.findings.camera_models import Catalogue
from gis_app.findings.scenarios.models import ScenarioCamera

SECONDS_A_DAY = 86_400
BITS = 8
MEGABITS_A_TERABYTE = 1e6 * BITS


@dataclass(frozen=True)
class Line:
    """One line of the bill of materials: a model or a mount by its code, how many, and the price of one."""

    what: str
    code: str
    count: int
    price: float

    @property
    def total(self) -> float:
        return self.count * self.price


@dataclass(frozen=True)
class Bill:
    """The lines, and what they come to; disk in terabytes (10^12 bytes), line in Mbit/s, power in watts."""

    lines: tuple[Line, ...]
    cameras: float
    mounts: float
    disk: float
    terabytes: float
    mbit_s: float
    watts: float
    currency: str

    @property
    def total(self) -> float:
        return self.cameras + self.mounts + self.disk


def terabytes(mbit_s: float, days: float) -> float:
    """Room for so many days of recording at a rate, in terabytes of 10^12 bytes."""
    return mbit_s * SECONDS_A_DAY * days / MEGABITS_A_TERABYTE


def cost(camera: ScenarioCamera, catalogue: Catalogue) -> float:
    """A camera with its mount, without disk. Raises BadInput for what the catalogue does not have."""
    return catalogue.model(camera.model).price + catalogue.mount(camera.mount).price


def bill(cameras: Sequence[ScenarioCamera], archive_days: int, catalogue: Catalogue) -> Bill:
    """Raises BadInput for a model or mount that the catalogue does not have any more."""
    models, mounts = Counter(one.model for one in cameras), Counter(one.mount for one in cameras)
    lines = [Line("model", code, count, catalogue.model(code).price) for code, count in sorted(models.items())]
    hung = [Line("mount", code, count, catalogue.mount(code).price) for code, count in sorted(mounts.items())]
    mbit_s = sum(catalogue.model(code).mbit_s * count for code, count in models.items())
    room = terabytes(mbit_s, archive_days)
    return Bill(
        lines=(*lines, *hung),
        cameras=sum(line.total for line in lines),
        mounts=sum(line.total for line in hung),
        disk=room * catalogue.storage.price_per_tb,
        terabytes=room,
        mbit_s=mbit_s,
        watts=sum(catalogue.model(code).watts * count for code, count in models.items()),
        currency=catalogue.currency,
    )
