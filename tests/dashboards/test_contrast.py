"""The tokens of both themes against WCAG 2: text at least 4.5 to 1, edges of controls at least 3 to 1."""

import re
from pathlib import Path

import pytest

from dashboards import theme
from layers.palette import PALETTES

CSS = (Path(theme.__file__).parent / "assets" / "tokens.css").read_text(encoding="utf-8")
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink2", "ink3", "accent") for ground in ("bg", "panel", "panel2")],
    *[(tone, f"{tone}-tint") for tone in ("accent", "good", "bad", "caution", "camera")],
    *[(tone, "panel") for tone in ("good", "bad", "caution", "rejected-ink")],
    ("ink", "accent-tint"),
    ("ink2", "accent-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
]
EDGES = [("line3", "panel"), ("accent", "bg"), *((each, "land") for each in ("crime", "accident", "call", "camera"))]


def tokens(name: str) -> dict[str, str]:
    """The colours of a theme; the dark ones stand over the light."""
    light, dark = CSS.split(':root[data-theme="dark"] {')
    found = dict(re.findall(r"--sc-([\w-]+): (#[0-9A-Fa-f]{6})\b", light))
    return found if name == "light" else found | dict(re.findall(r"--sc-([\w-]+): (#[0-9A-Fa-f]{6})\b", dark))


def lightness(colour: str) -> float:
    """WCAG's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (EDGES, 3.0)])
def test_what_is_read_stands_out(name, pairs, least):
    colours = tokens(name)
    faint = {(ink, on): round(contrast(colours[ink], colours[on]), 2) for ink, on in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < least} == {}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_python_and_the_browser_have_the_same_colours(name):
    colours, tones = tokens(name), theme.TONES[name]
    shared = (
        "ink",
        "ink2",
        "ink3",
        "line",
        "line2",
        "panel",
        "panel2",
        "accent",
        "crime",
        "accident",
        "call",
        "camera",
    )
    for token in shared:
        assert getattr(tones, token) == colours[token]
    assert tones.on_accent == colours["on-accent"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_legend_of_shaded_districts_has_the_maps_colours(name):
    colours = tokens(name)
    assert tuple(colours[f"shade-{step}"] for step in range(5)) == PALETTES[name].shades


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
