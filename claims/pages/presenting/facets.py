"""What a list can be narrowed by, with how many claims each choice leaves, and what it is narrowed by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.dossier import schema
from claims.models.asked import NEEDS
from claims.models.facets import Value
from claims.pages import finding
from claims.pages.asking import FILTERS, Asked
from claims.pages.presenting.languages import language_name
from claims.pages.presenting.texts import Text, shown
from claims.vocabulary import StandingWord

GROUPS = ("standing", "stance", "party", "role", "topic", "language", "source_domain", "year")
SHOWN = 8
"""Choices of a group that stand there at once; the rest can be unfolded."""
_PLAIN = ("standing", "stance", "role", "answers")
"""Words of the vocabulary; the template has what readers call them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """``value`` as it stands in an address; ``label``: its name, where it has one."""

    value: str
    label: Text | str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """``more``: the rarer choices. ``has_more``: there are yet others, which are not counted."""

    name: str
    choices: list[Choice]
    more: list[Choice]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set; ``address``: the list without it. ``count``: of claims then, where nothing was found."""

    name: str
    value: str
    label: Text | str
    address: str
    count: int = 0


def groups(asked: Asked, narrowing: finding.Narrowing, names: Mapping[str, Mapping[str, Any]]) -> list[Group]:
    """In the order of GROUPS, without those that offer nothing. ``names``: cards of topics by slug."""
    made = [_group(name, asked, narrowing, names) for name in GROUPS if name in narrowing.values]
    return [group for group in made if group.choices]


def _group(name: str, asked: Asked, narrowing: finding.Narrowing, names: Mapping[str, Mapping[str, Any]]) -> Group:
    values = [value for value in narrowing.values[name] if value.value and value.value != StandingWord.NOT_YET_MADE]
    if name == "year":
        values.sort(key=lambda value: value.value or "", reverse=True)
    choices = [_choice(name, value, asked, names) for value in values]
    first = [choice for place, choice in enumerate(choices) if place < SHOWN or choice.is_chosen]
    more = [choice for choice in choices if choice not in first]
    return Group(name, first, more, narrowing.found.has_more.get(name, False))


def _choice(name: str, value: Value, asked: Asked, names: Mapping[str, Mapping[str, Any]]) -> Choice:
    text = value.value or ""
    is_chosen = text == asked.texts.get(name)
    dropped = {each: "" for each, other in NEEDS.items() if other == name}
    address = asked.without(name).address() if is_chosen else asked.address(**{**dropped, name: text})
    return Choice(text, _label(name, text, value.label, names), value.count, address, is_chosen)


def _label(name: str, value: str, label: str | None, names: Mapping[str, Mapping[str, Any]]) -> Text | str:
    if name in _PLAIN:
        return ""
    if name == "language":
        return language_name(value)
    if name == "topic" and value in names:
        return topic_name(names[value])
    return label or value


def topic_name(card: Mapping[str, Any]) -> Text:
    topic = schema.Topic.model_validate(card)
    return shown(topic.name, topic.language, topic.translations, "name")


def chosen(
    asked: Asked, cards: Mapping[str, Mapping[str, Any] | None], counts: Mapping[str, int] | None = None
) -> list[Chosen]:
    """``cards``: of the records that are asked for, by filter. ``counts``: of claims without a filter, by filter."""
    return [
        Chosen(
            name,
            asked.texts[name],
            _named(name, asked.texts[name], cards.get(name)),
            asked.without(name).address(),
            (counts or {}).get(name, 0),
        )
        for name in _set(asked)
        if counts is None or name in counts
    ]


def _set(asked: Asked) -> Iterable[str]:
    return (name for name in FILTERS if name in asked.texts)


def _named(name: str, value: str, card: Mapping[str, Any] | None) -> Text | str:
    if name == "topic" and card:
        return topic_name(card)
    if name == "source" and card:
        return Text(card["title"], card["language"])
    if card:
        return str(card["name"])
    return "" if name in _PLAIN else language_name(value) if name == "language" else value
