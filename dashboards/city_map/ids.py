"""Names of the parts that callbacks speak of."""

from enum import StrEnum


class Map(StrEnum):
    """Parts of the map page; assets/bridge.js knows `address`, `selected` and `view` by these names."""

    CONFIG = "config"
    DEFAULTS = "defaults"
    WORDS = "words"
    ADDRESS = "address"
    FILTERS = "filters"
    VIEW = "view"
    SELECTED = "selected"
    RECORD = "record"
    COUNTS = "counts"
    SHOWN = "shown"
    APPLIED = "applied"
    WITHIN = "within"
    DRAWN = "drawn"
    PERIOD = "period"
    KINDS = "kinds"
    AREAS = "areas"
    PRECISION = "precision"
    RESET = "reset"
    SUM = "sum"
    TABLE = "table-open"
    LINK = "link"
    LINK_TEXT = "link-text"
    CARD = "card"
    CLOSE = "close"
    CHARTED = "charted"
    CHARTS = "charts"
    WEEKS = "weeks"
    BY_KIND = "by-kind"


class Table(StrEnum):
    """Parts of the table beside the map; assets/table.js knows them by these names."""

    PANEL = "table-panel"
    OPEN = "table-shown"
    SORT = "table-sort"
    LAYER = "table-layer"
    SIDE = "table-side"
    CLOSE = "table-close"
    SPLITTER = "table-edge"
    BOX = "table-box"
    GRID = "table-grid"
