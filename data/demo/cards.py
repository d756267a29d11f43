"""One accident's card in the traffic police's words: category, vehicles, participants, harm."""

import datetime as dt

import numpy as np

CATEGORIES = {
    "Столкновение": 0.52,
    "Наезд на пешехода": 0.27,
    "Наезд на препятствие": 0.08,
    "Наезд на велосипедиста": 0.06,
    "Наезд на стоящее ТС": 0.05,
    "Опрокидывание": 0.02,
}
WALKER = {"Наезд на пешехода": "Пешеход", "Наезд на велосипедиста": "Велосипедист"}
SCHEMES = {"Столкновение": "210", "Наезд на пешехода": "820", "Наезд на препятствие": "610"}
UNHARMED = "Не пострадал"
LIGHTLY = "Раненый, находящийся (находившийся) на амбулаторном лечении, либо в условиях дневного стационара"
GRAVELY = "Раненый, находящийся (находившийся) на стационарном лечении"
DEAD = "Скончался на месте ДТП до приезда скорой медицинской помощи"
FAULTS = (
    "Несоблюдение очередности проезда",
    "Несоответствие скорости конкретным условиям движения",
    "Нарушение правил проезда пешеходного перехода",
    "Неправильный выбор дистанции",
    "Превышение установленной скорости движения",
)
MODELS = (
    ("ВАЗ", "Granta (Гранта)", "В-класс (малый) до 3,9 м"),
    ("ВАЗ", "Priora", "В-класс (малый) до 3,9 м"),
    ("ВАЗ", "Vesta", "С-класс (малый средний, компактный) до 4,3 м"),
    ("KIA", "Rio", "В-класс (малый) до 3,9 м"),
    ("HYUNDAI", "Solaris", "В-класс (малый) до 3,9 м"),
    ("ГАЗ", "3302 ГАЗель", "Фургоны"),
    ("КАМАЗ", "Самосвал", "Самосвалы"),
)
COLOURS = ("Белый", "Серый", "Черный", "Синий", "Красный", "Иные цвета")
NEARBY = (
    "Нерегулируемый перекрёсток неравнозначных улиц (дорог)",
    "Регулируемый перекресток",
    "Нерегулируемый пешеходный переход",
    "Регулируемый пешеходный переход",
    "Остановка общественного транспорта",
    "Многоквартирные жилые дома",
    "Жилые дома индивидуальной застройки",
    "АЗС",
)


def card(moment: dt.datetime, rng: np.random.Generator) -> dict:
    """The card's fields but place, time and id; the counts of harmed agree with the participants."""
    category = str(rng.choice(list(CATEGORIES), p=list(CATEGORIES.values())))
    count = int(rng.choice([2, 3], p=[0.9, 0.1])) if category in {"Столкновение", "Наезд на стоящее ТС"} else 1
    vehicles = [_vehicle(rng) for _ in range(count)]
    walkers = [_person(WALKER[category], rng)] if category in WALKER else []
    people = walkers + [person for vehicle in vehicles for person in vehicle["participants"]]
    _harm(people, rng)
    dead = sum(person["health_status"] == DEAD for person in people)
    injured = sum(person["health_status"] in {LIGHTLY, GRAVELY} for person in people)
    gravely = any(person["health_status"] == GRAVELY for person in people)
    weather = _weather(moment, rng)
    return {
        "category": category,
        "vehicles": vehicles,
        "participants": walkers,
        "dead_count": dead,
        "injured_count": injured,
        "participants_count": len(people),
        "severity": "С погибшими" if dead else "Тяжёлый" if gravely else "Легкий",
        "scheme": SCHEMES.get(category),
        "light": _light(moment, rng),
        "weather": [weather],
        "road_conditions": [{"Ясно": "Сухое", "Пасмурно": "Сухое", "Снегопад": "Заснеженное"}.get(weather, "Мокрое")],
        "nearby": sorted(str(n) for n in rng.choice(NEARBY, int(rng.integers(0, 4)), replace=False)),
        "participant_categories": ["Все участники"] + (["Пешеходы"] if category == "Наезд на пешехода" else []),
    }


def _vehicle(rng: np.random.Generator) -> dict:
    brand, model, category = MODELS[int(rng.integers(len(MODELS)))]
    passengers = [_person("Пассажир", rng) for _ in range(int(rng.choice([0, 1, 2], p=[0.6, 0.3, 0.1])))]
    return {
        "year": int(rng.integers(2002, 2026)) if rng.random() < 0.96 else None,
        "brand": brand,
        "color": str(rng.choice(COLOURS)),
        "model": model,
        "category": category,
        "participants": [_person("Водитель", rng), *passengers],
    }


def _person(role: str, rng: np.random.Generator) -> dict:
    driver = role == "Водитель"
    person = {
        "role": role,
        "gender": str(rng.choice(["Мужской", "Женский"], p=[0.75, 0.25] if driver else [0.5, 0.5])),
        "violations": [str(rng.choice(FAULTS))] if driver and rng.random() < 0.6 else [],
        "health_status": UNHARMED,
    }
    if role in WALKER.values():
        return person
    return person | {"years_of_driving_experience": int(rng.integers(0, 40)) if driver else None}


def _harm(people: list[dict], rng: np.random.Generator) -> None:
    """The first, who is the walker where there is one, is always harmed; the others sometimes."""
    for index, person in enumerate(people):
        if index == 0 or rng.random() < 0.22:
            person["health_status"] = str(rng.choice([LIGHTLY, GRAVELY, DEAD], p=[0.56, 0.38, 0.06]))


def _weather(moment: dt.datetime, rng: np.random.Generator) -> str:
    winter = moment.month in {12, 1, 2}
    kinds = ["Ясно", "Пасмурно", "Снегопад" if winter else "Дождь", "Туман"]
    return str(rng.choice(kinds, p=[0.62, 0.2, 0.15, 0.03]))


def _light(moment: dt.datetime, rng: np.random.Generator) -> str:
    if 8 <= moment.hour < 17:
        return "Светлое время суток"
    if moment.hour in {7, 17, 18}:
        return "Сумерки"
    lit = rng.random() < 0.8
    return "В темное время суток, освещение включено" if lit else "В темное время суток, освещение отсутствует"
