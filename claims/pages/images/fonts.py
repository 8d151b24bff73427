"""Fonts of the drawn card, and which of them can write a text. They come from packages, under the SIL Open Font License.

Scripts that join or turn their letters need Raqm, which Pillow finds on most systems. Where it is missing, or where no
font has the letters, a text is not drawn at all: no reader is shown words in pieces.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import bidirectional

import fontpkg_heebo
import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import fontpkg_noto_serif
from PIL import ImageFont, features

_FILES: dict[str, Path] = {
    "serif": fontpkg_noto_serif.ROOT / "files" / "NotoSerif[wdth,wght].ttf",
    "sans": fontpkg_noto_sans.ROOT / "files" / "NotoSans[wdth,wght].ttf",
    "arabic": fontpkg_noto_sans_arabic.ROOT / "files" / "NotoSansArabic[wdth,wght].ttf",
    "hebrew": fontpkg_heebo.ROOT / "files" / "Heebo[wght].ttf",
}
_OTHERS = ("sans", "arabic", "hebrew")
"""Asked in this order where the wanted one lacks letters."""
_UNKNOWN = "\U0010ffff"  # no character: what a font shows instead of one it lacks
_FEW = 0.1  # of the letters; an odd sign that is shown as a box takes no meaning away
REGULAR, BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class Face:
    """``size`` in pixels. ``is_rtl``: the text runs from right to left."""

    family: str
    size: int
    weight: int = REGULAR
    is_rtl: bool = False

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return _font(self.family, self.size, self.weight)

    @property
    def direction(self) -> str | None:
        """None where the layout engine knows but one."""
        return ("rtl" if self.is_rtl else "ltr") if can_shape() else None

    def width(self, text: str) -> float:
        return self.font.getlength(text, direction=self.direction)


def can_shape() -> bool:
    return bool(features.check("raqm"))


def face_for(text: str, family: str, size: int, weight: int = REGULAR) -> Face | None:
    """The wanted family or the first that can write the text; None where none can."""
    is_rtl = _is_rtl(text)
    if is_rtl and not can_shape():
        return None
    letters = {letter for letter in text if not letter.isspace()}
    missing = {name: sum(not _has(name, letter) for letter in letters) for name in (family, *_OTHERS)}
    best = min(missing, key=lambda name: missing[name])
    if letters and missing[best] > _FEW * len(letters):
        return None
    return Face(best, size, weight, is_rtl)


def _is_rtl(text: str) -> bool:
    """As the first letter that has a direction runs."""
    strong = (bidirectional(letter) for letter in text)
    return next((found != "L" for found in strong if found in ("L", "R", "AL")), False)


@lru_cache(maxsize=4096)
def _has(family: str, letter: str) -> bool:
    font = _font(family, 20, REGULAR)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_UNKNOWN))


@lru_cache(maxsize=64)
def _font(family: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(_FILES[family]), size)
    axes = font.get_variation_axes()
    wanted = [weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes]
    font.set_variation_by_axes([float(value) for value in wanted])
    return font
