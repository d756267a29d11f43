"""A tile for a viewer: its name in the cache, the statement that draws it, the tile kept or drawn now."""

import gzip
from collections import OrderedDict
from hashlib import sha256

from django.core.exceptions import EmptyResultSet
from django.utils.translation import get_language

from gis_app.devices.queries import scope
from gis_app.incidents.filters import Filters
from gis_app.sources.models import LayerVersion
from layers import cache, mvt
from layers.address import Address
from layers.layer import Layer, Viewer
from layers.slots import Statement

MOST_STATEMENTS = 512
LEVEL = 1
Key = tuple[object, ...]
Versions = tuple[str, ...]


class Tile:
    """One tile of a layer as one viewer may see it within the filters. Raises BadFilter once it is drawn.

    `common` is what all tiles of this zoom share: layer, zoom, filters, what decides which rows the viewer sees,
    language, and the versions of the layer and of the areas, which rise with every write.
    """

    def __init__(self, layer: Layer, user: Viewer, filters: Filters, address: Address, versions: Versions) -> None:
        self.layer, self.user, self.filters, self.address = layer, user, filters, address
        self.common: Key = (layer.id, address.z, filters.key(), scope(user), get_language(), versions)
        self.key = sha256(repr((*self.common, address.x, address.y)).encode()).hexdigest()

    def body(self) -> bytes:
        """The tile, gzipped."""
        ready = cache.kept(self.key)
        if ready is None:
            ready = gzip.compress(self._drawn(), compresslevel=LEVEL, mtime=0)
            cache.keep(self.key, ready)
        return ready

    def _drawn(self) -> bytes:
        statement = self._statement()
        if statement is None:
            return b""
        body, found = mvt.drawn(statement, self.address)
        for _attempt in range(3):
            if not mvt.crowded(self.layer, body, found):
                break
            fewer = mvt.sparser(self.layer, self.user, self.filters, self.address.z, body)
            body, found = mvt.drawn(fewer, self.address)
        return body

    def _statement(self) -> Statement | None:
        """The statement of this zoom, compiled once; None where the viewer can see nothing."""
        if self.common in _statements:
            return _statements[self.common]
        try:
            made = mvt.statement(self.layer, self.user, self.filters, self.address.z)
        except EmptyResultSet:
            made = None
        # A watch may have ended since the scope was asked: such a statement is for this once.
        if scope(self.user) == self.common[3]:
            _statements[self.common] = made
            while len(_statements) > MOST_STATEMENTS:
                _forget_oldest()
        return made


_statements: OrderedDict[Key, Statement | None] = OrderedDict()


def forget_statements() -> None:
    """Compile anew: for another store, as tests have."""
    _statements.clear()


def _forget_oldest() -> None:
    """Another thread may have been faster."""
    try:
        _statements.popitem(last=False)
    except KeyError:
        return


def versions_of(layer: Layer) -> Versions:
    """The numbers that every write to the layer or to the areas raises."""
    found = LayerVersion.objects.filter(layer__in=[layer.id, "areas"]).order_by("layer")
    return tuple(f"{name} {number}" for name, number in found.values_list("layer", "number"))
