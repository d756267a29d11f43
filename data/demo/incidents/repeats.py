"""Near repeats: a crime calls forth others of its kind near it, soon after."""

import numpy as np
import shapely

from .calendar import DAY, Calendar
from .ground import Ground, along
from .kinds import KINDS
from .rows import Rows, fresh, joined
from .rules import Repeats


class Offspring:
    """Draws the offspring of crimes, and theirs; see Mohler et al., "Self-exciting point process modeling of crime"
    (JASA 106, 2011)."""

    def __init__(self, ground: Ground, calendars: list[Calendar], rules: Repeats) -> None:
        self._ground, self._calendars, self._rules = ground, calendars, rules
        self._tree = shapely.STRtree(ground.shapes)
        self._calls = np.array([rules.branching if kind.name in rules.kinds else 0.0 for kind in KINDS])

    def all_of(self, parents: Rows, until: int, rng: np.random.Generator) -> tuple[Rows, Rows]:
        """(all crimes before the minute `until`, parents among them; those that fall later and call none yet)."""
        now, later = [parents], []
        while len(now[-1]):
            born = self.of(now[-1], rng)
            now.append(born.of(born.minute < until))
            later.append(born.of(born.minute >= until))
        return joined(now), joined(later) if later else parents.of(np.zeros(0, int))

    def of(self, parents: Rows, rng: np.random.Generator) -> Rows:
        """Direct offspring only."""
        own = parents.of(np.repeat(np.arange(len(parents)), rng.poisson(self._calls[parents.kind])))
        count = len(own)
        lag = np.minimum(rng.geometric(1 / self._rules.mean_days, count), self._rules.days - 1)
        day, minute = own.minute // DAY + lag, np.zeros(count, int)
        for number in np.unique(own.kind):
            mine = own.kind == number
            minute[mine] = self._calendars[number].on(day[mine], rng)
        segment, place = self._beside(own, rng)
        return fresh(own.kind, segment, place, minute, True)

    def _beside(self, own: Rows, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Segments and places on the nearest streets; at the parent's own place where the street would be too far."""
        angle, count = rng.uniform(0, 2 * np.pi, len(own)), len(own)
        away = rng.exponential(self._rules.mean_m, count)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
        points = shapely.points(own.place + away)
        segment = self._tree.nearest(points) if count else np.zeros(0, int)
        shapes = self._ground.shapes[segment]
        place = along(shapes, shapely.line_locate_point(shapes, points, normalized=True), rng.uniform(-5, 5, count))
        far = np.hypot(*(place - own.place).T) > self._rules.reach_m
        far |= self._ground.use[segment] == "field"
        return np.where(far, own.segment, segment), np.where(far[:, None], own.place, place)
