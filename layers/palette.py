"""Colours of the map, by theme. The background stays pale so that incidents and cameras are what one sees."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colours as #RRGGBB, named for what they paint."""

    land: str
    yard: str
    park: str
    tree: str
    water: str
    shore: str
    building: str
    building_edge: str
    street: str
    avenue: str
    casing: str
    avenue_casing: str
    railway: str
    label: str
    halo: str
    water_label: str
    area: str
    site: str
    crime: str
    accident: str
    call: str
    camera: str
    ring: str
    accent: str
    qualities: tuple[str, ...]
    shades: tuple[str, ...]


LIGHT = Palette(
    land="#F5F3EE",
    yard="#EAEFE2",
    park="#D6E5C9",
    tree="#BFD6AC",
    water="#BCD8E8",
    shore="#9CC1D6",
    building="#E4DED3",
    building_edge="#CDC4B4",
    street="#FFFFFF",
    avenue="#FFFFFF",
    casing="#DDD8CC",
    avenue_casing="#CFC8B8",
    railway="#A9A294",
    label="#4B5560",
    halo="#FFFFFF",
    water_label="#24566F",
    area="#5F6B78",
    site="#0B6670",
    crime="#C2410C",
    accident="#1F2A44",
    call="#1D63C4",
    camera="#5B35A8",
    ring="#FFFFFF",
    accent="#0B6670",
    qualities=("#E9E3F7", "#CFC2EE", "#AE98E0", "#8A6CCB", "#6A45B0", "#4B2A8C", "#2F1560"),
    shades=("#F2F2F0", "#DADBD9", "#BDBFBE", "#9B9E9E", "#747879"),
)

DARK = Palette(
    land="#12161B",
    yard="#131B1A",
    park="#15251E",
    tree="#1B3328",
    water="#0E2C3F",
    shore="#164058",
    building="#222A33",
    building_edge="#3A4653",
    street="#2A323B",
    avenue="#38434F",
    casing="#0E1115",
    avenue_casing="#0E1115",
    railway="#4A5562",
    label="#A6B3C0",
    halo="#0E1115",
    water_label="#6FA9C9",
    area="#8E9BA8",
    site="#4CC9D0",
    crime="#FF8A4C",
    accident="#C7D2EA",
    call="#6FB3FF",
    camera="#AE98E0",
    ring="#0E1115",
    accent="#4CC9D0",
    qualities=("#2F1560", "#4B2A8C", "#6A45B0", "#8A6CCB", "#AE98E0", "#CFC2EE", "#E9E3F7"),
    shades=("#1A1F25", "#2A323A", "#3C4650", "#525D68", "#6C7782"),
)

PALETTES = {"light": LIGHT, "dark": DARK}
