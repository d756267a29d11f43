"""Two crime lists that nobody published: Kazakh and Ukrainian in form, in cp1251, with the abbreviations usual there.

The Kazakh one is written as old programmes wrote it: cp1251 has no ә ғ қ ң ө ұ ү һ, so а г к н о у у х stand for them.
"""

import csv
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

Box = tuple[float, float, float, float]
TO_CP1251 = str.maketrans("әғқңөұүһӘҒҚҢӨҰҮҺ", "агкноуухАГКНОУУХ")
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
DEFECTS = {"no_coordinates": 0.03, "bad_date": 0.01, "unknown_kind": 0.02}


@dataclass(frozen=True)
class Form:
    """How one list looks: its columns in their order, its kinds with their articles, streets, and how it writes."""

    columns: tuple[str, ...]
    number: str
    kinds: tuple[tuple[str, str], ...]
    streets: tuple[str, ...]
    house: tuple[str, ...]
    district: tuple[str, ...]
    spelled: Callable[[str], str] = str


KAZAKH = Form(
    ("СДТБТ №", "Тіркелген күні", "Мекенжайы", "Бап", "Құқық бұзушылық түрі", "Ендік", "Бойлық", "Аудан"),
    "25{:013d}",
    (
        ("Ұрлық", "ҚК 188-бап"),
        ("Тонау", "ҚК 191-бап"),
        ("Қарақшылық", "ҚК 192-бап"),
        ("Алаяқтық", "ҚК 190-бап"),
        ("Бұзақылық", "ҚК 293-бап"),
        ("Ұсақ бұзақылық", "ӘҚБтК 434-бап"),
        ("Денсаулыққа зиян келтіру", "ҚК 108-1-бап"),
        ("Кісі өлтіру", "ҚК 99-бап"),
        ("Көлікті айдап кету", "ҚК 200-бап"),
        ("Есірткі", "ҚК 296-бап"),
        ("Мүлікті бүлдіру", "ҚК 202-бап"),
    ),
    ("Абай к-сі", "Достық д-лы", "Қабанбай батыр к-сі", "Сәтбаев к-сі", "Самал ы/а", "3 мкр.", "Тәуелсіздік д-лы"),
    ("{}-үй", "{} үй, {} п."),
    ("Алатау а-ны", "Есіл а-ны"),
    lambda text: text.translate(TO_CP1251),
)
UKRAINIAN = Form(
    ("Номер ЄРДР", "Дата вчинення", "Адреса", "Кваліфікація", "Вид правопорушення", "Широта", "Довгота", "Район"),
    "12025{:012d}",
    (
        ("Крадіжка", "ст. 185 ККУ"),
        ("Грабіж", "ст. 186 ККУ"),
        ("Розбій", "ст. 187 ККУ"),
        ("Шахрайство", "ст. 190 ККУ"),
        ("Хуліганство", "ст. 296 ККУ"),
        ("Дрібне хуліганство", "ст. 173 КУпАП"),
        ("Тілесні ушкодження", "ст. 122 ККУ"),
        ("Умисне вбивство", "ст. 115 ККУ"),
        ("Незаконне заволодіння ТЗ", "ст. 289 ККУ"),
        ("Наркотики", "ст. 309 ККУ"),
        ("Пошкодження майна", "ст. 194 ККУ"),
    ),
    ("вул. Шевченка", "просп. Соборний", "бульв. Лесі Українки", "мкр. Сонячний", "пров. Ґонти", "пл. Об’єднання"),
    ("буд. {}", "буд. {}, кв. {}"),
    ("Центральний р-н", "Подільський р-н"),
)


def write(path: Path, form: Form, box: Box, rows: int, seed: int = 1) -> Counter[str]:
    """Write a list of crimes of 2025 in the box (west, south, east, north), and tell where each of its rows must go.

    The answer counts `loaded` and the reasons of the others; of the sound rows some are there twice.
    """
    rng = random.Random(seed)
    defects = rng.choices([*DEFECTS, ""], [*DEFECTS.values(), 1 - sum(DEFECTS.values())], k=rows)
    lines = [damaged(row(rng, form, box, number), defect) for number, defect in enumerate(defects)]
    sound = [line for line, defect in zip(lines, defects, strict=True) if not defect]
    twice = rng.sample(sound, len(sound) // 40)
    with open(path, "w", encoding="cp1251", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(map(form.spelled, form.columns))
        writer.writerows(list(map(form.spelled, line)) for line in [*lines, *twice])
    return Counter([defect or "loaded" for defect in defects]) + Counter({"duplicate": len(twice)})


def row(rng: random.Random, form: Form, box: Box, number: int) -> list[str]:
    """One sound row: number, moment, address, article, kind, latitude, longitude with decimal commas, district."""
    kind, article = rng.choice(form.kinds)
    house = rng.choice(form.house).format(rng.randint(1, 120), rng.randint(1, 90))
    west, south, east, north = box
    lat, lon = (f"{rng.uniform(*span):.6f}".replace(".", ",") for span in ((south, north), (west, east)))
    moment = FIRST + timedelta(minutes=rng.randrange(365 * 24 * 60))
    address = f"{rng.choice(form.streets)}, {house}"
    written = [form.number.format(number + 1), f"{moment:%d.%m.%Y %H:%M}", address, article, kind, lat, lon]
    return [*written, rng.choice(form.district)]


def damaged(line: list[str], defect: str) -> list[str]:
    """The row with what is wrong with it."""
    wrong = {"no_coordinates": {5: "", 6: ""}, "bad_date": {1: "31.02.2025"}, "unknown_kind": {4: "???"}}
    return [wrong.get(defect, {}).get(at, cell) for at, cell in enumerate(line)]
