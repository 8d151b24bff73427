"""Who relays whom, as a drawing: a source a row, each above those that relay it, and this file at the foot.

Rows and lines are in pixels at the left edge, so that the drawing fits every width. What several sources lead to is
reached by one line down the gutter; no two such lines share a place.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claims.pages.presenting.sources import SourceView
from claims.pages.presenting.texts import Text

MOST = 12  # sources; beyond that the list says it better
_LETTERS, _LINES = 34, 2  # of a title, that a phone has room for
_LINE, _ROW = 18, 34  # pixels: a line of type, a row beside its lines
_GUTTER, _NODE, _APART = 14, 11, 5  # pixels: between two lines, radius of a node, coming and going at a node
_FILE = 0  # the number of this file among those of its sources


@dataclass(frozen=True, slots=True)
class Node:
    """``y``: of its circle; ``note_y``: of the line under the title. ``source`` is None for this file."""

    source: SourceView | None
    lines: list[tuple[int, str]]
    y: int
    note_y: int

    @property
    def title(self) -> Text | None:
        return self.source.title if self.source else None


@dataclass(frozen=True, slots=True)
class Line:
    """A path from the sources that are relayed to the one that relays them, and where its head points."""

    path: str
    head: str


@dataclass(frozen=True, slots=True)
class Relays:
    nodes: list[Node]
    lines: list[Line]
    said: list[tuple[int, list[int]]] = field(default_factory=list)
    x: int = 0
    text_x: int = 0
    height: int = 0


def relays(sources: Sequence[SourceView]) -> Relays | None:
    """None where no source relays another, or too many do."""
    edges = {source.number: source.relays for source in sources if source.relays}
    drawn = {number for relaying, relayed in edges.items() for number in (relaying, *relayed)}
    by_number = {source.number: source for source in sources}
    if not edges or len(drawn) > MOST:
        return None
    order = _in_order(edges, drawn)
    row = {number: place for place, number in enumerate([*order, _FILE])}
    relayed_on = {number for listed in edges.values() for number in listed}
    leading: dict[int, list[int]] = {**edges, _FILE: [number for number in order if number not in relayed_on]}
    leading = {to: [each for each in listed if row[each] < row[to]] for to, listed in leading.items()}
    lanes = _lanes({to: (min(map(row.__getitem__, listed)), row[to]) for to, listed in leading.items() if listed})
    x = _NODE + 3 + _GUTTER * (max(lanes.values(), default=0))
    nodes, height = _nodes([by_number.get(number) for number in [*order, _FILE]])
    lines = [
        _line(x, lanes[to], [nodes[row[each]].y for each in listed], nodes[row[to]].y)
        for to, listed in leading.items()
        if listed
    ]
    return Relays(nodes, lines, sorted(edges.items()), x, x + _NODE + 12, height)


def _in_order(edges: Mapping[int, list[int]], drawn: Iterable[int]) -> list[int]:
    """Each after what it relays; a circle is cut where it is met."""
    order: list[int] = []
    seen: set[int] = set()

    def visit(number: int) -> None:
        if number in seen:
            return
        seen.add(number)
        for relayed in edges.get(number, []):
            visit(relayed)
        order.append(number)

    for number in sorted(drawn):
        visit(number)
    return order


def _lanes(spans: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """The lane of each line, by what it leads to: 0 for a straight one between two rows, the shortest next to it."""
    lanes: dict[int, int] = {}
    taken: dict[int, list[tuple[int, int]]] = {}
    for to, (first, last) in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[1])):
        lane = 0 if last - first == 1 else 1
        while lane and any(first <= end and start <= last for start, end in taken.get(lane, [])):
            lane += 1
        taken.setdefault(lane, []).append((first, last))
        lanes[to] = lane
    return lanes


def _nodes(sources: Sequence[SourceView | None]) -> tuple[list[Node], int]:
    nodes, top = [], 0
    for source in sources:
        titles = _wrapped(source.title.words) if source else []
        lines = [(top + 16 + _LINE * place, words) for place, words in enumerate(titles)]
        nodes.append(Node(source, lines, top + _NODE + 1, top + 16 + _LINE * len(titles)))
        top += _ROW + _LINE * len(titles)
    return nodes, top - 8


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, _LETTERS, max_lines=_LINES, placeholder=" …") or [words]


def _line(x: int, lane: int, starts: Sequence[int], end: int) -> Line:
    if lane == 0:
        return Line(f"M{x} {starts[0] + _NODE}V{end - _NODE - 3}", f"M{x - 4} {end - _NODE - 7}h8l-4 7z")
    down, edge = x - _GUTTER * lane, x - _NODE
    into = end - _APART
    turns = "".join(f"M{edge} {start + _APART}H{down}V{into}" for start in starts)
    return Line(f"{turns}H{edge - 3}", f"M{edge - 8} {into - 4}v8l8-4z")
