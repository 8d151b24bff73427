"""The page of a claim, now, as of a date or as of a revision; and what stands in its place when it was withdrawn."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.dossier.known import as_of as cut
from claims.dossier.known import as_of_by, latest_day
from claims.dossier.schema import Dossier
from claims.errors import InvalidRecord
from claims.formats import claimreview
from claims.formats.oembed import Size
from claims.formats.schema_org import in_script
from claims.models import Publication
from claims.pages import selections
from claims.pages.answering import moved, page, refused
from claims.pages.asking import Offer, Unanswerable, one
from claims.pages.heads import Head, Picture
from claims.pages.images import card as images
from claims.pages.presenting.amendments import Amendments, amendments_of
from claims.pages.presenting.cards import Card, card_of
from claims.pages.presenting.case import CasePage, History, case_page
from claims.pages.presenting.moments import instant_in_words
from claims.pages.views.gone import Readable, blanked, elsewhere, of_a_revision, revisions_of, tombstone
from claims.standing import next_change, standing_of


@require_safe
def claim(request: HttpRequest, slug: str) -> HttpResponseBase:
    publication = selections.publication(slug, with_previous=True)
    if publication is None:
        return elsewhere(request, slug)
    if publication.merged_into_slug:
        return moved(reverse("claim-detail", kwargs={"slug": publication.merged_into_slug}))
    if publication.is_withdrawn:
        return tombstone(request, publication)
    dossier = selections.dossier_of(publication.revision)
    if dossier is None:
        return blanked(request, publication, publication.revision)
    previous = publication.previous  # type: ignore[attr-defined]  # annotated
    return _case(request, publication, dossier, now=timezone.now(), previous=previous)


@require_safe
@of_a_revision
def revision(request: HttpRequest, found: Readable) -> HttpResponseBase:
    number = found.revision.number
    return _case(request, found.publication, found.dossier, now=timezone.now(), number=number, previous=found.previous)


def _case(
    request: HttpRequest,
    publication: Publication,
    dossier: Dossier,
    *,
    now: datetime,
    number: int | None = None,
    previous: bytes | None = None,
) -> HttpResponseBase:
    """``previous``: the document of the revision before the one that is shown."""
    try:
        asked, at = _as_of(request, now)
    except Unanswerable as unanswerable:
        return refused(request, unanswerable)
    revisions = revisions_of(publication)
    shown = revisions[number - 1] if number else revisions[-1]
    current = revisions[-1]
    # An old revision is shown as it stood while it was current: no deadline passes on it afterwards.
    clock = revisions[shown.number].published if shown.number < current.number else now
    standing = standing_of(dossier, now=clock, as_of=at)
    history = History(
        revisions[: shown.number], clock, amendments_of(previous, dossier, shown) if not at else Amendments()
    )
    case = replace(
        case_page(dossier, cut(dossier, at) if at else dossier, standing, at, history),
        related=related(publication, dossier, now, at),
        revision=shown,
        revisions=revisions,
    )
    is_the_page = number is None and not asked
    told = case.stops.told(asked) or instant_in_words(asked.replace(" ", "+")) if asked else ""
    is_superseded = shown.number < current.number or publication.is_withdrawn
    query = {"as_of": asked} if asked else {}
    head = _head(
        case, number, told, query, is_indexed=not asked and not is_superseded, is_withdrawn=publication.is_withdrawn
    )
    context = {
        "case": case,
        "asked": told,
        "as_of": asked,
        "is_running": at == now,
        "latest": latest_day(now).isoformat(),
        "current": current,
        "here": reverse(head.view, kwargs=head.arguments),
        "frame": Size(),
        "reporting": reverse("claim-report", kwargs={"slug": publication.slug}),
        "permanent": settings.SITE_URL
        + reverse("claim-revision", kwargs={"slug": publication.slug, "number": shown.number})
        + (f"?{urlencode(query)}" if query else ""),
        "is_superseded": is_superseded,
        "is_withdrawn": publication.is_withdrawn,
        "is_revision": number is not None,
        "is_the_page": is_the_page,
        "structured": [in_script(document) for document in claimreview.documents(dossier)] if is_the_page else [],
    }
    expires_at = next_change(dossier, now) if shown is current else None
    return page(request, "claims/claim_detail.html", head, context, now=now, expires_at=expires_at)


def _as_of(request: HttpRequest, now: datetime) -> tuple[str, datetime | None]:
    """As it stands in the address, and the moment that it means. Raises Unanswerable."""
    instead = [Offer("", "?", _("Current page"))]
    asked = one(request.GET, "as_of", instead)
    try:
        return asked, as_of_by(now, asked) if asked else None
    except InvalidRecord as wrong:
        raise Unanswerable(wrong.message, offers=instead) from None


def _head(
    case: CasePage, number: int | None, told: str, query: dict[str, str], *, is_indexed: bool, is_withdrawn: bool
) -> Head:
    """``told``: the moment the page looks back to, in words: where the page is shared, it is not taken for that of now."""
    arguments: dict[str, str | int] = {"slug": case.slug}
    if number is not None:
        arguments["number"] = number
    described = f"{case.standing.headline}. {case.standing.sentence}"
    has_picture = case.revision is not None and not told and not is_withdrawn
    picture = _picture(case, described) if has_picture else None
    states = []
    if number is not None and case.revision is not None:
        states.append(_("Revision %(number)s of %(date)s") % {"number": number, "date": case.revision.date})
    if told:
        states.append(_("As of %(moment)s") % {"moment": told})
    return Head(
        title=case.title.words,
        state=" – ".join(states),
        description=". ".join([*states, described]),
        view="claim-detail" if number is None else "claim-revision",
        arguments=arguments,
        query=query,
        named=query,
        is_indexed=is_indexed,
        section="claims",
        kind="article",
        feed="claim-feed",
        is_embeddable=number is None and not told,
        picture=picture,
    )


def _picture(case: CasePage, described: str) -> Picture:
    assert case.revision is not None  # noqa: S101  only a preview has none
    path = reverse("claim-revision-image", kwargs={"slug": case.slug, "number": case.revision.number})
    return Picture(
        url=settings.SITE_URL + path,
        alt=f"{case.title.words}. {described}",
        width=images.WIDTH,
        height=images.HEIGHT,
        media_type=images.MEDIA_TYPE,
    )


def related(publication: Publication, dossier: Dossier, now: datetime, as_of: datetime | None) -> list[Card]:
    outgoing: dict[str, list[str]] = {}
    for relation in dossier.relations:
        outgoing.setdefault(relation.target, []).append(relation.type)
    return [
        card_of(
            other.slug,
            other.card,
            other.step,  # type: ignore[attr-defined]  # annotated
            [
                *outgoing.get(str(other.pk), []),
                *(f"incoming_{kind}" for kind in other.incoming),  # type: ignore[attr-defined]
            ],
        )
        for other in selections.related(publication, dossier, now, as_of)
    ]
