"""A claim on pages of other sites: the card they may frame, and oEmbed, which tells their programs how."""

import json
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from claims.formats import oembed as format_of
from claims.formats.schema_org import Json
from claims.models import Publication, Slug
from claims.pages import selections
from claims.pages.answering import LONGEST, document, moved, page, readers_policy
from claims.pages.heads import Head
from claims.pages.presenting.cards import card_of
from claims.pages.presenting.embedding import EmbeddedCard, embedded_card
from claims.pages.presenting.revisions import revision_view
from claims.pages.views.records import elsewhere
from claims.standing import next_change

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@require_safe
@xframe_options_exempt
def card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The one page that may stand in a frame of another site. It needs no script."""
    publication = selections.publication(slug)
    if publication is None:
        return _framed(elsewhere("claim-card", Slug.Kind.CLAIM, slug, _("There is no such claim.")))
    if publication.merged_into_slug:
        return _framed(moved(reverse("claim-card", kwargs={"slug": publication.merged_into_slug})))
    revision = revision_view(publication.revisions[-1])  # type: ignore[attr-defined]  # annotated
    dossier = None if publication.is_withdrawn else selections.dossier_of(publication.revision)
    now = timezone.now()
    shown: EmbeddedCard | None = embedded_card(dossier, revision, now) if dossier else None
    gone = _("This claim was withdrawn") if publication.is_withdrawn else _("The text of this revision was removed")
    head = Head(
        shown.title.words if shown else gone,
        view="claim-detail",
        arguments={"slug": slug},
        is_indexed=False,
    )
    context = {"card": shown, "revision": revision, "is_withdrawn": publication.is_withdrawn}
    return _framed(
        page(
            request,
            "claims/embeds/card.html",
            head,
            context,
            now=now,
            expires_at=next_change(dossier, now) if dossier else None,
            status=200 if shown else 410,
        )
    )


def _framed(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Content-Security-Policy"] = readers_policy(frame_ancestors=["*"])
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def oembed(request: HttpRequest) -> HttpResponseBase:
    """Errors as https://oembed.com says: 404 for what cannot be embedded, 501 for a format that is not offered."""
    kind = request.GET.get("format", "json")
    if kind != "json":
        return _refused(501, _("Only the format json is offered."))
    if not request.GET.get("url"):
        return _refused(
            400, _("Say which page to embed: url=%(example)s") % {"example": f"{settings.SITE_URL}/claims/…/"}
        )
    sizes = [request.GET.get(name, "") for name in ("maxwidth", "maxheight")]
    if any(size and not _NUMBER.fullmatch(size) for size in sizes):
        return _refused(400, _("maxwidth and maxheight are numbers of pixels."))
    width, height = (int(size) if size else None for size in sizes)
    language, slug = _claim_of(request.GET["url"])
    found = Publication.objects.public().filter(slug=slug).values("card").first()
    if not slug or found is None:
        return _refused(404, _("Only the pages of published claims can be embedded."))
    with translation.override(language):
        answer = _rich(slug, found["card"], format_of.Size.within(width, height))
    return document(request, lambda: json.dumps(answer, ensure_ascii=False).encode(), "application/json")


def _claim_of(address: str) -> tuple[str, str]:
    """Language and present slug of the claim whose page this is; no slug where it is none of ours."""
    try:
        parts = urlsplit(address)
        first = parts.path.removeprefix("/").partition("/")[0]
        language = first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            match = resolve(parts.path)
    except (ValueError, Resolver404):
        return settings.LANGUAGE_CODE, ""
    if match.url_name != "claim-detail" or f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        return language, ""
    slug = match.kwargs["slug"]
    return language, selections.current_slug(Slug.Kind.CLAIM, slug) or slug


def _rich(slug: str, card: dict[str, object], size: format_of.Size) -> Json:
    shown = card_of(slug, card, None)
    address = settings.SITE_URL + reverse("claim-card", kwargs={"slug": slug})
    html = render_to_string("claims/embeds/frame.html", {"address": address, "title": shown.title, "size": size})
    claimant = shown.claimant.name if shown.claimant else ""
    return format_of.rich(title=shown.title.words, author=claimant, html=html.strip(), size=size, cache_age=LONGEST)


def _refused(status: int, message: str) -> HttpResponse:
    body = json.dumps({"error": message}, ensure_ascii=False)
    return HttpResponse(
        body, status=status, content_type="application/json", headers={"Access-Control-Allow-Origin": "*"}
    )
