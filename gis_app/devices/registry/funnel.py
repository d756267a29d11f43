"""The funnel from a camera that stands to one whose picture serves: what is declared, unknown where nobody said.

Every stage counts those that passed all before it: yes, no and unknown are apart, and their sum is the stage before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from gis_app.devices.registry.passports import Known, Passport

STAGES = ("installed", "connected", "archive", "focus")
STANDS = {"working", "offline", "repair"}
STANDS_NOT = {"planned", "removed"}


@dataclass
class Stage:
    """Of those that passed the stage before: how many pass this one, do not, or nobody knows."""

    yes: int = 0
    no: int = 0
    unknown: int = 0

    def count(self, known: Known) -> None:
        name = {True: "yes", False: "no", None: "unknown"}[known]
        setattr(self, name, getattr(self, name) + 1)


@dataclass
class Funnel:
    """One owner's, one area's or the city's cameras, and how far they come."""

    name: str
    key: int | None = None
    cameras: int = 0
    stages: dict[str, Stage] = field(default_factory=lambda: {name: Stage() for name in STAGES})

    def add(self, known: Iterable[Known]) -> None:
        """known: what is known of one camera, a value a stage, in their order."""
        self.cameras += 1
        for name, one in zip(STAGES, known, strict=True):
            self.stages[name].count(one)
            if one is not True:
                return


def known_of(passport: Passport, archive_days: int) -> tuple[Known, ...]:
    """What is known of each stage of a camera, whatever became of the stages before."""
    deep = None if passport.archive_days is None else passport.archive_days >= archive_days
    focus = False if passport.occluded_on else passport.in_focus
    return installed(passport), passport.connection == "integrated" and not passport.withdrawn, deep, focus


def installed(passport: Passport) -> Known:
    """By its state; where that is unknown, by the days of installation and removal."""
    if passport.status in STANDS:
        return True
    if passport.status in STANDS_NOT or passport.removed_on:
        return False
    return True if passport.installed_on else None


def funnel(found: Iterable[Passport], archive_days: int, name: str = "") -> Funnel:
    """One funnel of all the passports."""
    made = Funnel(name)
    for one in found:
        made.add(known_of(one, archive_days))
    return made


def by(found: Iterable[Passport], key: Callable[[Passport], tuple[int | None, str]], archive_days: int) -> list[Funnel]:
    """A funnel for each owner or area that `key` gives as id and name, the most cameras first."""
    made: dict[int | None, Funnel] = defaultdict(lambda: Funnel(""))
    for one in found:
        pk, name = key(one)
        made[pk].name, made[pk].key = name, pk
        made[pk].add(known_of(one, archive_days))
    return sorted(made.values(), key=lambda each: (-each.cameras, each.name))


def owner(passport: Passport) -> tuple[int | None, str]:
    """Who answers for the camera: its holder, else its owner."""
    if passport.holder_id:
        return passport.holder_id, passport.holder
    return passport.owner_id, passport.owner


def area(passport: Passport) -> tuple[int | None, str]:
    return passport.area_id, passport.area
