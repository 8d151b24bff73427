"""The objects of JSON-LD and microdata, whatever shape a page gives them: graphs, lists, texts for objects, references."""

from collections.abc import Iterator
from typing import Any

from claims.formats.imports.json_texts import members, text_of

Node = dict[str, Any]
_ADDRESSES = ("schema:", "http://schema.org/", "https://schema.org/")
"""What a name may begin with: the address of the vocabulary, or the word that stands for it."""


class Nodes:
    """All objects of the blocks of one page. An object that is only named by ``@id`` is looked up among the others."""

    def __init__(self, blocks: list[Any]) -> None:
        self._all = [node for block in blocks for node in walk(block)]
        for node in self._all:
            _call_plainly(node)
        self._named: dict[str, Node] = {}
        for node in self._all:
            name = node.get("@id")
            if isinstance(name, str) and len(node) > len(self._named.get(name, {"@id": name})):
                self._named[name] = node

    def of_type(self, name: str) -> list[Node]:
        return [node for node in self._all if name in types(node)]

    def whole(self, value: Any) -> list[Node]:
        """The objects a member holds: none, one or several; a text counts as an object of that name."""
        return [self._looked_up(each) for each in members(value) if isinstance(each, dict | str) and each]

    def one(self, value: Any) -> Node:
        """The first of them, or an empty one."""
        found = self.whole(value)
        return found[0] if found else {}

    def _looked_up(self, value: Node | str) -> Node:
        if isinstance(value, str):
            return self._named.get(value) or {"name": value}
        name = value.get("@id")
        known = self._named.get(name, {}) if isinstance(name, str) else {}
        return {**known, **value}


def _call_plainly(node: Node) -> None:
    """Its members by the names of the vocabulary alone; ``type`` is what schema.org's own context calls ``@type``."""
    for name in list(node):
        address = next((each for each in _ADDRESSES if name.startswith(each)), "")
        plain = "@type" if name == "type" else name.removeprefix(address)
        if plain != name:
            node.setdefault(plain, node.pop(name))


def types(node: Node) -> set[str]:
    """The types of an object, without the vocabulary's address."""
    return {text_of(each).rpartition("/")[2].rpartition(":")[2] for each in members(node.get("@type"))}


def first_text(node: Node, *names: str) -> str:
    """The first member that is a text: of several, of a list, or of an object its ``@value`` or name."""
    for name in names:
        for value in members(node.get(name)):
            text = text_of(value.get("@value") or value.get("name") if isinstance(value, dict) else value)
            if text.strip():
                return text
    return ""


def texts(node: Node, *names: str) -> list[str]:
    return [text for name in names for each in members(node.get(name)) if (text := text_of(each).strip())]


def walk(value: Any) -> Iterator[Node]:
    """Every object in the order it stands, however deep: without recursion."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            waiting.extend(reversed(found.values()))
        elif isinstance(found, list):
            waiting.extend(reversed(found))
