"""Text in lines of a width: broken between words, and cut with an ellipsis after a whole word where the room ends."""

from claims.pages.images.fonts import Face

ELLIPSIS = "…"
LONGEST = 600  # characters that are looked at; no card has room for more


def wrapped(text: str, face: Face, width: float, most: int) -> list[str]:
    """One line at least, ``most`` at most. A word longer than a line is broken where it has to be."""
    is_cut = len(text) > LONGEST
    words = [piece for word in text[:LONGEST].split() for piece in _pieces(word, face, width)]
    lines: list[str] = []
    while words and len(lines) < most:
        count = _fitting(words, face, width)
        lines.append(" ".join(words[:count]))
        words = words[count:]
    if lines and (words or is_cut):
        lines[-1] = _with_ellipsis(lines[-1], face, width)
    return lines or [""]


def _fitting(words: list[str], face: Face, width: float) -> int:
    """How many of the words stand in one line; one at least."""
    count = 1
    while count < len(words) and face.width(" ".join(words[: count + 1])) <= width:
        count += 1
    return count


def _pieces(word: str, face: Face, width: float) -> list[str]:
    pieces = []
    while word and face.width(word) > width:
        count = max(1, next(size for size in range(len(word) - 1, -1, -1) if face.width(word[:size]) <= width))
        pieces.append(word[:count])
        word = word[count:]
    return [*pieces, word] if word else pieces


def _with_ellipsis(line: str, face: Face, width: float) -> str:
    words = line.split(" ")
    while len(words) > 1 and face.width(" ".join(words) + ELLIPSIS) > width:
        words.pop()
    text = " ".join(words).rstrip(" ,;:–—-")
    while len(text) > 1 and face.width(text + ELLIPSIS) > width:  # one word, as long as the line
        text = text[:-1]
    return text + ELLIPSIS
