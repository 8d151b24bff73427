"""No template holds a word for readers outside a translation: `python -m tests.gates.literals [FOLDER ...]`

Django's own lexer and Python's HTML parser read the templates. Looked at are the text between tags, the attributes that
are shown or read aloud, and text handed to other templates (`{% include … with label="Close" %}`). Names that are the same
in every language stand in an element with `translate="no"`, as HTML has it for translating programs too.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import DebugLexer, Token, TokenType

PROJECT = Path(__file__).resolve().parent.parent.parent
FOLDERS = (PROJECT / "templates", PROJECT / "claims")
SUFFIXES = {".html", ".txt", ".xml", ".svg"}

SAME_EVERYWHERE = {"factcheck", "API", "SHA", "JSON", "CSV", "HTML", "RSS", "Atom", "URL", "UTC"}
SHOWN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "aria-roledescription", "label", "placeholder", "title"}
NOT_SHOWN = {"script", "style"}
WITHOUT_END = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

ADDRESS = re.compile(r"(?:\bhttps?:/)?/\S*")
WORD = re.compile(r"[^\W\d_]{2,}")
# An argument or a default that reads like words for people: it begins with a capital, or has several words.
HANDED_ON = re.compile(
    r"""(?:\s(?!class)\w+=|\|default(?:_if_none|_if_false)?:)(["'])((?:[A-Z]|[^"']*\w\s+\w)[^"']*)\1"""
)


@dataclass(frozen=True)
class Literal:
    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: not translated: {self.text!r}"


class ShownText(HTMLParser):
    """Collects what a reader sees or hears, with its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.silent: list[str] = []  # the open elements from the outermost on whose text is not for translation

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_attributes(tag, attrs)
        begins = tag in NOT_SHOWN or ("translate", "no") in attrs
        if tag not in WITHOUT_END and (self.silent or begins):
            self.silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_attributes(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.extend((self.getpos()[0] + number, line) for number, line in enumerate(data.split("\n")))

    def handle_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent or ("translate", "no") in attrs:
            return
        of = dict(attrs)
        shown = [of.get(name) for name in SHOWN_ATTRIBUTES]
        if tag == "input" and of.get("type") in {"submit", "button", "reset"}:
            shown.append(of.get("value"))
        if tag == "meta" and (of.get("name") == "description" or of.get("property") in {"og:title", "og:description"}):
            shown.append(of.get("content"))
        self.found.extend((self.getpos()[0], text) for text in shown if text)


def literals(file: Path) -> Iterator[Literal]:
    tokens = DebugLexer(source := file.read_text(encoding="utf-8")).tokenize()
    for token in tokens:
        yield from (Literal(file, token.lineno or 0, text) for text in handed_on(token))
    for line, text in shown_text(without_django(source, tokens), is_markup=file.suffix != ".txt"):
        if any(word not in SAME_EVERYWHERE for word in WORD.findall(ADDRESS.sub("", text))):
            yield Literal(file, line, text.strip())


def handed_on(token: Token) -> Iterator[str]:
    if token.token_type == TokenType.VAR or token.contents.split(" ")[0] in {"include", "with", "firstof"}:
        yield from (match[2] for match in HANDED_ON.finditer(f" {token.contents}") if WORD.search(match[2]))


def without_django(source: str, tokens: list[Token]) -> str:
    """The source with all that Django replaces blanked out, translated blocks too; lines keep their numbers."""
    kept: list[str] = []
    until = ""
    for token in tokens:
        start, end = token.position or (0, 0)
        name = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        if not until and token.token_type == TokenType.TEXT:
            kept.append(source[start:end])
        else:
            kept.append("\n" * source.count("\n", start, end))
        if until:
            until = "" if name == until else until
        elif name in {"blocktranslate", "blocktrans", "comment", "verbatim"}:
            until = f"end{name}"
    return "".join(kept)


def shown_text(source: str, *, is_markup: bool) -> list[tuple[int, str]]:
    if not is_markup:
        return list(enumerate(source.split("\n"), start=1))
    parser = ShownText()
    parser.feed(source)
    parser.close()
    return parser.found


def templates(folders: list[Path]) -> list[Path]:
    return sorted(
        file for folder in folders for file in folder.rglob("*") if file.suffix in SUFFIXES and is_template(file)
    )


def is_template(file: Path) -> bool:
    return "templates" in file.parts


def main() -> int:
    folders = [Path(name) for name in sys.argv[1:]] or list(FOLDERS)
    found = [literal for file in templates(folders) for literal in literals(file)]
    for literal in found:
        print(literal)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
