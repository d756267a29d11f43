"""A short name of a source in Latin letters, from a name in any of our languages."""

import re
import unicodedata

LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
        "ё": "yo",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "є": "ye",
        "і": "i",
        "ї": "yi",
        "ґ": "g",
        "ә": "a",
        "ғ": "g",
        "қ": "q",
        "ң": "n",
        "ө": "o",
        "ұ": "u",
        "ү": "u",
        "һ": "h",
    }
)
LONGEST = 40


def short_name(name: str) -> str:
    """
    >>> short_name("Кражи 2024, Орта аудан"), short_name("911"), short_name("…")
    ('krazhi_2024_orta_audan', 't_911', 'table')
    """
    latin = unicodedata.normalize("NFKD", name.lower().translate(LATIN)).encode("ascii", "ignore").decode()
    plain = "_".join(re.findall(r"[a-z0-9]+", latin))[:LONGEST].strip("_")
    return plain if plain[:1].isalpha() else f"t_{plain}" if plain else "table"
