"""The drawn notation is that of the pages."""

import re

from django.conf import settings

from claims.pages.images.marks import MARKS, Ring, Stroke, mark, name_of
from claims.vocabulary import StandingWord

TEMPLATE = settings.BASE_DIR / "templates" / "components" / "marks.html"
COLOURS = (("claim", "#ff0000"), ("answer", "#0000ff"), ("nothing", "#00ff00"))


def of_the_pages() -> dict[str, set[str]]:
    """By mark: the roles whose colours it has."""
    text = TEMPLATE.read_text(encoding="utf-8")
    symbols = re.findall(r'<symbol id="mark-(\w+)".*?</symbol>', text, re.DOTALL)
    bodies = re.findall(r"<symbol.*?</symbol>", text, re.DOTALL)
    return {
        name: {role.replace("dot", "answer") for role in re.findall(r'class="mark__(\w+)"', body)}
        for name, body in zip(symbols, bodies, strict=True)
    }


def test_every_mark_of_the_pages_is_drawn_in_the_same_colours() -> None:
    drawn = {name: {shape.role for shape in shapes} for name, shapes in MARKS.items()}
    assert drawn == of_the_pages()


def test_solid_strokes_begin_where_those_of_the_pages_do() -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    for shapes in MARKS.values():
        for shape in shapes:
            if isinstance(shape, Stroke) and shape.dash is None:
                (x, y) = shape.points[0]
                assert re.search(rf"M{x:g} {y:g}[ hvlMH]", text), shape


def test_marks_differ_without_their_colours() -> None:
    seen = {name: mark(name, 48, COLOURS).getchannel("A").tobytes() for name in MARKS}
    assert len(set(seen.values())) == len(MARKS)
    assert any(isinstance(shape, Ring) for shape in MARKS["declines"])


def test_every_standing_has_a_mark() -> None:
    names = {word: name_of(word) for word in StandingWord.values}
    assert set(names.values()) <= set(MARKS)
    assert names["partly_denied"] == "denies"
    assert names["unanswered"] == "none"
