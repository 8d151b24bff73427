"""Where a reader looks who and what there is: the parties from A to Z, the topics, and the claims of a topic in time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.models import party_index
from claims.models.asked import NotOneOf, TooLong, one_of, words
from claims.models.keyset import Slice
from claims.pages import directories, finding
from claims.pages.answering import moved, page, refused
from claims.pages.asking import Offer, Unanswerable, instant, no_such_choice, no_such_place, query, single, too_long
from claims.pages.heads import Head
from claims.pages.presenting.directories import letter_groups, letters, listed_topics, sign_of
from claims.pages.presenting.facets import topic_name
from claims.pages.views.claims import cards_of

PARTIES_PER_PAGE = 100
CLAIMS_PER_PAGE = 50


@require_safe
def parties(request: HttpRequest) -> HttpResponseBase:
    readers = {"q": words, "letter": one_of(party_index.GROUPS)}
    try:
        given = single(request.GET, (*readers, "after", "before"))
        typed, letter = (reader(given[name]) if name in given else "" for name, reader in readers.items())
        key, is_back = _place(given, str)
    except NotOneOf as wrong:
        return refused(request, no_such_choice("letter", _offers(wrong.words)), view="party-list")
    except TooLong as wrong:
        return refused(request, too_long(wrong), view="party-list")
    except Unanswerable as wrong:
        return refused(request, wrong, view="party-list")
    except ValueError as wrong:
        return refused(request, str(wrong), view="party-list")
    asked = {name: given[name] for name in readers if name in given}
    found, counts = directories.parties(words=typed, group=letter, key=key, is_back=is_back, limit=PARTIES_PER_PAGE)
    context = {
        "groups": letter_groups(found.rows, counts),
        "letters": letters(party_index.groups_in_use(), letter),
        "words": typed,
        **_ways(asked, found, "key", "party_id"),
    }
    return page(request, "claims/party_list.html", _head_of_parties(asked, letter, is_first=key is None), context)


def _offers(groups: Iterable[str]) -> list[Offer]:
    return [Offer(group, query({"letter": group}), sign_of(group) or _("other scripts")) for group in groups]


def _head_of_parties(asked: dict[str, str], letter: str, *, is_first: bool) -> Head:
    title = _("Parties")
    if letter:
        title = _("Parties: %(letter)s") % {"letter": sign_of(letter) or _("other scripts")}
    description = _(
        "Persons, organisations, public bodies and outlets that made a claim, answered one or are named in one."
    )
    is_indexed = is_first and "q" not in asked
    return Head(
        title, description, view="party-list", query=asked, named=asked, is_indexed=is_indexed, section="parties"
    )


@require_safe
def topics(request: HttpRequest) -> HttpResponseBase:
    head = Head(_("Topics"), _("Stories that several claims belong to."), view="topic-list", section="topics")
    return page(request, "claims/topic_list.html", head, {"topics": listed_topics(directories.topics())})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    card = finding.card_of("topic", slug)
    if card is None:
        raise Http404(_("There is no such topic."))
    if card["slug"] != slug:
        return moved(reverse("topic-detail", kwargs={"slug": card["slug"]}))
    try:
        key, is_back = _place(single(request.GET, ("after", "before")), instant)
    except Unanswerable as wrong:
        return refused(request, wrong)
    now = timezone.now()
    found = directories.of_topic(slug, now, key, is_back=is_back, limit=CLAIMS_PER_PAGE)
    name = topic_name(card)
    head = Head(
        name.words,
        _("The claims of this topic in the order in which they were made, and who answered which part of them."),
        view="topic-detail",
        arguments={"slug": slug},
        is_indexed=key is None,
        section="topics",
        feed="topic-feed",
    )
    context = {"name": name, "cards": cards_of(found.rows), **_ways({}, found, "since", "claim_id")}
    return page(request, "claims/topic_detail.html", head, context, now=now)


def _place(given: dict[str, str], read: Any) -> tuple[tuple[Any, UUID] | None, bool]:
    """Of the row that the page begins after, or ends before. Raises Unanswerable."""
    text = given.get("after") or given.get("before")
    if text is None:
        return None, False
    first, _separator, second = text.rpartition("_")
    try:
        return (read(first), UUID(second)), "before" in given
    except ValueError:
        raise no_such_place() from None


def _ways(asked: dict[str, str], found: Slice, *columns: str) -> dict[str, str]:
    """Addresses of the pages before and after; empty where there is none."""

    def place(row: Any) -> str:
        values = (getattr(row, column) for column in columns)
        return "_".join(value.isoformat() if isinstance(value, datetime) else str(value) for value in values)

    before = query({**asked, "before": place(found.rows[0])}) if found.rows and found.has_before else ""
    after = query({**asked, "after": place(found.rows[-1])}) if found.rows and found.has_after else ""
    return {"before": before, "after": after}
