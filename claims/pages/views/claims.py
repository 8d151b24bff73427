"""The list of all claims: search, filters with their figures, orders, pages; and where nothing is found, what is near."""

from collections.abc import Iterable
from datetime import datetime
from html import unescape
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.models.highlights import highlights
from claims.models.keyset import Slice
from claims.pages import asking, finding
from claims.pages.answering import page, refused
from claims.pages.asking import Asked
from claims.pages.heads import Head
from claims.pages.presenting.cards import Card, card_of
from claims.pages.presenting.facets import chosen, groups
from claims.pages.presenting.hits import with_hits

PER_PAGE = 20
MOST_PASSAGES = 8  # looked at; a card shows fewer
RECORDS = ("party", "claimant", "responder", "topic", "source")


@require_safe
def claims(request: HttpRequest) -> HttpResponseBase:
    try:
        asked = asking.read(request.GET)
    except asking.Unanswerable as unanswerable:
        return refused(request, unanswerable)
    now = timezone.now()
    found = finding.page(asked, now, PER_PAGE)
    narrowing = finding.narrowing(asked, now)
    cards = _records(asked)
    topics = finding.topics(value.value or "" for value in narrowing.values["topic"])
    context = {
        "asked": asked,
        "cards": _cards(asked, found.rows),
        "groups": groups(asked, narrowing, topics),
        "chosen": chosen(asked, cards),
        "count": narrowing.found.counted,
        "is_capped": narrowing.found.is_capped,
        "orders": [(way, asked.address(order=way), way == asked.order) for way in _orders(asked)],
        "kept": [(name, text) for name, text in asked.texts.items() if name != "q"],
        **_ways(asked, found),
        **(_instead(asked, cards, now) if not narrowing.found.counted and asked.values else {}),
    }
    return page(request, "claims/claim_list.html", _head(asked), context, now=now)


def in_words(asked: Asked) -> str:
    """The filters, as the page of the list names them."""
    named = (render_to_string("claims/_filter.html", {"filter": each}) for each in chosen(asked, _records(asked)))
    return " · ".join(" ".join(unescape(strip_tags(each)).split()) for each in named)


def _records(asked: Asked) -> dict[str, dict[str, Any] | None]:
    return {name: finding.card_of(name, asked.values[name]) for name in RECORDS if name in asked.values}


def cards_of(rows: Iterable[Any]) -> list[Card]:
    """``rows`` as ``claims.pages.finding`` finds them."""
    return [card_of(row.slug, row.card, {"status": row.status, "answers": row.tally}) for row in rows]


def _cards(asked: Asked, rows: list[Any]) -> list[Card]:
    shown = cards_of(rows)
    if not asked.words or not rows:
        return shown
    hits = highlights([row.pk for row in rows], asked.words, MOST_PASSAGES)
    return [with_hits(card, hits[row.pk]) for card, row in zip(shown, rows, strict=True)]


def _orders(asked: Asked) -> list[str]:
    return [way for way in asking.WAYS if way != "relevance" or asked.words]


def _ways(asked: Asked, found: Slice) -> dict[str, str]:
    """Addresses of the pages before and after; empty where there is none."""
    before = asked.place(found.rows[0], "before") if found.rows and found.has_before else ""
    after = asked.place(found.rows[-1], "after") if found.rows and found.has_after else ""
    return {"before": before, "after": after, "first": asked.address() if asked.key else ""}


def _instead(asked: Asked, cards: Any, now: datetime) -> dict[str, Any]:
    """Where nothing was found: another spelling, and the list without each of the filters."""
    found = finding.instead(asked, now)
    spelled = {}
    if found.spelling:
        spelled = {
            "spelling": found.spelling.words,
            "spelling_count": found.spelled,
            "spelling_address": asking.query({"q": found.spelling.words})
            if found.is_alone
            else asked.address(q=found.spelling.words),
        }
    return {**spelled, "near": chosen(asked, cards, found.without)}


def _head(asked: Asked) -> Head:
    title = _("Claims and their answers")
    if asked.words:
        title = _("Claims about “%(words)s”") % {"words": asked.words}
    description = _("Claims that were made in public, who answered which part of them, and where each one stands.")
    return Head(
        title,
        description,
        view="claim-list",
        query=dict(asked.texts),
        named=dict(asked.texts),
        is_indexed=asked.is_plain,
        section="claims",
        feed="site-feed" if asked.values else "",
        feed_query=asked.filters,
    )
