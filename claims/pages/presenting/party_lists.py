"""The lists behind the figures of a party: what each can be narrowed to, and how many rows that leaves."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.models.party_figures import PARTS, PartyFigures
from claims.vocabulary import Became, PointAnswer, RequestState

TO_ANSWER = "to_answer"


@dataclass(frozen=True, slots=True)
class Choice:
    """``word`` is empty for all."""

    word: str
    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """``parameter`` narrows the list to one of ``words``; a list without one cannot be narrowed."""

    name: str
    parameter: str = ""
    words: tuple[str, ...] = ()


CLAIMS = Kind("claims", "part", PARTS)
POINTS = Kind("points", "answer", tuple(PointAnswer.values))
DENIALS = Kind("denials", "became", tuple(Became.values))
REQUESTS = Kind("requests", "state", (TO_ANSWER, *RequestState.values))
RESPONSES = Kind("answers")
KINDS = {kind.name: kind for kind in (CLAIMS, POINTS, DENIALS, REQUESTS, RESPONSES)}


def heading(kind: Kind, name: str) -> str:
    headings = {
        "claims": _("%(name)s: claims"),
        "points": _("%(name)s: answers to each point"),
        "denials": _("%(name)s: what became of the denials"),
        "requests": _("%(name)s: requests for comment"),
        "answers": _("%(name)s: the answers on record"),
    }
    return headings[kind.name] % {"name": name}


def label(kind: Kind, word: str) -> str:
    """In small letters, as within a sentence."""
    match kind.parameter:
        case "part":
            return part_label(word)
        case "answer":
            return str(PointAnswer(word).label)
        case "became":
            return str(Became(word).label)
        case _:
            return _("could have been answered by now") if word == TO_ANSWER else str(RequestState(word).label)


def part_label(word: str) -> str:
    return {"about": _("claims about this party"), "made": _("claims made"), "named": _("claims that name this party")}[
        word
    ]


def counts(kind: Kind, figures: PartyFigures) -> Mapping[str, int]:
    """By word; the empty word is the whole list. A point without a specific answer may be covered by a general one."""
    match kind.parameter:
        case "part":
            return {"": sum(figures.claims.values()), **figures.claims}
        case "answer":
            answers = {**figures.answers, PointAnswer.NONE: figures.no_specific_answer}
            return {"": sum(figures.answers.values()), **answers}
        case "became":
            return {"": figures.denials, **figures.became}
        case "state":
            return {"": sum(figures.requests.values()), TO_ANSWER: figures.to_answer, **figures.requests}
        case _:
            return {"": figures.responses}


def choices(kind: Kind, figures: PartyFigures, chosen: str) -> list[Choice]:
    """Those that leave something, and the one that is chosen."""
    counted = counts(kind, figures)
    narrowed = [
        Choice(word, label(kind, word), counted[word], f"?{kind.parameter}={word}", word == chosen)
        for word in kind.words
        if counted[word] or word == chosen
    ]
    return [Choice("", _("all"), counted[""], "?", not chosen), *narrowed] if narrowed else []
