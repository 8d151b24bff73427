"""The page of a party, and the lists behind its figures. A private person has neither."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.models import Slug
from claims.models.party_figures import (
    NO_SPECIFIC,
    PARTS,
    TO_ANSWER,
    answers_of,
    denials_of,
    figures_of,
    requests_of,
)
from claims.pages import party_selections as selections
from claims.pages.answering import page, refused
from claims.pages.asking import Offer, no_such_choice, no_such_place, query
from claims.pages.heads import Head
from claims.pages.presenting import party_lists
from claims.pages.presenting.parties import party_of_card
from claims.pages.presenting.party_items import PointItem, point_item, request_item, response_item
from claims.pages.presenting.party_lists import Kind
from claims.pages.presenting.party_page import MOST_MARKS, involvement, party_page
from claims.pages.views.records import elsewhere
from claims.vocabulary import Became, PointAnswer

NEWEST = 5
ACCOUNTS = 3
PER_PAGE = 20
LAST_PAGE = 500


@require_safe
def party(request: HttpRequest, slug: str) -> HttpResponseBase:
    now = timezone.now()
    row = selections.party(slug)
    if row is None:
        return elsewhere("party-detail", Slug.Kind.PARTY, slug, _("There is no such party."))
    ids = selections.ids(row)
    figures = figures_of(ids, now)
    cases = {part: list(selections.cases(ids, now, part=part)[:NEWEST]) for part in PARTS}
    denials = [point_item(each) for each in selections.by_case(denials_of(ids))[: MOST_MARKS + 1]]
    accounts = _with_words(selections.by_case(denials_of(ids, Became.DIFFERENT_ACCOUNT))[:ACCOUNTS])
    shown = party_page(row, figures, cases, denials, accounts)
    name = shown.party.name
    head = Head(
        name,
        _("What %(name)s claimed, and answered to what was reported.") % {"name": name},
        view="party-detail",
        arguments={"slug": slug},
        section="parties",
        feed="party-feed",
    )
    return page(request, "claims/party_detail.html", head, {"page": shown}, now=now, expires_at=figures.changes_at)


@require_safe
def records(request: HttpRequest, slug: str, kind: Kind) -> HttpResponseBase:
    """One list: ``?page=2``, and what it is narrowed by."""
    now = timezone.now()
    row = selections.party(slug)
    if row is None:
        return elsewhere(f"party-{kind.name}", Slug.Kind.PARTY, slug, _("There is no such party."))
    chosen = request.GET.get(kind.parameter, "").strip() if kind.parameter else ""
    if chosen and chosen not in kind.words:
        offers = [Offer(word, query({kind.parameter: word}), party_lists.label(kind, word)) for word in kind.words]
        return refused(request, no_such_choice(kind.parameter, offers))
    number = _page_number(request.GET.get("page", "1"))
    if number is None:
        return refused(request, no_such_place())
    ids = selections.ids(row)
    figures = figures_of(ids, now)
    party = party_of_card({"slug": row.slug, **row.card})
    items = _items(kind, ids, chosen, now, slice((number - 1) * PER_PAGE, number * PER_PAGE))
    total = party_lists.counts(kind, figures)[chosen]
    if number > 1 and (number - 1) * PER_PAGE >= total:
        return refused(request, no_such_place())
    asked = {kind.parameter: chosen} if chosen else {}
    context = {
        "party": party,
        "kind": kind.name,
        "heading": party_lists.heading(kind, party.name),
        "choices": party_lists.choices(kind, figures, chosen),
        "items": items,
        "total": total,
        "earlier": _address(asked, number - 1) if number > 1 else "",
        "later": _address(asked, number + 1) if number * PER_PAGE < total else "",
        "figures": figures,
    }
    head = _head(kind, slug, party.name, asked, number)
    return page(request, "claims/party_records.html", head, context, now=now, expires_at=figures.changes_at)


def _head(kind: Kind, slug: str, name: str, asked: dict[str, str], number: int) -> Head:
    title = party_lists.heading(kind, name)
    if asked:
        title = f"{title} · {party_lists.label(kind, *asked.values())}"
    return Head(
        title,
        view=f"party-{kind.name}",
        arguments={"slug": slug},
        query={**asked, **({"page": str(number)} if number > 1 else {})},
        is_indexed=False,
        section="parties",
    )


def _items(kind: Kind, ids: list[UUID], chosen: str, now: datetime, part: slice) -> list[Any]:
    match kind.name:
        case "claims":
            return [involvement(each) for each in selections.cases(ids, now, part=chosen)[part]]
        case "points":
            return [point_item(each) for each in selections.by_case(_answered(ids, chosen))[part]]
        case "denials":
            return _with_words(selections.by_case(denials_of(ids, chosen))[part])
        case "requests":
            return [request_item(each) for each in selections.by_case(_asked(ids, chosen, now))[part]]
        case _:
            return [response_item(each) for each in selections.responses(ids)[part]]


def _answered(ids: list[UUID], word: str) -> QuerySet[Any]:
    wanted = NO_SPECIFIC if word == PointAnswer.NONE else (word,)
    return answers_of(ids).filter(answer__in=wanted) if word else answers_of(ids)


def _asked(ids: list[UUID], word: str, now: datetime) -> QuerySet[Any]:
    wanted = TO_ANSWER if word == party_lists.TO_ANSWER else (word,)
    return requests_of(ids, now).filter(state__in=wanted) if word else requests_of(ids, now)


def _with_words(rows: QuerySet[Any]) -> list[PointItem]:
    """Denials with the words of the first one and those of the latest different account. Two queries."""
    found = list(rows)
    cards = selections.response_cards(each for row in found for each in (row.denied_in, row.later_in))
    return [point_item(row, cards) for row in found]


def _page_number(text: str) -> int | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= 3):
        return None
    return int(text) if 1 <= int(text) <= LAST_PAGE else None


def _address(asked: dict[str, str], number: int) -> str:
    query = {**asked, **({"page": str(number)} if number > 1 else {})}
    return f"?{urlencode(query)}"
