"""Times as articles print them and editors type them, as moments that claim no more than is known."""

from claims.reading.dates.datelines import dateline
from claims.reading.dates.saying import when_said
from claims.reading.dates.typed import typed_date

__all__ = ["dateline", "typed_date", "when_said"]
