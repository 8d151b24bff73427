"""What waits to be published: what a reader will see differently, who changed it, and what to look at before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from claims import wording
from claims.admin import overview
from claims.admin.desk import links
from claims.dossier.build import build
from claims.dossier.differences import Difference, FieldDifference, differences
from claims.dossier.schema import Dossier
from claims.models import Change, Claim, Edit, Revision
from claims.standing import standing_of
from claims.vocabulary import RevisionKind

MOST_SHOWN = 300
"""Differences on one page, and edits."""
_BOOKKEEPING = {"is_published", "stage", "version"}


@dataclass(frozen=True)
class Shown:
    """``url``: where in the workspace it is changed; empty where it is no more."""

    difference: Difference
    url: str


@dataclass(frozen=True)
class Pending:
    """``public``: the revision that readers have now; ``visible`` and ``hidden``: what differs from it, for them or not.

    ``standing``: in the reader's sentence; ``is_compared``: whether there is a public text to compare with; ``more``: how
    many differences are left out of ``visible``.
    """

    public: Revision | None
    standing: FieldDifference
    is_compared: bool
    visible: list[Shown] = field(default_factory=list)
    hidden: list[Difference] = field(default_factory=list)
    more: int = 0

    @property
    def is_first(self) -> bool:
        return self.public is None


@dataclass(frozen=True)
class Author:
    name: str
    count: int
    last_at: Any


@dataclass(frozen=True)
class Work:
    """Who changed the case since the last revision. ``outside``: rows that were written past the application."""

    authors: list[Author]
    edits: list[Edit]
    outside: int


@dataclass(frozen=True)
class Preview:
    language: str
    name: str
    url: str


def pending_of(claim: Claim, dossier: Dossier) -> Pending:
    """``dossier``: the case as it would be published. At most two queries."""
    public = Revision.objects.filter(claim=claim).select_related("document").order_by("-number").first()
    before = _published(public)
    found = differences(before, dossier, titles=_titles(before, dossier))
    visible = [each for each in found if not each.is_hidden or not each.fields]
    return Pending(
        public=public,
        standing=FieldDifference(_("standing"), _standing(before) if before else "", _standing(dossier)),
        is_compared=before is not None,
        visible=[Shown(each, links.link_to(each, dossier)) for each in visible[:MOST_SHOWN]],
        hidden=[each for each in found if each not in visible],
        more=max(0, len(visible) - MOST_SHOWN),
    )


def _published(public: Revision | None) -> Dossier | None:
    """None also where the text was removed, and where a notice stands in place of a withdrawn case."""
    if public is None or public.kind == RevisionKind.WITHDRAWAL or public.document.content is None:
        return None
    return Dossier.from_json(bytes(public.document.content))


def _titles(*dossiers: Dossier | None) -> dict[str, str]:
    targets = {relation.target for dossier in dossiers if dossier for relation in dossier.relations}
    if not targets:
        return {}
    return {str(pk): title for pk, title in Claim.objects.filter(pk__in=targets).values_list("pk", "title")}


def _standing(dossier: Dossier) -> str:
    standing = standing_of(dossier, now=timezone.now())
    names = {party.id: party.short_name or party.name for party in dossier.parties}
    headline = wording.headline(standing.status.value, standing.tally, names)
    return f"{headline}. {wording.sentence(standing.status.value, standing.tally, names)}"


def work_on(claim: Claim, public: Revision | None) -> Work:
    """Three queries."""
    edits = Edit.objects.filter(claim=claim)
    rows = Change.objects.filter(claim_id=claim.pk, actor=None, act=None, through="")
    if public:
        edits = edits.filter(at__gt=public.published_at)
        rows = rows.filter(at__gt=public.published_at)
    counted = edits.order_by().values("by__username").annotate(count=Count("pk"), last=Max("at")).order_by("-count")
    written = rows.values_list("before", "after")[:MOST_SHOWN]
    return Work(
        authors=[Author(each["by__username"], each["count"], each["last"]) for each in counted],
        edits=list(edits.select_related("by")[:MOST_SHOWN]),
        outside=sum(1 for before, after in written if not {*(after or before or {})} <= _BOOKKEEPING),
    )


def previews_of(claim: Claim) -> Iterator[Preview]:
    """The preview of the public page in each language."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            url = reverse("claim-preview", args=[claim.pk])
        yield Preview(code, get_language_info(code)["name_local"], url)


def context_of(claim: Claim, user: Any) -> dict[str, Any]:
    """What somebody should see before a step, on its page and on that of the changes."""
    dossier = build(claim.pk)
    pending = pending_of(claim, dossier)
    return {
        "overview": overview.overview_of(dossier),
        "status": overview.status_of(claim, dossier, user),
        "pending": pending,
        "work": work_on(claim, pending.public),
        "previews": list(previews_of(claim)),
    }


def urls(model_admin: Any) -> list[Any]:
    view = model_admin.admin_site.admin_view(partial(changes, model_admin=model_admin))
    return [path("<path:object_id>/changes/", view, name="claims_claim_changes")]


def changes(request: HttpRequest, object_id: str, *, model_admin: Any) -> HttpResponse:
    claim: Claim | None = model_admin.get_object(request, object_id)
    if claim is None:
        missing: HttpResponse = model_admin._get_obj_does_not_exist_redirect(request, model_admin.opts, object_id)
        return missing
    if not model_admin.has_view_permission(request, claim):
        raise PermissionDenied
    context = {
        **model_admin.admin_site.each_context(request),
        **context_of(claim, request.user),
        "opts": model_admin.opts,
        "title": _("What readers will see differently"),
        "subtitle": str(claim),
        "claim": claim,
    }
    return TemplateResponse(request, "admin/claims/claim/changes.html", context)
