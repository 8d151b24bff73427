"""The picture that other sites show: of one size, the same each time, with words that can be read or none."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from claims.pages.images import card, fonts
from claims.pages.presenting.case import StandingView
from claims.pages.presenting.embedding import EmbeddedCard, PointAnswer
from claims.pages.presenting.revisions import RevisionView
from claims.pages.presenting.texts import Text

CARD = EmbeddedCard(
    slug="facebook-bank-data",
    title=Text("WSJ report: Facebook sought data on customers from US banks", "en"),
    reported="The WSJ reported",
    standing=StandingView("partly_denied", "Denied in part by Facebook", "", ""),
    points=[PointAnswer(Text("It asked for balances.", "en"), "Denied by Facebook", "denied")] * 5,
    more=0,
    revision=RevisionView(2, "update", "", datetime(2018, 8, 7, tzinfo=UTC)),
)
ARABIC = "ذكرت الصحيفة أن الشركة طلبت بيانات العملاء"
HEBREW = "העיתון דיווח שהחברה ביקשה נתוני לקוחות"


def pixels(of: EmbeddedCard) -> Image.Image:
    return Image.open(BytesIO(card.drawn(of, "factcheck")))


def test_it_is_a_png_of_the_size_that_is_announced() -> None:
    image = pixels(CARD)
    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_it_is_the_same_each_time() -> None:
    assert card.drawn(CARD, "factcheck") == card.drawn(CARD, "factcheck")


@pytest.mark.parametrize(
    "title",
    ["", " ", "W" * 5000, "word " * 2000, ARABIC * 20, HEBREW, "日本語の見出し", "\x00\u202e\ufffe", "🙂 smile"],
    ids=["empty", "blank", "one word", "many words", "arabic", "hebrew", "no font", "control", "emoji"],
)
def test_no_title_leaves_its_place(title: str) -> None:
    """Margins and foot stay as they are."""
    found, usual = pixels(replace(CARD, title=Text(title, "en"))), pixels(CARD)
    for box in ((0, 0, 60, 630), (1140, 0, 1200, 630), (0, 600, 1200, 630), (0, 0, 1200, 95)):
        assert found.crop(box).tobytes() == usual.crop(box).tobytes()


def test_points_that_have_no_place_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(card._Sheet, "line", lambda self, text, *rest: said.append(text))
    card.drawn(replace(CARD, more=45), "factcheck")
    shown = said.count("It asked for balances.")
    assert 1 <= shown <= 5
    assert any(f"{50 - shown} more points are on the page." in text for text in said)


@pytest.mark.skipif(not fonts.can_shape(), reason="Raqm is not on this machine")
def test_arabic_is_shaped_and_runs_from_the_right() -> None:
    face = fonts.face_for(ARABIC, "serif", 40)
    assert face
    assert (face.family, face.is_rtl) == ("arabic", True)
    apart = sum(face.width(letter) for letter in ARABIC)
    assert face.width(ARABIC) < apart * 0.95


def test_words_are_left_out_where_they_would_be_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "can_shape", lambda: False)
    assert fonts.face_for(ARABIC, "serif", 40) is None
    assert fonts.face_for("Facebook", "serif", 40)
    assert card._writable(Text(ARABIC, "ar")) == "In Arabic: see the page"


@pytest.mark.parametrize(
    ("text", "family"),
    [("Größe", "serif"), ("Ελλάδα", "serif"), ("Москва", "serif"), ("日本語", None), ("A sign 🙂 among many", "serif")],
    ids=["latin", "greek", "cyrillic", "japanese", "emoji"],
)
def test_a_font_is_taken_that_has_the_letters(text: str, family: str | None) -> None:
    face: Any = fonts.face_for(text, "serif", 24)
    assert (face and face.family) == family
