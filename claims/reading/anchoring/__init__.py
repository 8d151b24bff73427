"""Anchoring: where words stand in a text, exactly, alike in all but typography, or nearly.

The quotation of a citation is anchored by its exact words, the words around it and its position.
"""

from claims.reading.anchoring.finding import find
from claims.reading.anchoring.likeness import Difference, Nearest, nearest
from claims.reading.anchoring.places import Place, place, share_of

__all__ = ["Difference", "Nearest", "Place", "find", "nearest", "place", "share_of"]
