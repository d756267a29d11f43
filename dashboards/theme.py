"""Tokens that Python needs; the same values as assets/tokens.css, which the browser needs."""

from typing import Any

INK, INK2, INK3 = "#16202B", "#4A5764", "#5F6B78"
LINE, LINE2, LINE3 = "#DCE1E6", "#C3CBD3", "#8A94A0"
PANEL = "#FFFFFF"
ACCENT = "#0B6670"
CRIME, ACCIDENT, CAMERA = "#C2410C", "#1F2A44", "#5B35A8"
ACCOUNT = {"loaded": ACCENT, "updated": "#6A45B0", "unchanged": LINE2, "rejected": "#D8590B"}
FONT = '"Inter Variable", "Noto Sans", "DejaVu Sans", sans-serif'

ACCENTS = ["#E3F1F2", "#C9E3E5", "#A3CFD2", "#73B4B9", "#43969D", "#217C85", "#0B6670", "#0B6670", "#08525A", "#063F45"]


def mantine() -> dict[str, Any]:
    """Theme for `dmc.MantineProvider`: our accent, type, radii, and control height."""
    small = {"defaultProps": {"size": "xs"}}
    return {
        "fontFamily": FONT,
        "primaryColor": "accent",
        "primaryShade": 6,
        "colors": {"accent": ACCENTS},
        "defaultRadius": 6,
        "fontSizes": {"xs": "13px", "sm": "13px", "md": "14px"},
        "black": INK,
        "components": dict.fromkeys(("Select", "MultiSelect", "DatePickerInput", "TextInput", "Switch"), small),
    }


def grid() -> dict[str, Any]:
    """Parameters of AG Grid's Quartz theme."""
    return {
        "accentColor": ACCENT,
        "foregroundColor": INK,
        "borderColor": LINE,
        "headerBackgroundColor": "#F6F7F9",
        "headerTextColor": INK3,
        "fontFamily": FONT,
        "fontSize": 13,
        "spacing": 5,
        "wrapperBorderRadius": 8,
    }
