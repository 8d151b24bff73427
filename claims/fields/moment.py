"""A moment as far as it is known: a value at its precision, its zone, and the words it was stated in.

What is not known is never shown as known: ``2018-08`` is a month, not its first day.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic import ValidationError as SchemaError

from claims.fields.texts import QuotedText

Precision = Literal["minute", "day", "month", "year"]
_VALUE = re.compile(r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-5][0-9]))?)?)?$")
_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
_TICK = timedelta(microseconds=1)


def precision_of(value: str) -> Precision:
    return _PRECISIONS.get(len(value), "minute")


@lru_cache(maxsize=4096)
def end_of(value: str) -> datetime:
    """The last instant of the period that ``value`` names, in UTC. A minute is its own instant.

    Days, months and years end in UTC, whatever the zone: a zone moves only minutes.
    """
    precision = precision_of(value)
    if precision == "minute":
        return datetime.fromisoformat(value).astimezone(UTC)
    year, month, day = (*(int(part) for part in value.split("-")), 0, 0)[:3]
    if precision == "year":
        last = date(year, 12, 31)
    elif precision == "month":
        last = date(year, month, monthrange(year, month)[1])
    else:
        last = date(year, month, day)
    return datetime(last.year, last.month, last.day, 23, 59, 59, 999_999, tzinfo=UTC)


def start_of(value: str) -> datetime:
    """The first instant of the period that ``value`` names, in UTC."""
    if precision_of(value) == "minute":
        return end_of(value)
    padded = (value + "-01-01")[:10]
    return datetime.fromisoformat(padded).replace(tzinfo=UTC)


def just_after(instant: datetime) -> datetime:
    """The next instant the database can tell apart (a microsecond later)."""
    return instant + _TICK


def _checked(value: str) -> str:
    if not _VALUE.fullmatch(value):
        raise ValueError("YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm with an offset such as +02:00 or Z")
    try:
        end_of(value)
    except (ValueError, OverflowError) as impossible:
        raise ValueError(f"a date that exists ({impossible})") from impossible
    return value


@cache
def zone_names() -> frozenset[str]:
    """The names of the IANA database. Python reads them from hundreds of files each time, which takes 10 ms."""
    return frozenset(available_timezones())


def _known_zone(zone: str) -> str:
    if zone not in zone_names():
        raise ValueError("a time zone of the IANA database, such as Europe/Berlin")
    return zone


Value = Annotated[
    str,
    Field(
        description="YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm±hh:mm; its form is its precision",
        json_schema_extra={"pattern": _VALUE.pattern},
    ),
    AfterValidator(_checked),
]
Zone = Annotated[str, AfterValidator(_known_zone), Field(description="IANA time zone the source speaks in")]


class Moment(BaseModel):
    """TIME of the dossier: a value at its precision; absent members are unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: Value | None = None
    zone: Zone | None = None
    stated: QuotedText | None = Field(default=None, description="the words it was stated in, such as “am Dienstag”")
    not_before: Value | None = None
    not_after: Value | None = None
    ongoing: bool | None = Field(default=None, description="true where it had not ended when the source spoke")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_dump(exclude_none=True):
            raise ValueError("at least one member (leave the whole time out where nothing is known)")
        if self.not_before and self.not_after and start_of(self.not_before) > end_of(self.not_after):
            raise ValueError("not_before that is not later than not_after")
        return self

    def __str__(self) -> str:
        return self.value or self.stated or ""

    @property
    def precision(self) -> Precision | None:
        return precision_of(self.value) if self.value else None

    @property
    def end(self) -> datetime | None:
        """The instant by which it had certainly happened, or None where nothing bounds it."""
        ends = [end_of(value) for value in (self.value, self.not_after) if value]
        return min(ends, default=None)

    def in_zone(self) -> datetime | None:
        """A minute as the clock of its zone showed it; None for coarser precisions."""
        if not self.value or self.precision != "minute":
            return None
        instant = datetime.fromisoformat(self.value)
        return instant.astimezone(ZoneInfo(self.zone)) if self.zone else instant


def parse_moment(data: Any) -> Moment:
    """Read a mapping, JSON-shaped; raise Django's ValidationError with a sentence a person can act on."""
    try:
        return Moment.model_validate(data)
    except SchemaError as refused:
        messages = [f"{'.'.join(map(str, e['loc'])) or 'time'}: {e['msg']}" for e in refused.errors()]
        raise ValidationError(messages, code="invalid_moment") from refused


class MomentField(models.JSONField):
    """A column of one Moment, stored as the JSON object of the dossier (absent members left out)."""

    description = "a moment at its precision"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Moment | None:
        loaded = super().from_db_value(value, expression, connection)
        return None if loaded is None else Moment.model_validate(loaded)

    def to_python(self, value: Any) -> Moment | None:
        if value is None or isinstance(value, Moment):
            return value
        if isinstance(value, str):
            value = {"value": value}
        return parse_moment(value)

    def get_prep_value(self, value: Any) -> Any:
        moment = self.to_python(value)
        return None if moment is None else moment.model_dump(exclude_none=True)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if not prepared:
            value = self.get_prep_value(value)
        return None if value is None else super().get_db_prep_value(value, connection, prepared=True)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        prepared = None if value is None else self.get_prep_value(value)
        super().validate(prepared, model_instance)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.get_prep_value(self.value_from_object(obj))
