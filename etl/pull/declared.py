"""The `pull:` block of a `source.yml`: where the source is fetched from, when, and how far we have come."""

from datetime import UTC, datetime, timedelta
from typing import Literal, Self
from urllib.parse import urlsplit

from croniter import croniter
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

TABLES = ("socrata", "ckan", "arcgis")
# The header that carries a secret, and what stands before it.
SECRET_IN = {"socrata": ("X-App-Token", ""), "ckan": ("Authorization", ""), "http": ("Authorization", "Bearer ")}
Rank = Literal["moment", "number"]


class Pull(BaseModel):
    """How a source is pulled.

    kind: `folder`, a file behind an address (`http`), or rows of a portal's table (`socrata`, `ckan`, `arcgis`).
    address: of the folder (absolute, or below the home), the file, or the table; nothing else is ever called, but for
    redirects to `hosts`. calendar: a cron expression in the city's zone. fields: our column and what the far side
    calls it, where it has other names than the source's first header. cursor: the far column that grows with every
    change of a row, never blank; key: the far column that names each row once. since: where the first pull begins, ""
    for everything. overlap: how far below the last cursor each pull begins again, in hours (moments) or units
    (numbers), for rows that became visible late. page: rows asked for at once. internal: the address may be private.
    secret: NAME of the file `secrets/pull-NAME` in the home; what it holds goes with each question to the address
    itself, as the far side wants it: `X-App-Token` to Socrata, `Authorization` to CKAN, a bearer token to a file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["folder", "http", "socrata", "ckan", "arcgis"]
    address: str = Field(min_length=1, max_length=1000)
    calendar: str
    fields: dict[str, str] = {}
    cursor: str = ""
    ranks_by: Rank = "moment"
    key: str = ""
    keys_are: Literal["text", "number"] = "text"
    since: str = ""
    overlap: float = Field(default=24, ge=0)
    table: str = ""
    files: str = "*"
    page: int = Field(default=5_000, ge=1, le=50_000)
    limit_mb: float = Field(default=500, gt=0, le=20_000)
    limit_minutes: float = Field(default=20, gt=0, le=600)
    internal: bool = False
    secret: str = Field(default="", pattern=r"^[a-z0-9_-]{0,40}$")
    hosts: list[str] = []

    @field_validator("calendar")
    @classmethod
    def is_cron(cls, text: str) -> str:
        if len(text.split()) != 5 or not croniter.is_valid(text):
            raise ValueError(f"{text!r} is no calendar; it is five fields of cron, as '17 6 * * *' for 6:17 each day")
        return text

    @model_validator(mode="after")
    def hangs_together(self) -> Self:
        if self.kind != "folder" and urlsplit(self.address).scheme not in {"http", "https"}:
            raise ValueError(f"the address of kind {self.kind} begins with https:// or http://")
        if self.kind in TABLES and not (self.cursor and self.key):
            raise ValueError(f"kind {self.kind} names its cursor and key")
        if self.kind == "ckan" and not self.table:
            raise ValueError("kind ckan names its table, the id of the resource")
        if self.since:
            self.rank(self.since)
        if self.secret and self.kind not in SECRET_IN:
            raise ValueError(f"kind {self.kind} takes no secret")
        if self.secret and urlsplit(self.address).scheme != "https" and not self.internal:
            raise ValueError("a secret goes to an https address only")
        return self

    def rank(self, text: str) -> float:
        """The place of a cursor's value on a line, in seconds or units. Raises ValueError for what is none."""
        if self.ranks_by == "number":
            return float(text)
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()

    def before(self, text: str) -> str:
        """A cursor's value less the overlap, written as the far side writes it.

        >>> rule = Pull(kind="http", address="https://a.example/x", calendar="0 6 * * *", overlap=2)
        >>> rule.before("2026-03-01T01:00:00.250"), rule.before("2026-03-01T01:00:00.000Z")
        ('2026-02-28T23:00:00.250', '2026-02-28T23:00:00.000Z')
        """
        if self.ranks_by == "number":
            lower = float(text) - self.overlap
            return str(int(lower)) if lower.is_integer() else repr(lower)
        earlier = datetime.fromisoformat(text) - timedelta(hours=self.overlap)
        wide = "microseconds" if earlier.microsecond % 1000 else "milliseconds"
        return earlier.isoformat(timespec=wide).replace("+00:00", "Z")
