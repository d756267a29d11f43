"""The environment, read once. No other file reads `os.environ` for configuration."""

import os
import re
from datetime import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class BadSetting(SystemExit):
    """A malformed or missing setting; its text names the line to add."""

    def __init__(self, text: str):
        super().__init__(f"safecity: {text}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    value = text(name, "0")
    if value not in {"0", "1", ""}:
        raise BadSetting(f"{name} is 0 or 1, not {value!r}. Set {name}=1 or leave it out.")
    return value == "1"


def number(name: str, default: int, low: int, high: int) -> int:
    value = text(name, str(default))
    if not re.fullmatch(r"\d{1,9}", value) or not low <= int(value) <= high:
        raise BadSetting(f"{name} is a number from {low} to {high}, not {value!r}. Set {name}={default}.")
    return int(value)


def hour(name: str) -> time | None:
    """An hour of the city's day, or none."""
    value = text(name)
    if value and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise BadSetting(f"{name} is an hour of the day, not {value!r}. Set {name}=02:30 or leave it out.")
    return time.fromisoformat(value) if value else None


def country(name: str) -> str:
    """Two letters of ISO 3166, or nothing."""
    value = text(name)
    if not re.fullmatch(r"([A-Z]{2})?", value):
        raise BadSetting(f"{name} is a country's two letters, not {value!r}. Set {name}=KZ or leave it out.")
    return value


def home() -> Path:
    """The state folder: `SAFECITY_HOME`, a relative one taken from the project's root."""
    return (ROOT / text("SAFECITY_HOME", ".safecity")).resolve()


def names(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def tell_libraries(name: str, value: str) -> None:
    """Set a variable that a library reads when it is imported."""
    os.environ[name] = value


def ours() -> dict[str, str]:
    """Every setting given from outside, to hand on to the processes that a supervisor starts."""
    return {name: value for name, value in sorted(os.environ.items()) if name.startswith("SAFECITY_")}
