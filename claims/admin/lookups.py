"""What fields offer while somebody types: JSON for ``typeahead.js``, the same look-ups as the admin's own autocomplete."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from claims import rules
from claims.actions import addresses, creating, lookups
from claims.admin.site import EXTRA_PAGES
from claims.errors import InvalidRecord
from claims.models import Claim, Party, Source, Topic
from claims.vocabulary import StandingWord
from claims.wording.lists import moment_in_words

FIND: dict[str, Callable[..., list[Any]]] = {
    "party": lookups.parties,
    "source": lookups.sources,
    "topic": lookups.topics,
    "claim": lookups.claims,
}


def site_urls(site: AdminSite) -> list[URLPattern]:
    return [path("lookups/<slug:kind>/", site.admin_view(look_up), name="claims_lookup")]


@require_safe
def look_up(request: HttpRequest, kind: str) -> JsonResponse:
    """``{"results": [{"id", "label", "detail"}], "create"}``: at most three queries beside those that say who asks.
    ``besides``: the id of a record that is not offered.

    Of a pasted address also ``guess`` (what a new source would be called) or ``message`` (why it is none).
    """
    if not rules.may_see_desk(request.user, None):
        raise PermissionDenied
    q = request.GET.get("q", "").replace("\x00", "").strip()
    besides = _id(request.GET.get("besides", ""))
    if kind == "similar":
        return JsonResponse({"results": [_similar(each) for each in lookups.similar_claims(q, besides=besides)]})
    if kind not in FIND:
        raise Http404
    if kind == "source" and "://" in q:
        return JsonResponse(_of_address(q, may_create=rules.may_create(request.user, None)))
    results = [_result(each) for each in FIND[kind](q) if each.pk != besides]
    is_new = bool(q) and not any(q.casefold() == each["label"].casefold() for each in results)
    may_create = is_new and kind != "claim" and rules.may_create(request.user, None)
    return JsonResponse({"results": results, "create": may_create})


def as_autocomplete(queryset: "QuerySet[Any]", term: str, limit: int = 20) -> "QuerySet[Any]":
    """The rows of a look-up, best first, as the admin's own autocomplete wants them: a queryset."""
    model = queryset.model
    if any(field.name == "merged_into" for field in model._meta.fields):
        queryset = queryset.filter(merged_into=None)
    if not term.strip():
        return queryset
    ids = [each.pk for each in FIND[str(model._meta.model_name)](term, limit)]
    places = Case(
        *(When(pk=each, then=Value(place)) for place, each in enumerate(ids)),
        default=Value(len(ids)),
        output_field=models.IntegerField(),
    )
    return queryset.filter(pk__in=ids).order_by(places)


def _of_address(url: str, *, may_create: bool) -> dict[str, Any]:
    try:
        guess = creating.guess_of_url(url)
    except InvalidRecord as refused:
        is_too_long = len(url) > addresses.LONGEST  # anything else may still be on its way
        return {"results": [], "create": False} | ({"message": refused.message} if is_too_long else {})
    if guess.source is not None:
        return {"results": [_result(guess.source)], "create": False}
    publisher = {"id": str(guess.publisher.pk), "label": str(guess.publisher)} if guess.publisher else None
    return {
        "results": [],
        "create": may_create,
        "guess": {"url": guess.url, "title": guess.title, "publisher": publisher},
    }


def _result(record: Any) -> dict[str, str]:
    return {"id": str(record.pk), "label": str(record), "detail": " · ".join(filter(None, _details(record)))}


def _details(record: models.Model) -> list[str]:
    """What tells it from others of its name."""
    match record:
        case Party():
            of = str(record.affiliation) if record.affiliation else ""
            return [record.short_name, str(record.get_kind_display()), of]
        case Source():
            return [str(record.publisher or ""), moment_in_words(record.published_at), str(record.get_kind_display())]
        case Claim():
            return [str(record.get_stage_display()), moment_in_words(record.made_at)]
        case Topic():
            return [record.language]
    return []


def _similar(found: lookups.Similar) -> dict[str, Any]:
    standing = str(StandingWord(found.standing).label) if found.standing else ""
    details = [str(found.claim.get_stage_display()), standing]
    return {
        "id": str(found.claim.pk),
        "label": str(found.claim),
        "detail": " · ".join(filter(None, details)),
        "similarity": round(found.similarity, 2),
    }


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


EXTRA_PAGES.append(site_urls)
