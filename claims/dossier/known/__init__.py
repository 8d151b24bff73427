"""Known by T: from which moment each item of a case counts, and the case as it was known by then."""

from claims.dossier.known.cutting import as_of
from claims.dossier.known.dates import parse_as_of
from claims.dossier.known.moments import Item, KnownFrom, known_from

__all__ = ["Item", "KnownFrom", "as_of", "known_from", "parse_as_of"]
