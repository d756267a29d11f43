"""Tokens that Python needs; the same values as assets/tokens.css, which the browser needs."""

from dataclasses import dataclass
from typing import Any, Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Tones:
    """Colours of one theme as #RRGGBB, named as in assets/tokens.css."""

    ink: str
    ink2: str
    ink3: str
    line: str
    line2: str
    panel: str
    panel2: str
    accent: str
    on_accent: str
    crime: str
    accident: str
    call: str
    camera: str

    def layer(self, layer: str) -> str:
        """The colour of a layer's incidents."""
        tones = {"crimes": self.crime, "accidents": self.accident, "calls": self.call, "cameras": self.camera}
        return tones[layer]


LIGHT = Tones(
    ink="#16202B",
    ink2="#4A5764",
    ink3="#5F6B78",
    line="#DCE1E6",
    line2="#C3CBD3",
    panel="#FFFFFF",
    panel2="#F6F7F9",
    accent="#0B6670",
    on_accent="#FFFFFF",
    crime="#C2410C",
    accident="#1F2A44",
    call="#1D63C4",
    camera="#5B35A8",
)
DARK = Tones(
    ink="#E8EDF2",
    ink2="#A9B5C1",
    ink3="#8E9BA8",
    line="#2A333D",
    line2="#3B4652",
    panel="#151A20",
    panel2="#1D242C",
    accent="#4CC9D0",
    on_accent="#06282B",
    crime="#FF8A4C",
    accident="#C7D2EA",
    call="#6FB3FF",
    camera="#AE98E0",
)
TONES: dict[Theme, Tones] = {"light": LIGHT, "dark": DARK}

ACCOUNT = {"loaded": LIGHT.accent, "updated": "#6A45B0", "unchanged": LIGHT.line2, "rejected": "#D8590B"}
FONT = '"Inter Variable", "Noto Sans", "DejaVu Sans", sans-serif'

ACCENTS = ["#E3F1F2", "#C9E3E5", "#A3CFD2", "#73B4B9", "#43969D", "#217C85", "#0B6670", "#0B6670", "#08525A", "#063F45"]
ACCENTS_DARK = [
    "#D9F6F7",
    "#B9ECEE",
    "#94E0E3",
    "#70D5DA",
    "#4CC9D0",
    "#4CC9D0",
    "#4CC9D0",
    "#35A9B0",
    "#1F5A5F",
    "#12383C",
]
GREYS_DARK = [
    "#E8EDF2",
    "#C6CFD8",
    "#A9B5C1",
    "#8E9BA8",
    "#5E6B79",
    "#3B4652",
    "#1D242C",
    "#151A20",
    "#0D1116",
    "#0A0D11",
]


def mantine(theme: Theme) -> dict[str, Any]:
    """Theme for `dmc.MantineProvider`: our accent, type, radii, and control height."""
    small = {"defaultProps": {"size": "xs"}}
    return {
        "fontFamily": FONT,
        "primaryColor": "accent",
        "primaryShade": {"light": 6, "dark": 4},
        "autoContrast": True,
        "colors": {"accent": ACCENTS if theme == "light" else ACCENTS_DARK, "dark": GREYS_DARK},
        "defaultRadius": 6,
        "fontSizes": {"xs": "13px", "sm": "13px", "md": "14px"},
        "black": LIGHT.ink,
        "components": dict.fromkeys(("Select", "MultiSelect", "DatePickerInput", "TextInput", "Switch"), small),
    }


def grid(theme: Theme) -> dict[str, Any]:
    """Parameters of AG Grid's Quartz theme."""
    tones = TONES[theme]
    return {
        "accentColor": tones.accent,
        "backgroundColor": tones.panel,
        "browserColorScheme": theme,
        "foregroundColor": tones.ink,
        "borderColor": tones.line,
        "headerBackgroundColor": tones.panel2,
        "headerTextColor": tones.ink3,
        "fontFamily": FONT,
        "fontSize": 13,
        "spacing": 5,
        "wrapperBorderRadius": 8,
    }
