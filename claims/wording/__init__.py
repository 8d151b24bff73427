"""A standing in words: always who, never a bare verdict, and never more than was said.

Everything here needs a status, a tally and names, so that a list says from a stored step what a page says from its
dossier. Texts come in the active language. ``names``: each party's published name by id, as a mapping or a function.
"""

from claims.wording.cells import Cell, cell_of, possibly_covered, stance_label
from claims.wording.headlines import headline, point_headline
from claims.wording.lists import Names
from claims.wording.sentences import coverage_sentence, limit_line, sentence, sentences

__all__ = [
    "Cell",
    "Names",
    "cell_of",
    "coverage_sentence",
    "headline",
    "limit_line",
    "point_headline",
    "possibly_covered",
    "sentence",
    "sentences",
    "stance_label",
]
