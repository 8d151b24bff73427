"""What a page shows and reads aloud, and which of it stands in English where German was asked for.

English are a message of a catalogue that stands there as it is in the code, whole or with its values filled in, and whatever
reads like an English sentence. What an element says to be of another language, or not for translation, is left out.
"""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import django
from babel.messages.pofile import read_po

from tests.gates.literals import NOT_SHOWN, SHOWN_ATTRIBUTES, WITHOUT_END

CATALOGUES = (
    Path("claims/locale/de/LC_MESSAGES/django.po"),
    *(
        Path(django.__file__).parent / app / "locale/de/LC_MESSAGES/django.po"
        for app in ("conf", "contrib/admin", "contrib/auth")
    ),
)
PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
MARKUP = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W\d_]{2,}")
AROUND = " \t\n›·:,.…?!()[]“”„"
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|not|with|this|that|were|has|have|been|by|from|your|you|which|where)\b", re.I
)


class Page(HTMLParser):
    """``found``: texts and attributes in the language of the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_ours = self._is_ours and tag not in NOT_SHOWN and given.get("translate") != "no" and tag != "code"
        is_ours = is_ours and (given.get("lang") or "de").startswith("de")
        if is_ours:
            self.found += [str(given[name]) for name in SHOWN_ATTRIBUTES & given.keys()]
            if tag == "input" and given.get("type") in ("submit", "button", "reset"):
                self.found.append(str(given.get("value", "")))
        if tag not in WITHOUT_END:
            self._open.append((tag, is_ours))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._is_ours and data.strip():
            self.found.append(data)

    @property
    def _is_ours(self) -> bool:
        return not self._open or self._open[-1][1]


def english_in(html: str) -> set[str]:
    return {text for text in map(_bare, Page(html).found) if WORD.search(text) and _is_english(text)}


def _is_english(text: str) -> bool:
    said = text.casefold()
    if said in _german():
        return False
    return said in _messages() or len(ENGLISH.findall(text)) > 1 or bool(_filled_in().fullmatch(said))


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(AROUND)


@cache
def _pairs() -> list[tuple[str, str]]:
    """Messages with their German, piece by piece where markup divides them; those that are the same in both left out."""
    return [(message, german) for path in CATALOGUES for message, german in _read(path) if message != german]


@cache
def _messages() -> frozenset[str]:
    return frozenset(message for message, _german in _pairs() if not PLACE.search(message))


@cache
def _german() -> frozenset[str]:
    """Some words are of both languages, in another sense: “an”, “Information”."""
    return frozenset(german for path in CATALOGUES for _message, german in _read(path))


@cache
def _filled_in() -> re.Pattern[str]:
    with_places = {message for message, _german in _pairs() if PLACE.search(message)}
    patterns = (
        ".+".join(map(re.escape, PLACE.split(message)))
        for message in with_places
        if len(WORD.findall(PLACE.sub("", message))) > 1
    )
    return re.compile("|".join(sorted(patterns)))


def _read(path: Path) -> Iterator[tuple[str, str]]:
    with path.open("rb") as file:
        for message in read_po(file, locale="de"):
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
            for english, german in zip(ids, texts, strict=False):
                pieces = zip(MARKUP.split(english), MARKUP.split(german), strict=False)
                yield from (
                    (_bare(one).casefold(), _bare(other).casefold()) for one, other in pieces if WORD.search(one)
                )
