"""The notation of the pages (templates/components/marks.html), drawn: upper bar what was reported, lower bar the answer."""

from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from PIL import Image, ImageDraw

GRID = 24
_FINER = 4  # times; drawn large and made smaller, since Pillow draws hard edges
_WIDTH = 2.5

Place = tuple[float, float]


class Stroke(NamedTuple):
    """``role``: whose colour it has. ``dash``: length of a dash and of the gap behind it; none: a solid line."""

    role: str
    points: tuple[Place, ...]
    dash: tuple[float, float] | None = None


class Ring(NamedTuple):
    role: str
    center: Place
    radius: float
    is_filled: bool = False


_CLAIM = Stroke("claim", ((3, 8), (21, 8)))
_ANSWER = Stroke("answer", ((3, 16), (21, 16)))
_ACROSS = ((16.5, 3.0), (7.5, 21.0))
_DOTS, _DASHES = (0.1, 4.0), (3.0, 2.2)
MARKS: dict[str, tuple[Stroke | Ring, ...]] = {
    "denies": (_CLAIM, _ANSWER, Stroke("answer", _ACROSS)),
    "qualifies": (_CLAIM, Stroke("answer", ((3, 19.5), (12, 15.5), (21, 15.5)))),
    "confirms": (_CLAIM, _ANSWER),
    "declines": (_CLAIM, Ring("answer", (12, 16), 2.5, is_filled=True)),
    "general": (_CLAIM, Stroke("answer", _ANSWER.points, _DASHES), Stroke("answer", _ACROSS, _DASHES)),
    "none": (_CLAIM, Stroke("nothing", ((4, 16), (21, 16)), _DOTS)),
    "awaiting": (
        Stroke("claim", ((3, 6), (21, 6))),
        Ring("nothing", (12, 16.5), 6),
        Stroke("nothing", ((12, 12.5), (12, 16.5), (15, 18.5))),
    ),
    "no_response": (
        _CLAIM,
        Stroke("nothing", ((4, 16), (16, 16)), _DOTS),
        Stroke("nothing", ((20, 11.5), (20, 20.5))),
    ),
    "conflicting": (
        _CLAIM,
        Stroke("answer", ((3, 16), (10.5, 16))),
        Stroke("answer", ((13.5, 16), (21, 16))),
        Stroke("answer", ((9.5, 12), (4, 21))),
    ),
    "stands_by": (_CLAIM, Stroke("claim", ((12, 8), (12, 20))), Stroke("claim", ((7, 20), (17, 20)))),
    "corrects": (
        Stroke("claim", ((3, 10), (10, 10))),
        Stroke("claim", ((14, 10), (21, 10))),
        Stroke("claim", ((7, 18), (12, 12), (17, 18))),
    ),
    "retracts": (_CLAIM, Stroke("claim", ((15.5, 2), (8.5, 14)))),
    "disowns": (Stroke("claim", ((3, 6), (10, 6))), Stroke("claim", ((14, 11), (21, 11)))),
}
_OF_STANDING = {
    "denied": "denies",
    "qualified": "qualifies",
    "confirmed": "confirms",
    "declined": "declines",
    "corrected": "corrects",
    "retracted": "retracts",
    "disowned": "disowns",
}


def name_of(status: str) -> str:
    """The mark of a standing, of a point or of a claim: ``partly_denied`` → ``denies``."""
    word = status.removeprefix("partly_")
    return _OF_STANDING.get(word, word if word in MARKS else "none")


@lru_cache(maxsize=128)
def mark(name: str, size: int, colours: tuple[tuple[str, str], ...]) -> Image.Image:
    """A square with a transparent ground. ``colours``: (role, colour) of the roles claim, answer and nothing."""
    of = dict(colours)
    scale = size * _FINER / GRID
    image = Image.new("RGBA", (size * _FINER, size * _FINER))
    draw = ImageDraw.Draw(image)
    for shape in MARKS[name]:
        if isinstance(shape, Ring):
            _ring(draw, shape, of[shape.role], scale)
        else:
            for start, end in _dashes(shape):
                _line(draw, start, end, of[shape.role], scale, is_round=shape.dash == _DOTS)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _ring(draw: ImageDraw.ImageDraw, ring: Ring, colour: str, scale: float) -> None:
    (x, y), radius = ring.center, ring.radius if ring.is_filled else ring.radius + _WIDTH / 2
    box = ((x - radius) * scale, (y - radius) * scale, (x + radius) * scale, (y + radius) * scale)
    if ring.is_filled:
        draw.ellipse(box, fill=colour)
    else:
        draw.ellipse(box, outline=colour, width=round(_WIDTH * scale))


def _line(draw: ImageDraw.ImageDraw, start: Place, end: Place, colour: str, scale: float, *, is_round: bool) -> None:
    if is_round:
        x, y, radius = start[0] * scale, start[1] * scale, _WIDTH / 2 * scale
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
        return
    places = [(x * scale, y * scale) for x, y in (start, end)]
    draw.line(places, fill=colour, width=round(_WIDTH * scale))


def _dashes(stroke: Stroke) -> list[tuple[Place, Place]]:
    """The straight pieces of a stroke."""
    pieces: list[tuple[Place, Place]] = []
    for start, end in pairwise(stroke.points):
        if stroke.dash is None:
            pieces.append((start, end))
            continue
        dash, gap = stroke.dash
        length = hypot(end[0] - start[0], end[1] - start[1])
        at = 0.0
        while at < length:
            pieces.append((_on(start, end, at / length), _on(start, end, min(at + dash, length) / length)))
            at += dash + gap
    return pieces


def _on(start: Place, end: Place, share: float) -> Place:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
