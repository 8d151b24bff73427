"""Known by T: from which moment each item of a case counts, and the case as it was known by then."""

from claims.dossier.known.cutting import as_of
from claims.dossier.known.dates import as_of_by, latest_day, parse_as_of
from claims.dossier.known.moments import Item, KnownFrom, known_from

__all__ = ["Item", "KnownFrom", "as_of", "as_of_by", "known_from", "latest_day", "parse_as_of"]
