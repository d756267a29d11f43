"""What jobs leave behind when they fail is kept in English, and said to each reader in the own language.

A sentence is found again by its words; what it was filled with stays as it is, numbers in the reader's form. What
is not in the list is said as it was kept. A test walks `etl` for sentences that are missing here.
"""

import re
from functools import cache
from re import Pattern

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from gis_app import speech

THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
GAP = re.compile(r"%\((\w+)\)s")

# Of two that fit, the one that stands first holds.
SENTENCES = (
    _("This home has no city yet. Load one: ./safecity load city.yml."),
    _("Its worker ended without a word."),
    _("Its worker ended without a word, five times."),
    _("Cancelled before it began."),
    _("Cancelled: nothing was loaded."),
    _("Cancelled: nothing of this file was loaded."),
    _("Cancelled: no link was changed."),
    _("Cancelled: the figures of before stay."),
    _("Cancelled: no camera was placed."),
    _("Cancelled: no edition was made."),
    _("An edition is being made already. Wait for it."),
    _("A place that must be seen can be seen from no candidate."),
    _(
        "No choice was found that sees all that must be seen with so few cameras or so little money; a search for the"
        " best choice may find one."
    ),
    _("A point that must get a camera lies where no camera may stand."),
    _("Another worker has this placement now."),
    _("No choice satisfies everything that is asked."),
    _("No choice that sees all that must be seen was found in the time allowed."),
    _("Cancelled: what was computed so far stays."),
    _("Another worker has taken this delivery over."),
    _("Another worker has taken this pull over."),
    _("Another worker has taken this table over."),
    _("Refused whole: %(taken)s rows could be taken, at least %(wanted)s are expected. What was there stays."),
    _("The store went away in the middle of %(file)s. Nothing of it was loaded; send it again."),
    _("The file %(file)s ends in the middle: %(why)s. Nothing was loaded. Send it again."),
    _("The file %(file)s is not whole JSON: %(why)s. Nothing was loaded."),
    _("The file %(file)s is not whole JSON. Nothing was loaded."),
    _("The file's gzip is broken. Nothing was loaded."),
    _("The file unpacks to more than %(mb)s MB. Nothing was loaded."),
    _("Line %(line)s of %(file)s can't be taken apart: %(why)s. Nothing was loaded."),
    _("Line %(line)s of %(file)s can't be taken apart. Nothing was loaded."),
    _("%(file)s can't be taken apart: %(why)s. Nothing was loaded."),
    _(
        "%(file)s has another header than %(source)s declares: it lacks %(missing)s and has unknown %(unknown)s."
        " Nothing was loaded."
    ),
    _("%(file)s has another header than %(source)s declares: it lacks %(missing)s. Nothing was loaded."),
    _("%(file)s has another header than %(source)s declares: it has unknown %(unknown)s. Nothing was loaded."),
    _("%(file)s has another header than %(source)s declares. Nothing was loaded."),
    _("%(file)s comes with its %(table)s, and no %(other)s lies beside it. Nothing was loaded."),
    _("%(file)s is empty. Nothing was loaded."),
    _("%(file)s names a column twice. Nothing was loaded."),
    _("%(file)s names a column twice. Rename one and give it again."),
    _("%(file)s holds no features. Nothing was loaded."),
    _("%(file)s is no whole OpenStreetMap extract. Nothing was loaded."),
    _("%(file)s has %(bytes)s bytes, more than %(most)s. Nothing was loaded."),
    _("%(kind)s %(code)s is already there, from %(source)s. Nothing was loaded."),
    _("%(file)s leads to other files or holds programs. Save it anew with values only. Nothing was loaded."),
    _("%(file)s is no workbook that can be read: save it anew as XLSX. Nothing was loaded."),
    _("%(file)s has no sheet %(sheet)s. Nothing was loaded."),
    _("%(file)s holds a formula in %(cell)s. Paste values only and save it again. Nothing was loaded."),
    _("%(file)s is no whole zip file. Nothing was loaded."),
    _("%(file)s holds too many files. Nothing was loaded."),
    _("%(file)s unpacks to %(mb)s MB, more than is taken. Nothing was loaded."),
    _("%(file)s is locked by a password. Nothing was loaded."),
    _("%(file)s names files outside of itself. Nothing was loaded."),
    _("%(file)s holds another packed file: unpack it first. Nothing was loaded."),
    _("%(file)s must hold exactly one Shapefile, it holds %(n)s. Nothing was loaded."),
    _("%(file)s can't be read: it is neither a Shapefile nor a GeoPackage. Nothing was loaded."),
    _("%(file)s can't be read: its tables lead out of it. Nothing was loaded."),
    _("%(file)s has no layer %(layer)s. Nothing was loaded."),
    _("%(file)s has no columns that can be read."),
    _("%(file)s has more than %(n)s columns."),
    _("%(file)s is none of CSV, XLSX, GeoJSON, zipped Shapefile or GeoPackage. Save it as one of them."),
    _("The description is too long: too many values have a kind of their own."),
    _("Give the source a name."),
    _("The short name is 2 to 63 small Latin letters, digits and _, a letter first."),
    _("There is a source %(code)s already. Choose another short name."),
    _("No file of this source is kept. Give one as a new table."),
    _("The file is no longer here. Nothing was loaded. Choose it again."),
    _("The file has not been looked at yet."),
    _("Still needed: %(fields)s."),
    _("Say how the dates are written."),
    _("Cancelled. What you said of the table is kept."),
    _("The table was deleted."),
    _("Something of ours failed. Your table is kept as it is."),
    _("The source %(code)s declares no pull any more."),
    _("%(code)s declares no pull."),
    _("%(code)s is no list of cameras."),
    _("There is no source %(code)s. Known: %(known)s."),
    _("It took longer than %(minutes)s minutes. Nothing was loaded."),
    _("More than %(mb)s MB came. Nothing was loaded."),
    _("The source leads to what is no address of the web. Nothing was called."),
    _("The source does not declare %(host)s. Nothing was called."),
    _("%(host)s leads to %(address)s, %(why)s. Nothing was called."),
    _("%(host)s has no address."),
    _("There is no secret %(name)s in the home. Nothing was called."),
    _("%(host)s redirects without an end. Nothing was loaded."),
    _("%(host)s redirects out of HTTPS. Nothing more was called."),
    _("%(host)s did not answer in time. Nothing was loaded."),
    _("%(host)s answered %(status)s. Nothing was loaded."),
    _("The answer is empty. Nothing was loaded."),
    _("The answer is packed by %(packing)s, which was not asked for. Nothing was loaded."),
    _("The answer's gzip is broken. Nothing was loaded."),
    _("The answer ends in the middle. Nothing was loaded."),
    _("The server refused the question. Nothing was loaded."),
    _("The portal's datastore refused the question. Nothing was loaded."),
    _("The page is no whole CSV. Nothing was loaded."),
    _("The page lacks the columns %(missing)s. Nothing was loaded."),
    _("%(what)s holds no rows. Nothing was loaded."),
    _("%(what)s is no JSON. Nothing was loaded."),
    _("The far table ends at %(top)s, but was pulled up to %(last)s before. Nothing was loaded."),
    _("The far table gives rows without %(key)s, or the same again. Nothing was loaded."),
    _("%(value)s is no cursor of the declared rank. Nothing was loaded."),
    _("%(value)s is no date of ArcGIS. Nothing was loaded."),
    _("The folder %(folder)s can't be read: %(why)s. Nothing was loaded."),
    _("The folder %(folder)s holds more than %(n)s files."),
    _("%(file)s can't be read: %(why)s. Nothing was loaded."),
    _("%(mistake)s: see the log."),
)
# What a sentence may be filled with in words of ours.
PHRASES = (
    _("The page"),
    _("The greatest cursor"),
    _("a quote never ends"),
    _("it ends in the middle of a character"),
    _("an address that no source has"),
    _("a private address, and the source is not marked internal"),
)


def spoken(kept: str) -> str:
    """A kept sentence in the reader's language; as it is kept where it is none of ours."""
    for sentence, pattern in patterns():
        if found := pattern.fullmatch(kept):
            said = {name: worded(value) for name, value in found.groupdict().items()}
            return gettext(sentence) % said if said else gettext(sentence)
    return kept


def worded(value: str) -> str:
    """What fills a gap: a phrase of ours in the reader's language, a large number in the reader's form, else itself."""
    if value in PHRASES:
        return gettext(value)
    return speech.number(int(value.replace(",", ""))) if THOUSANDS.fullmatch(value) else value


@cache
def patterns() -> tuple[tuple[str, Pattern[str]], ...]:
    """Each sentence with what finds it."""
    return tuple((sentence, re.compile(_pattern(sentence), re.DOTALL)) for sentence in SENTENCES)


def _pattern(sentence: str) -> str:
    """
    >>> _pattern("%(n)s MB.")
    '(?P<n>.+?)\\\\ MB\\\\.'
    """
    parts = GAP.split(sentence)
    return "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
