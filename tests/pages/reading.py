"""A page as a reader without styles gets it."""

from html.parser import HTMLParser
from typing import Any

_APART = {"p", "li", "h1", "h2", "h3", "td", "th", "tr", "div", "dt", "dd", "section", "figcaption", "blockquote", "br"}
_UNSEEN = {"script", "style", "svg", "head"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        if tag in _APART:
            self.words.append(" ")
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen -= 1
        if tag in _APART:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(data)


def _read(response: Any) -> _Reader:
    reader = _Reader()
    reader.feed(response if isinstance(response, str) else response.text)
    return reader


def text_of(response: Any) -> str:
    """The words of a page in one line."""
    return " ".join("".join(_read(response).words).split())


def links(response: Any) -> list[str]:
    return _read(response).links
