"""The picture that other sites show beside a link: who said what, where it stands, and who answered which point how."""

from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, ImageDraw

from claims import wording
from claims.pages.images.fonts import BOLD, REGULAR, Face, face_for
from claims.pages.images.marks import mark, name_of
from claims.pages.images.wrapping import wrapped
from claims.pages.presenting.embedding import EmbeddedCard, PointAnswer
from claims.pages.presenting.texts import Text

WIDTH, HEIGHT = 1200, 630
MEDIA_TYPE = "image/png"
FORM = 2  # of the picture; a higher number where it comes to look different
_LEFT, _RIGHT = 64, WIDTH - 64
_FOOT = HEIGHT - 66
_PAPER, _INK, _SOFT, _LINE = "#fbfaf6", "#1d1b18", "#5a554c", "#857e71"  # of tokens.css, in light
_COLOURS = (("claim", "#7b4a12"), ("answer", "#14507c"), ("nothing", _SOFT))
_POINT, _ANSWER = 600, 448  # pixels of the two columns
_ROW = 40


@dataclass
class _Sheet:
    """Where the next thing goes: ``y`` moves down with each."""

    image: Image.Image
    draw: ImageDraw.ImageDraw = field(init=False)
    y: float = 0

    def __post_init__(self) -> None:
        self.draw = ImageDraw.Draw(self.image)

    def line(self, text: str, face: Face, x: float, y: float, width: float, colour: str = _INK) -> None:
        """One line, on the side where its writing begins; ``y`` is its base line."""
        place, anchor = (x + width, "rs") if face.is_rtl else (x, "ls")
        self.draw.text((place, y), text, colour, face.font, anchor, direction=face.direction)

    def mark(self, status: str, size: int, x: float, y: float) -> None:
        drawn = mark(name_of(status), size, _COLOURS)
        self.image.paste(drawn, (round(x), round(y)), drawn)


def drawn(card: EmbeddedCard, site: str) -> bytes:
    """A PNG of 1200 × 630. No text of a case can make it larger or slower than another: each is cut to its place."""
    sheet = _Sheet(Image.new("RGB", (WIDTH, HEIGHT), _PAPER))
    _head(sheet, card, site)
    _title(sheet, card.title)
    _standing(sheet, card)
    left = _points(sheet, card)
    _foot(sheet, left)
    written = BytesIO()
    sheet.image.save(written, "PNG", compress_level=6)
    return written.getvalue()


def _head(sheet: _Sheet, card: EmbeddedCard, site: str) -> None:
    revision = _("Revision %(number)d of %(date)s") % {"number": card.revision.number, "date": card.revision.date}
    name = face_for(site, "serif", 30, BOLD) or Face("serif", 30, BOLD)
    beside = Face("sans", 22)
    sheet.line(wrapped(site, name, 560, 1)[0], name, _LEFT, 72, 560)
    sheet.line(revision, beside, _RIGHT - beside.width(revision), 72, beside.width(revision), _SOFT)
    sheet.draw.line((_LEFT, 92, _RIGHT, 92), _INK, 2)
    sheet.draw.line((_LEFT, 97, _RIGHT, 97), _INK, 2)
    sheet.y = 100


def _title(sheet: _Sheet, title: Text) -> None:
    """In two sizes: the larger where it fits into two lines."""
    words = _writable(title)
    for size, most in ((54, 2), (44, 3)):
        face = face_for(words, "serif", size, BOLD) or Face("serif", size, BOLD)
        lines = wrapped(words, face, _RIGHT - _LEFT, most)
        if not lines[-1].endswith("…"):
            break
    for line in lines:
        sheet.y += size * 1.22
        sheet.line(line, face, _LEFT, sheet.y, _RIGHT - _LEFT)
    sheet.y += 22


def _standing(sheet: _Sheet, card: EmbeddedCard) -> None:
    words = card.standing.headline
    face = face_for(words, "sans", 32, BOLD) or Face("sans", 32, BOLD)
    sheet.mark(card.standing.status, 44, _LEFT, sheet.y + 2)
    for line in wrapped(words, face, _RIGHT - _LEFT - 60, 2):
        sheet.y += 38
        sheet.line(line, face, _LEFT + 60, sheet.y, _RIGHT - _LEFT - 60)
    sheet.y += 24


def _points(sheet: _Sheet, card: EmbeddedCard) -> int:
    """As many as there is room for; how many are left out."""
    sheet.draw.line((_LEFT, sheet.y, _RIGHT, sheet.y), _LINE, 1)
    sheet.y += 28
    label = face_for(card.reported, "sans", 20) or Face("sans", 20)
    sheet.line(wrapped(f"{card.reported}:", label, _POINT, 1)[0], label, _LEFT, sheet.y, _POINT, _SOFT)
    room = max(1, int((_FOOT - 20 - sheet.y) // _ROW))
    shown = card.points[:room]
    for point in shown:
        sheet.y += _ROW
        _point(sheet, point)
    return len(card.points) - len(shown) + card.more


def _point(sheet: _Sheet, point: PointAnswer) -> None:
    words, answer = _writable(point.text), point.headline
    face = face_for(words, "serif", 24, REGULAR) or Face("serif", 24)
    weight = REGULAR if name_of(point.mark) in {"none", "general"} else BOLD
    beside = face_for(answer, "sans", 22, weight) or Face("sans", 22, weight)
    sheet.line(wrapped(words, face, _POINT, 1)[0], face, _LEFT, sheet.y, _POINT)
    sheet.mark(point.mark, 30, _RIGHT - _ANSWER, sheet.y - 24)
    sheet.line(wrapped(answer, beside, _ANSWER - 42, 1)[0], beside, _RIGHT - _ANSWER + 42, sheet.y, _ANSWER - 42)


def _foot(sheet: _Sheet, left: int) -> None:
    face = Face("sans", 20)
    sheet.draw.line((_LEFT, _FOOT, _RIGHT, _FOOT), _LINE, 1)
    more = ngettext("%(count)d more point is on the page.", "%(count)d more points are on the page.", left)
    text = f"{wording.limit_line()} {more % {'count': left}}" if left else wording.limit_line()
    for number, line in enumerate(wrapped(text, face, _RIGHT - _LEFT, 2)):
        sheet.line(line, face, _LEFT, _FOOT + 30 + 24 * number, _RIGHT - _LEFT, _SOFT)


def _writable(text: Text) -> str:
    """The words, or that there are some which this picture cannot write."""
    if text.words.strip() and face_for(text.words, "serif", 24):
        return text.words
    return _("In %(language)s: see the page") % {"language": text.language_name}
