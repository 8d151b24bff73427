"""Time zones as people write them: ``Europe/Berlin``, Berlin, Wien, MESZ, ET, +02:00. And a clock's time in one."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.fields.moment import zone_names

_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-−])(\d{1,2})(?::?([0-5]\d))?")
_PLACES = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
_OFFSETS = {
    "z": "Z", "utc": "Z", "gmt": "Z", "mez": "+01:00", "cet": "+01:00", "mesz": "+02:00", "cest": "+02:00",
    "est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00",
}  # fmt: skip
_ZONES = {
    "et": "America/New_York", "pt": "America/Los_Angeles", "washington": "America/New_York",
    "wien": "Europe/Vienna", "zürich": "Europe/Zurich", "bern": "Europe/Zurich", "rom": "Europe/Rome", "moskau": "Europe/Moscow",
    "brüssel": "Europe/Brussels", "warschau": "Europe/Warsaw", "athen": "Europe/Athens", "lissabon": "Europe/Lisbon",
    "kiew": "Europe/Kyiv", "prag": "Europe/Prague", "kopenhagen": "Europe/Copenhagen", "peking": "Asia/Shanghai",
    "beijing": "Asia/Shanghai", "neu-delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "kairo": "Africa/Cairo",
    "tokio": "Asia/Tokyo", "singapur": "Asia/Singapore",
}  # fmt: skip


@dataclass(frozen=True)
class Zone:
    """A zone by its name, or only an offset from universal time."""

    name: str | None = None
    offset: str | None = None


def zone_of(words: str) -> Zone | None:
    """None where no zone is called that."""
    called = " ".join(words.split()).casefold()
    if offset := _OFFSETS.get(called):
        return Zone(offset=offset)
    if found := _OFFSET.fullmatch(" ".join(words.split()).upper()):
        sign = "+" if found[1] == "+" else "-"
        return Zone(offset=f"{sign}{int(found[2]):02d}:{found[3] or '00'}")
    name = _ZONES.get(called) or _known().get(called.replace(" ", "_"))
    return Zone(name=name) if name else None


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Zones by name and by city, in small letters; a city of several zones goes with the shortest name."""
    names = sorted(zone_names(), key=lambda name: (-len(name), name))
    cities = {name.rsplit("/", 1)[1].casefold(): name for name in names if name.startswith(_PLACES)}
    return cities | {name.casefold(): name for name in names}


def on_the_clock(local: str, zone: str) -> str:
    """A time such as ``2018-08-07T09:38`` with the offset its zone had then.

    Raise ValidationError for a date that does not exist, and where the clocks skipped the time or showed it twice.
    """
    try:
        naive = datetime.fromisoformat(local)
        first, second = (naive.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
        exists = first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == naive
    except (ValueError, OverflowError):
        raise ValidationError(_("“%(typed)s” is a date that does not exist.") % {"typed": local}) from None
    if not exists:
        raise ValidationError(_("The clocks of %(zone)s never showed that time.") % {"zone": zone})
    if first.utcoffset() != second.utcoffset():
        raise ValidationError(_("The clocks of %(zone)s showed that time twice; add the offset.") % {"zone": zone})
    return first.isoformat(timespec="minutes")
