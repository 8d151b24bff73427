"""What a reader sees differently in one dossier than in another: pure, without database, in the active language.

Parts are matched by their id; what has no id (passages, the copies of a source) by what it is or where it stands. No id
and no hash is ever shown. ``revision``, ``url`` and the standing are no part of it: they are said elsewhere.
"""

from claims.dossier.differences.comparing import differences
from claims.dossier.differences.results import Difference, FieldDifference, Kind
from claims.dossier.differences.segments import Segment, word_segments

__all__ = ["Difference", "FieldDifference", "Kind", "Segment", "differences", "word_segments"]
