"""The words that addresses are made of besides names, folded as `gis_app.folding` does."""

from gis_app.wording import words

# Each kind of street under one code, in the four languages and their abbreviations.
KINDS = {
    "street": "улица ул у-ца вулиця вул көшесі көш к-сі street str st",
    "avenue": "проспект просп пр-т пр-кт проспекті даңғылы даңғ д-лы avenue ave av",
    "lane": "переулок пер пер-к провулок пров тұйық тұйығы тұй lane ln",
    "boulevard": "бульвар бул б-р бульвары boulevard blvd",
    "square": "площадь пл площа майдан алаңы алаң square sq plaza plz",
    "embankment": "набережная наб набережна жағалауы жағ embankment",
    "highway": "шоссе ш шосе тас-жолы трасса highway hwy expressway expy parkway pkwy",
    "passage": "проезд пр-д проїзд өтпесі passage",
    "road": "дорога дор жолы жол road rd",
    "drive": "drive dr",
    "court": "court ct",
    "place": "place",
    "way": "way",
    "alley": "аллея ал алея аллеясы alley",
    "terrace": "terrace ter",
    "district": "микрорайон мкр мкрн мікрорайон мкр-н ықшамаудан шағынаудан ш-ауд",
}
# What begins or ends a part of an address that is a settlement or an administrative area, never a street.
# A single letter needs its full stop, but for «г».
SETTLEMENTS = (
    "гор|город|місто|қаласы|city|town|село|ауылы|ауыл|пос|посёлок|селище|смт|станица|р-н|район|ауданы|обл|область|облысы|"
    "респ|республика|край|county|township"
)
LETTERS_OF_SETTLEMENTS = "м|с|қ|п"
SIDES = {
    **dict.fromkeys(("n", "north"), "n"),
    **dict.fromkeys(("s", "south"), "s"),
    **dict.fromkeys(("e", "east"), "e"),
    **dict.fromkeys(("w", "west"), "w"),
}
# Endings of ordinals, written apart: «1-я», «2-ая», «3-го», «5-ші».
ENDINGS = frozenset(words("я й ая ый ой го ша ші шы нд рд th nd rd"))
HOUSE = "дом|д|будинок|буд|үй|house|no|nr|№"
PARTS = "корпус|корп|кор|к|строение|стр|блок|block|bldg"
FLATS = "квартира|кв|пәтер|апартамент|apartment|apt|unit|офис|оф|office|комната|ком"
# What joins the two streets of a crossing.
CORNER = "угол|перекрёсток|пересечение|ріг|перехрестя|қиылысы|corner of"
BETWEEN = "угол|уг|ріг|бұрышы|пересечение|перетин|перехрестя|қиылысы|and|at|и|та|і|мен|пен|бен|x|х"


def kind_words() -> dict[str, str]:
    """Every single folded word of a kind to its code; `two_words` has those that folding cuts in two."""
    return {found[0]: code for code, text in KINDS.items() for one in text.split() if len(found := words(one)) == 1}


def two_words() -> dict[tuple[str, str], str]:
    """«пр-т» is two words once punctuation is gone: the pairs, to the kind's code."""
    pairs = ((words(one), code) for code, text in KINDS.items() for one in text.split())
    return {(found[0], found[1]): code for found, code in pairs if len(found) == 2}
