"""Names in four languages: Russian as it stands on the map, with English, Ukrainian and Kazakh beside it."""

from collections.abc import Iterator
from itertools import count

import numpy as np

from data.demo.names import latin

from .words import ADJECTIVES, DISTRICTS, KINDS, NUMBERED

Names = dict[str, str]
HARD = "кгхжшщч"
ORDINAL = {"f": ("я", "га"), "m": ("й", "й"), "n": ("е", "ге")}


def russian(feminine: str, gender: str) -> str:
    """«Степная!» as it stands before a noun of gender f, m or n; "!" marks a masculine in -ой."""
    stressed, word = feminine.endswith("!"), feminine.rstrip("!")
    stem, soft = word[:-2], word.endswith("яя")
    if gender == "f":
        return word
    if gender == "n":
        return stem + ("ее" if soft else "ое")
    if stressed:
        return stem + "ой"
    return stem + ("ий" if soft or stem[-1] in HARD else "ый")


def ukrainian(feminine: str, gender: str) -> str:
    """«Степова» as it stands before a noun of gender f, m or n."""
    if gender == "f":
        return feminine
    soft = feminine.endswith("я")
    return feminine[:-1] + {"m": "ій" if soft else "ий", "n": "є" if soft else "е"}[gender]


def named(word: tuple[str, ...], kind: str, number: int = 1) -> Names:
    """The name of a thing of a kind of KINDS; from the second on it is numbered.

    >>> named(("Степная!", "Степова", "Дала"), "lane", 2)["ru"]
    '2-й Степной переулок'
    """
    noun, gender, noun_uk, noun_kk, noun_en = KINDS[kind]
    ru, uk = russian(word[0], gender), ukrainian(word[1], gender)
    texts = {
        "ru": f"{ru} {noun}",
        "en": f"{latin(ru)} {noun_en}",
        "uk": f"{uk} {noun_uk}",
        "kk": f"{word[2]} {noun_kk}",
    }
    if number == 1:
        return texts
    ends = ORDINAL[gender]
    before = {"ru": f"{number}-{ends[0]}", "en": f"{number}{english_ordinal(number)}", "uk": f"{number}-{ends[1]}"}
    return {code: f"{before.get(code, f'{number}-ші')} {text}" for code, text in texts.items()}


def english_ordinal(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def numbered(kind: str, number: int) -> Names:
    """The name of the site of a kind of NUMBERED that bears this number."""
    return dict(zip(("ru", "en", "uk", "kk"), (text.format(number) for text in NUMBERED[kind]), strict=True))


def district(number: int) -> Names:
    """The name of the district of this number, from 0."""
    return named(tuple(DISTRICTS[number].split("|")), "district")


def given(kinds: list[str], rng: np.random.Generator) -> Iterator[Names]:
    """Names without end, none twice: every word with each of the kinds, then the same numbered from 2 on."""
    order = rng.permutation(len(ADJECTIVES))
    for number in count(1):
        for kind in kinds:
            for index in order:
                yield named(ADJECTIVES[index], kind, number)


def tags(names: Names) -> dict[str, str]:
    """The names as OpenStreetMap writes them."""
    return {"name": names["ru"], **{f"name:{code}": text for code, text in names.items()}}
