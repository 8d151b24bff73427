"""What a list can be narrowed by, with how many claims each choice leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from claims.pages.selections import MOST_COUNTED
from claims.vocabulary import StandingWord


@dataclass(frozen=True, slots=True)
class Facet:
    """``value`` is a StandingWord, or empty for all."""

    value: str
    count: int
    is_capped: bool
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    total: int
    is_capped: bool
    choices: list[Facet]
    everything: Facet
    chosen: str
    first_page: str
    without_words: str


def facets(counted: Mapping[str, int], words: str, chosen: str) -> Facets:
    """The number of a chosen standing is that of its claims; beyond a limit nobody counts."""
    found = sum(counted.values())
    is_capped = found > MOST_COUNTED
    choices = [
        Facet(word, counted.get(word, 0), is_capped, _address(words, word), word == chosen)
        for word in StandingWord.values
        if counted.get(word) or word == chosen
    ]
    everything = Facet("", min(found, MOST_COUNTED), is_capped, _address(words, ""), not chosen)
    total = counted.get(chosen, 0) if chosen else min(found, MOST_COUNTED)
    return Facets(total, is_capped, choices, everything, chosen, _address(words, chosen), _address("", chosen))


def _address(words: str, standing: str) -> str:
    asked = {name: value for name, value in (("q", words), ("standing", standing)) if value}
    return f"?{urlencode(asked)}" if asked else "?"
