"""Street names in the Russian manner, and their Latin spelling."""

import numpy as np


def _words(text: str) -> list[str]:
    return text.split()


ADJECTIVES = _words("""Степная Почтовая Заречная Мельничная Садовая Берёзовая Кленовая Липовая Рябиновая Вишнёвая
Ореховая Сосновая Каштановая Яблоневая Полевая Луговая Озёрная Родниковая Прибрежная Портовая Рыбацкая Якорная Маячная
Парусная Кузнечная Гончарная Ткацкая Литейная Заводская Фабричная Складская Вокзальная Дорожная Базарная Соборная
Театральная Музейная Библиотечная Школьная Университетская Больничная Аптечная Пожарная Казначейская Купеческая
Ярмарочная Пушкарская Стрелецкая Монастырская Монетная Часовая Ключевая Каменная Песчаная Глинистая Гранитная Янтарная
Солнечная Звёздная Лунная Весенняя Летняя Осенняя Зимняя Рассветная Северная Южная Восточная Западная Верхняя Нижняя
Привольная Тихая Светлая Дружная Мирная Юбилейная Молодёжная Спортивная Строительная Учительская Водопроводная
Каравайная Перевозная Пристанская Ковыльная Полынная Чабрецовая Журавлиная Соловьиная Стрижиная Лебединая Ястребиная
Грачёвая Лесная Дубовая Ольховая Ивовая Черёмуховая Сиреневая Жасминовая Малиновая Смородиновая Медовая Пасечная
Огородная Урожайная Колосковая Хлебная Амбарная Сенная Конная Тележная Плотничная Столярная Бондарная Канатная Смоляная
Тополиная Угольная Паровозная Тупиковая Объездная Окружная Пограничная Высокая Холмистая Овражная Балочная Долинная""")
PRIMARY = ["проспект Мира", "Степной проспект", "Большая Степная улица", "Набережный проспект", "Заречный проспект"]
ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LATIN = _words("a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya")
LETTERS = {letter: "" if latin == "-" else latin for letter, latin in zip(ALPHABET, LATIN, strict=True)}
KINDS = {
    "улица": "Street",
    "переулок": "Lane",
    "проспект": "Avenue",
    "проезд": "Passage",
    "набережная": "Embankment",
    "аллея": "Alley",
}


def latin(text: str) -> str:
    """The Latin spelling of a Russian text, letter by letter."""
    spelled = [LETTERS.get(letter.lower(), letter) for letter in text]
    return "".join(new.capitalize() if old.isupper() else new for old, new in zip(text, spelled, strict=True))


def english(name: str) -> str:
    """The English form of a street's name: «Тополиная улица» is Topolinaya Street."""
    words = name.split()
    kind = next(word for word in words if word in KINDS)
    return " ".join([latin(" ".join(word for word in words if word != kind)), KINDS[kind]])


def masculine(adjective: str) -> str:
    """«Тополиная» as it stands before «переулок»."""
    if adjective.endswith("няя"):
        return adjective[:-2] + "ий"
    if adjective[-3] in "кгхшжчщ":
        return adjective[:-2] + "ий"
    return adjective[:-2] + ("ой" if adjective in {"Степная", "Полевая", "Луговая", "Лесная", "Заводская"} else "ый")


class StreetNames:
    """Gives out each name once; when the adjectives run out they come again as lanes and passages."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._left = [f"{ADJECTIVES[i]} улица" for i in rng.permutation(len(ADJECTIVES))][::-1]
        again = [ADJECTIVES[i] for i in rng.permutation(len(ADJECTIVES))]
        self._left = [f"{masculine(word)} {kind}" for kind in ("проезд", "переулок") for word in again] + self._left
        self._primary = PRIMARY[::-1]

    def primary(self) -> str:
        return self._primary.pop() if self._primary else self._left.pop()

    def street(self) -> str:
        return self._left.pop()
