"""From chunks to the store: staged by COPY as they come, judged and written in one transaction at the end."""

from etl.load.apart import set_apart
from etl.load.judge import drop_repeated, judge, unite_areas
from etl.load.keep import given_by_people, keep_edits
from etl.load.leave import newest_day, refresh_statistics, tell_gone, write_rejections
from etl.load.staging import Staging
from etl.load.statements import execute
from etl.load.write import write

__all__ = [
    "Staging",
    "drop_repeated",
    "execute",
    "given_by_people",
    "judge",
    "keep_edits",
    "newest_day",
    "refresh_statistics",
    "set_apart",
    "tell_gone",
    "unite_areas",
    "write",
    "write_rejections",
]
