"""Feeds: what changed on the site, in a search, about a party, in a topic, of a claim, and what was corrected.

Each in every language.
"""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.dossier import schema
from claims.formats import atom
from claims.models import Publication, Slug
from claims.pages import asking, entries, party_selections, selections
from claims.pages.answering import document, moved, refused
from claims.pages.heads import Head
from claims.pages.presenting.cards import card_of
from claims.pages.presenting.entries import entry_view
from claims.pages.presenting.parties import party_of_card
from claims.pages.presenting.texts import shown
from claims.pages.views.claims import in_words
from claims.pages.views.records import elsewhere
from claims.vocabulary import RevisionKind

FORM = 3  # of the entries; a higher number where they come to look different


@require_safe
def site(request: HttpRequest) -> HttpResponseBase:
    """All of it or, with what the list of claims can be asked for, of the claims that fit now."""
    try:
        asked = asking.read(request.GET)
    except asking.Unanswerable as unanswerable:
        return refused(request, unanswerable)
    if asked.values:
        return _search(request, asked)
    head = Head(
        settings.SITE_NAME, _("Every publication, correction and withdrawal."), view="site-feed", section="home"
    )
    return _feed(request, head, Head("", view="home"), entries.ALL)


def _search(request: HttpRequest, asked: asking.Asked) -> HttpResponseBase:
    """Which claims fit can change without a revision, so its age says nothing: only its tag does."""
    filters = in_words(asked)
    head = Head(
        _("Claims: %(filters)s") % {"filters": filters},
        _("What changed in the published claims: %(name)s") % {"name": filters},
        view="site-feed",
        named=asked.filters,
    )
    condition = entries.of_search(asked.values, timezone.now())
    return _feed(request, head, Head("", view="claim-list", named=asked.filters), condition, is_aged=False)


@require_safe
def corrections(request: HttpRequest) -> HttpResponseBase:
    head = Head(
        _("Corrections"), _("What was corrected or withdrawn on this site, when and why."), view="correction-feed"
    )
    return _feed(request, head, Head("", view="correction-list"), entries.CORRECTIVE)


@require_safe
def claim(request: HttpRequest, slug: str) -> HttpResponseBase:
    publication = Publication.objects.filter(slug=slug).defer("search", "search_text").first()
    if publication is None:
        return elsewhere("claim-feed", Slug.Kind.CLAIM, slug, _("There is no such claim."))
    if publication.merged_into_slug:
        return moved(reverse("claim-feed", kwargs={"slug": publication.merged_into_slug}))
    if publication.hides_revisions:
        title = _("A claim that was withdrawn")
    elif publication.is_redacted:
        title = _("A claim whose text was removed")
    else:
        title = card_of(slug, publication.card, None).title.words
    return _of(request, "claim", slug, title, entries.of_claim(publication.pk))


@require_safe
def party(request: HttpRequest, slug: str) -> HttpResponseBase:
    row = party_selections.party(slug)
    if row is None:
        return elsewhere("party-feed", Slug.Kind.PARTY, slug, _("There is no such party."))
    name = party_of_card({"slug": row.slug, **row.card}).name
    return _of(request, "party", slug, name, entries.of_party(slug))


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    rows = selections.topic_in_publications(slug, timezone.now())
    if not rows:
        return elsewhere("topic-feed", Slug.Kind.TOPIC, slug, _("There is no such topic."))
    card = schema.Topic.model_validate(rows[0].card)
    name = shown(card.name, card.language, card.translations, "name").words
    return _of(request, "topic", slug, name, entries.of_topic(slug))


def _of(request: HttpRequest, kind: str, slug: str, title: str, condition: Q) -> HttpResponseBase:
    subtitle = _("What changed in the published claims: %(name)s") % {"name": title}
    arguments: dict[str, str | int] = {"slug": slug}
    head = Head(title, subtitle, view=f"{kind}-feed", arguments=arguments)
    return _feed(request, head, Head("", view=f"{kind}-detail", arguments=arguments), condition)


def _feed(request: HttpRequest, head: Head, of: Head, condition: Q, *, is_aged: bool = True) -> HttpResponseBase:
    """``of``: the page that it is the feed of. What a reader has already is answered by one query and no document."""
    rows = entries.latest(condition)
    told = [
        FORM,
        head.title,
        head.canonical,
        *((row["id"], row["slug"], row["is_hidden"], row["is_redacted"], not row["card"]) for row in rows),
    ]
    return document(
        request,
        lambda: _written(head, of, rows),
        f"{atom.MEDIA_TYPE}; charset=utf-8",
        tag=hashlib.sha256(repr(told).encode()).hexdigest()[:32],
        modified=max((_changed(row) for row in rows), default=None) if is_aged else None,
    )


def _changed(row: entries.Row) -> datetime:
    moments: list[datetime] = [each for each in (row["published_at"], row["is_redacted"]) if each]
    return max(moments)


def _written(head: Head, of: Head, rows: list[entries.Row]) -> bytes:
    feed = atom.Feed(
        title=head.full_title,
        subtitle=head.description,
        language=get_language() or "en",
        address=head.canonical,
        page=of.canonical,
        links=[
            atom.Link("self", head.canonical, atom.MEDIA_TYPE),
            *(atom.Link("alternate", each.url, "text/html", each.language) for each in of.alternates),
            *(
                atom.Link("alternate", each.url, atom.MEDIA_TYPE, each.language)
                for each in head.alternates
                if not each.is_current
            ),
        ],
    )
    dossiers = entries.dossiers(rows)
    return atom.written(feed, [_entry(row, *dossiers.get(row["id"], (None, None))) for row in rows])


def _entry(row: entries.Row, before: schema.Dossier | None, dossier: schema.Dossier | None) -> atom.Entry:
    view = entry_view(row, before, dossier)
    page = Head("", view="claim-detail", arguments={"slug": row["slug"]})
    revision = Head("", view="claim-revision", arguments={"slug": row["slug"], "number": row["number"]})
    is_withdrawal = row["kind"] == RevisionKind.WITHDRAWAL
    told = page if is_withdrawal else revision
    return atom.Entry(
        id=f"urn:uuid:{row['id']}",
        title=view.heading,
        content=render_to_string("claims/feeds/entry.html", {"entry": view, "page": page.canonical}),
        updated=_changed(row),
        links=[
            *(atom.Link("alternate", each.url, language=each.language) for each in told.alternates if each.is_current),
            *([] if is_withdrawal else [atom.Link("related", page.canonical)]),
        ],
        category=row["kind"],
    )
