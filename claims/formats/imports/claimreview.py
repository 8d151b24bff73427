"""ClaimReviews in web pages (JSON-LD, microdata), in bare JSON-LD files, and in lists of pages (JSONL).

A line of such a list holds ``json_ld_blocks``, the texts of the page's script elements, with ``page_url`` and ``html_lang``;
any other line is JSON-LD itself. A row is a line there, elsewhere the place of the review in its document.
"""

from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from extruct.w3cmicrodata import MicrodataExtractor
from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from claims.actions.import_items import Read, Refusal
from claims.formats.imports import json_texts, opened
from claims.formats.imports.json_texts import NotJson
from claims.formats.imports.nodes import Nodes
from claims.formats.imports.reviews import items_of

REVIEW = "ClaimReview"
_SCRIPTS = "//script[starts-with(normalize-space(translate(@type, 'ADJLNOPST', 'adjlnopst')), 'application/ld+json')]"


def read(stream: IO[bytes], name: str) -> Iterator[Read]:
    """Raises FileRefused where the file is none of these, or holds no ClaimReview at all."""
    found = False
    for each in _read(opened.text(stream, name), name):
        found = True
        yield each
    if not found:
        raise opened.refused(name, _("no ClaimReview"), _("at least one"))


def _read(text: str, name: str) -> Iterator[Read]:
    if text.lstrip().startswith("<"):
        yield from _page(text, name)
        return
    try:
        block = json_texts.parse(text)
    except NotJson as refused:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or not _is_list(lines):
            raise opened.refused(name, str(refused), _("a web page, JSON-LD, or JSON-LD line by line")) from refused
        yield from _lines(lines)
        return
    if isinstance(block, dict) and "json_ld_blocks" in block:
        yield from _line(block, 1)
    else:
        yield from _reviews([block], first=1)


def _is_list(lines: list[tuple[int, str]]) -> bool:
    """Whether the first line or the second is JSON by itself; one wrong line among right ones is refused alone."""
    for _number, line in lines[:2]:
        try:
            json_texts.parse(line)
        except NotJson:
            continue
        return True
    return False


def _lines(lines: list[tuple[int, str]]) -> Iterator[Read]:
    for number, line in lines:
        try:
            yield from _line(json_texts.parse(line), number)
        except NotJson as refused:
            yield Refusal(number, "", "", str(refused))


def _line(value: Any, number: int) -> Iterator[Read]:
    if not (isinstance(value, dict) and "json_ld_blocks" in value):
        yield from _of_row([value], number) or [Refusal(number, "", "", _("There is no ClaimReview in this line."))]
        return
    page, language = (json_texts.text_of(value.get(name)) for name in ("page_url", "html_lang"))
    blocks, broken = _blocks([json_texts.text_of(each) for each in json_texts.members(value["json_ld_blocks"])])
    found = _of_row(blocks, number, language, page)
    yield from found
    if not found:
        reason = broken or _("There is no ClaimReview in this line.")
        yield Refusal(number, page, "json_ld_blocks", reason)


def _page(text: str, name: str) -> Iterator[Read]:
    if "\x00" in text:
        raise opened.refused(name, _("a NUL character"), _("a web page"))
    try:
        tree = document_fromstring(text.encode("utf-8"), parser=HTMLParser(encoding="utf-8", recover=True))
        page = next(iter(tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")), "")
        items = MicrodataExtractor().extract_items(tree, _base(tree, str(page)))
    except (etree.LxmlError, ValueError, RecursionError) as broken:
        raise opened.refused(name, _("HTML that cannot be read"), _("a web page")) from broken
    scripts = [script.text_content() for script in tree.xpath(_SCRIPTS)]
    blocks, broken_block = _blocks(scripts)
    root = tree.getroottree().getroot()
    found = list(_reviews([*blocks, *map(_as_json_ld, items)], language=str(root.get("lang") or ""), page=str(page)))
    yield from found
    if broken_block:
        yield Refusal(len(found) + 1, str(page), "application/ld+json", broken_block)


def _base(tree: Any, page: str) -> str:
    """What the addresses in links of a page are relative to. Raises ValueError."""
    return urljoin(page, str(next(iter(tree.xpath("//base/@href")), "")))


def _blocks(texts: list[str]) -> tuple[list[Any], str]:
    """Those that can be read, and why one that names ClaimReviews could not: the others are none of ours."""
    blocks, broken = [], ""
    for text in texts:
        try:
            blocks.append(json_texts.parse_block(text))
        except NotJson as refused:
            broken = str(refused) if REVIEW in text else broken
    return blocks, broken


def _as_json_ld(item: Any) -> Any:
    """Microdata as extruct gives it, in the form of JSON-LD."""
    if isinstance(item, list):
        return [_as_json_ld(each) for each in item]
    if not isinstance(item, dict):
        return item
    properties = {name: _as_json_ld(value) for name, value in item.get("properties", {}).items()}
    named = {"@id": item["id"]} if item.get("id") else {}
    return {"@type": item.get("type", ""), **named, **properties}


def _reviews(blocks: list[Any], *, first: int = 1, language: str = "", page: str = "") -> Iterator[Read]:
    nodes = Nodes(blocks)
    yield from items_of(enumerate(nodes.of_type(REVIEW), first), nodes, language=language, page=page)


def _of_row(blocks: list[Any], number: int, language: str = "", page: str = "") -> list[Read]:
    nodes = Nodes(blocks)
    found = ((number, node) for node in nodes.of_type(REVIEW))
    return list(items_of(found, nodes, language=language, page=page))
