"""The catalogues of what the product says: what the code says, what they lack, and bringing them up to it."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from gis_app.config.admin_words import WORDS

FOLDERS = ("gis_app", "layers", "etl", "dashboards")
METHODS = [("**.py", "python"), ("**/templates/**.html", "gis_app.config.catalogues:from_template")]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "pgettext_lazy": ((1, "c"), 2),
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "kk": "nplurals=2; plural=(n != 1);",
}
PLACE = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[%sd]")
OF_DJANGO = (
    "username",
    "The password is too similar to the %(verbose_name)s.",
    (
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    "This password is too common.",
    "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    "This field cannot be blank.",
    "This field is required.",
)
Identity = tuple[str, str]


def path_of(language: str, country: str = "") -> Path:
    folder = settings.BASE_DIR / "locale"
    folder = folder / "countries" / country if country else folder
    return folder / language / "LC_MESSAGES" / "django.po"


def said() -> Catalog:
    """Everything that the code and the templates say through gettext, the names of declared sources, and what Django
    says to people on our pages, since its own Kazakh is incomplete."""
    catalog = Catalog(charset="utf-8")
    for folder in FOLDERS:
        found = extract_from_dir(settings.BASE_DIR / folder, METHODS, keywords=KEYWORDS)
        for _file, _line, text, _comments, context in found:
            catalog.add(text, context=context)
    for text in (*OF_DJANGO, *WORDS):
        catalog.add(text)
    for declared in (settings.BASE_DIR / "etl" / "sources").glob("*/source.yml"):
        catalog.add(yaml.safe_load(declared.read_text(encoding="utf-8"))["name"])
    return catalog


def from_template(file: Any, keywords: Any, tags: Any, options: Any) -> Iterator[Any]:
    """Babel's way to read a Django template: turned into Python as Django's own makemessages does."""
    source = templatize(file.read().decode("utf-8"))
    yield from extract_python(BytesIO(source.encode()), keywords, tags, options)


def read(language: str, country: str = "") -> Catalog:
    with path_of(language, country).open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def identity(message: Message) -> Identity:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", first


def update(language: str, wanted: Catalog) -> Catalog:
    """The language's catalogue with an entry for all that is said, sorted; what is no longer said is left out."""
    there = {identity(message): message.string for message in read(language) if message.id}
    fresh = Catalog(locale=language, project="Safe City", charset="utf-8", fuzzy=False)
    for message in wanted:
        if message.id:
            empty = tuple("" for _form in range(_forms(language))) if message.pluralizable else ""
            fresh.add(message.id, string=there.get(identity(message), empty), context=message.context)
    return fresh


def write(catalog: Catalog, language: str, country: str = "") -> None:
    """Write a catalogue without places and dates, so that a change shows what changed."""
    with path_of(language, country).open("wb") as file:
        file.write(_header(language))
        write_po(file, catalog, omit_header=True, no_location=True, sort_output=True, width=120)


def problems() -> list[str]:
    """What is missing or wrong in any catalogue, a sentence each; none when all languages say all there is."""
    wanted = said()
    languages = [code for code, _name in settings.LANGUAGES if code != "en"]
    found = [sentence for code in languages for sentence in _of_language(code, read(code), wanted)]
    for path in sorted((settings.BASE_DIR / "locale" / "countries").glob("*/*/LC_MESSAGES/django.po")):
        country, code = path.parts[-4], path.parts[-3]
        known = {identity(message) for message in wanted if message.id}
        overriding = read(code, country)
        found += [f"{code}_{country}: not said: {m.id!r}" for m in _real(overriding) if identity(m) not in known]
        found += [f"{code}_{country}: {wrong}" for m in _real(overriding) for wrong in _wrong(m, code)]
    return found


def _of_language(code: str, catalog: Catalog, wanted: Catalog) -> Iterator[str]:
    there = {identity(message): message for message in _real(catalog)}
    for message in _real(wanted):
        if identity(message) not in there:
            yield f"{code}: missing: {message.id!r}"
        elif there[identity(message)].pluralizable != message.pluralizable:
            yield f"{code}: a plural on one side only: {message.id!r}"
    for message in there.values():
        yield from (f"{code}: {wrong}" for wrong in _wrong(message, code))
    if (catalog.plural_forms or "").rstrip(";").replace(" ", "") != PLURALS[code].rstrip(";").replace(" ", ""):
        yield f"{code}: Plural-Forms is not {PLURALS[code]}"


def _wrong(message: Message, code: str) -> Iterator[str]:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
    if message.fuzzy:
        yield f"fuzzy: {message.id!r}"
    if not all(strings):
        yield f"untranslated: {message.id!r}"
        return
    if message.pluralizable and len(strings) != _forms(code):
        yield f"{len(strings)} plural forms, not {_forms(code)}: {message.id!r}"
    yield from (f"{refused}: {message.id!r}" for refused in message.check())
    if any(_places(one) != _places(sources[-1]) for one in strings):
        yield f"other placeholders: {message.id!r} → {message.string!r}"


def _places(text: str | None) -> set[str]:
    return set(PLACE.findall(text or ""))


def _real(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _forms(code: str) -> int:
    return int(PLURALS[code].split(";")[0].removeprefix("nplurals="))


def _header(code: str) -> bytes:
    lines = [f"Language: {code}", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
    lines += ["Content-Transfer-Encoding: 8bit", f"Plural-Forms: {PLURALS[code]}"]
    told = "".join(f'"{line}\\n"\n' for line in lines)
    return (
        f'# Terms are those of the glossary of the field: see CONTRIBUTING.md.\nmsgid ""\nmsgstr ""\n{told}\n'.encode()
    )
