"""The parts of a case that a citation may be evidence for, named as the workspace names them: P1, A1.2, P1 × A2, E3."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Value
from django.utils.translation import gettext as _

from claims.errors import InvalidRecord
from claims.models import Assessment, Citation, Claim, Event, Passage, Point, Stance

MOST_STANCES = 60
"""Of more, only those are offered that have the citation; the others are named, see ``stances_named``."""
_NAMED = re.compile(r"(?:P(?P<point>[0-9]{1,6}))?\s*[x×/·:]?\s*(?:A(?P<answer>[0-9]{1,6}))?", re.IGNORECASE)


def served(citation: Citation) -> list[str]:
    """The keys of what it is evidence for, such as ``point:<id>``. One query."""
    links = (
        ("claim", Claim.citations_of_claim.through, "claim_id"),
        ("point", Point.citations.through, "point_id"),
        ("passage", Passage.citations.through, "passage_id"),
        ("stance", Stance.citations.through, "stance_id"),
        ("event", Event.citations.through, "event_id"),
        ("assessment", Assessment.citations.through, "assessment_id"),
    )
    rows = [
        through._base_manager.filter(citation=citation).order_by().values_list(Value(kind), name)
        for kind, through, name in links
    ]
    return [f"{kind}:{key}" for kind, key in rows[0].union(*rows[1:], all=True)]


def targets(claim: Claim, now: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of choices. Words that readers have seen stay as they are, and so do their citations."""
    groups = (
        (_("Claim"), _claim(claim)),
        (_("Points"), _points(claim)),
        (_("Passages of answers"), _passages(claim, now)),
        (_("Stances, in place of the citations of their answer"), _stances(claim, now)),
        (_("Events"), _events(claim)),
        (_("Assessments"), _assessments(claim)),
    )
    found = [(str(name), list(choices)) for name, choices in groups]
    return [(name, choices) for name, choices in found if choices]


def _claim(claim: Claim) -> Iterator[tuple[str, str]]:
    yield f"claim:{claim.pk}", _short(claim.title)


def _points(claim: Claim) -> Iterator[tuple[str, str]]:
    for point in Point.objects.standing().filter(claim=claim).order_by("order"):
        yield f"point:{point.pk}", f"P{point.order} {_short(point.text)}"


def _passages(claim: Claim, now: list[str]) -> Iterator[tuple[str, str]]:
    numbers: dict[Any, int] = {}
    rows = Passage.objects.filter(response__claim=claim, response__is_removed=False).select_related("response")
    for passage in rows.order_by("response__order", "order"):
        numbers[passage.response_id] = number = numbers.get(passage.response_id, 0) + 1
        key = f"passage:{passage.pk}"
        if key in now or not passage.response.is_published:
            yield key, f"A{passage.response.order}.{number} {_short(passage.text)}"


def _stances(claim: Claim, now: list[str]) -> Iterator[tuple[str, str]]:
    rows = Stance.objects.standing().filter(claim=claim, point__is_removed=False).select_related("point", "response")
    chosen = [key.removeprefix("stance:") for key in now if key.startswith("stance:")]
    if rows.count() > MOST_STANCES:
        rows = rows.filter(pk__in=chosen)
    for stance in rows.order_by("point__order", "response__order"):
        yield f"stance:{stance.pk}", f"{_name(stance)} {stance.get_stance_display()}"


def _events(claim: Claim) -> Iterator[tuple[str, str]]:
    for event in Event.objects.standing().filter(claim=claim).order_by("order", "id"):
        yield f"event:{event.pk}", f"E{event.order} {_short(event.text)}"


def _assessments(claim: Claim) -> Iterator[tuple[str, str]]:
    for row in Assessment.objects.standing().filter(claim=claim).order_by("id"):
        yield f"assessment:{row.pk}", _short(row.label)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


# --- Stances by name, where there are too many to list ---


def has_too_many_stances(claim: Claim) -> bool:
    return Stance.objects.standing().filter(claim=claim, point__is_removed=False).count() > MOST_STANCES


def stances_named(claim: Claim, typed: str) -> list[str]:
    """Keys of the stances that are named, separated by commas: “P12 × A3”, “P12A3”, all of a point “P12” or an answer “A3”.

    Raises InvalidRecord (field ``also``) with each name that fits none; words of a point are answered with their names.
    """
    rows = Stance.objects.standing().filter(claim=claim, point__is_removed=False, response__is_removed=False)
    rows = rows.select_related("point", "response").order_by("point__order", "response__order")
    found, wrong = [], []
    for name in filter(None, (each.strip() for each in typed.replace("\n", ",").split(","))):
        place = _NAMED.fullmatch(name)
        if place and any(place.groups()):
            orders = {"point__order": place["point"], "response__order": place["answer"]}
            named = [f"stance:{row.pk}" for row in rows.filter(**{key: each for key, each in orders.items() if each})]
            found += named
            wrong += [] if named else [_("No answer takes a stance there: %(name)s.") % {"name": name}]
        else:
            wrong.append(_alike(rows.filter(point__text__icontains=name)[:8], name))
    if wrong:
        raise InvalidRecord(" ".join(wrong), {"also": " ".join(wrong)})
    return list(dict.fromkeys(found))


def _alike(rows: Iterable[Stance], words: str) -> str:
    names = ", ".join(f"{_name(row)} ({_short(row.point.text)})" for row in rows)
    if not names:
        return _("No point has these words, and no stance this name: %(words)s. Write for example P12 × A3.") % {
            "words": words
        }
    return _("Points with “%(words)s”: %(names)s. Write the names of those you mean.") % {
        "words": words,
        "names": names,
    }


def _name(stance: Stance) -> str:
    return f"P{stance.point.order} × A{stance.response.order}"
