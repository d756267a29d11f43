"""Names of the parts that callbacks speak of."""

from enum import StrEnum


class Data(StrEnum):
    """Parts of the data page."""

    DELIVERY = "delivery"
    DETAIL = "delivery-detail"
    GRID = "rejections-grid"
    REASON = "reason"
    ROW = "delivery-row"
    ROWS = "rejections-box"
    STANDING = "standing"
    STOOD = "stood"
