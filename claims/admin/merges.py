"""Pages for merging two parties, sources or claims: choose the other one, look at what moves, confirm, and undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims import rules
from claims.actions import merging
from claims.actions.merge_previews import preview
from claims.admin.lookups import FIND
from claims.errors import FactcheckError, InvalidRecord
from claims.models import Claim, Merge


class MergesMixin:
    """Adds the pages to those of a record, and the record's merges to its own page."""

    admin_site: Any
    opts: Any
    model: Any

    def get_urls(self) -> list[URLPattern]:
        name, wrap = f"claims_{self.opts.model_name}", self.admin_site.admin_view
        own = [
            path("<uuid:object_id>/merge/", wrap(self.merge_view), name=f"{name}_merge"),
            path("<uuid:object_id>/merges/<uuid:merge_id>/", wrap(self.merge_done_view), name=f"{name}_merge_done"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]  # of ModelAdmin

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        context = {"merges": self._merges(object_id), "merge_url": self._merge_url(request, object_id)}
        view: Any = super()
        return view.change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def merge_view(self, request: HttpRequest, object_id: UUID) -> HttpResponse:
        """The record of the address is merged into the one that is chosen."""
        return _merge(request, self, object_id)

    def merge_done_view(self, request: HttpRequest, object_id: UUID, merge_id: UUID) -> HttpResponse:
        return _merge_done(request, self, object_id, merge_id)

    def address(self, page: str, *args: Any) -> str:
        return reverse(f"admin:claims_{self.opts.model_name}_{page}", args=args)

    def _merges(self, object_id: str) -> list[dict[str, Any]]:
        try:
            found = merging.merges_of(self.opts.model_name, UUID(object_id))
        except ValueError:
            return []
        both = (
            self.model.objects.in_bulk({pk for each in found for pk in (each.kept_id, each.merged_id)}) if found else {}
        )
        return [
            {
                "merge": each,
                "url": self.address("merge_done", object_id, each.pk),
                "merged": both.get(each.merged_id, "–"),
                "kept": both.get(each.kept_id, "–"),
            }
            for each in found
        ]

    def _merge_url(self, request: HttpRequest, object_id: str) -> str:
        try:
            return self.address("merge", UUID(object_id)) if rules.may_merge(request.user, None) else ""
        except ValueError:
            return ""


@require_http_methods(["GET", "HEAD", "POST"])
def _merge(request: HttpRequest, page: MergesMixin, object_id: UUID) -> HttpResponse:
    record = _record(page.model, object_id)
    if not rules.may_merge(request.user, record if isinstance(record, Claim) else None):
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        try:
            done = merging.merge(by=request.user, kind=page.opts.model_name, merged_id=object_id, **_asked(request))
        except FactcheckError as refused:
            error = refused.message
        else:
            messages.success(request, _("Merged."))
            return HttpResponseRedirect(page.address("merge_done", object_id, done.pk))
    sent = request.POST if request.method == "POST" else request.GET
    typed = sent.get("other", "").replace("\x00", "").strip()
    other, offered = _chosen(page, record, sent.get("other_id", ""), typed)
    context = {
        "record": record,
        "kind": page.opts.model_name,
        "typed": str(other) if other is not None else typed,
        "other": other,
        "offered": [{"record": each, "url": f"?other_id={each.pk}"} for each in offered],
        "is_searched": bool(typed) and other is None,
        "preview": _preview(request, page, record, other) if other is not None else None,
        "swapped": f"{page.address('merge', other.pk)}?other_id={record.pk}" if other is not None else "",
        "reason": sent.get("reason", ""),
        "error": error,
    }
    return _page(request, page, "merge.html", record, _("Merge into another record"), context, 422 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def _merge_done(request: HttpRequest, page: MergesMixin, object_id: UUID, merge_id: UUID) -> HttpResponse:
    if not rules.may_see_desk(request.user, None):
        raise PermissionDenied
    record = _record(page.model, object_id)
    done = Merge.objects.filter(pk=merge_id, kind=page.opts.model_name).select_related("by", "undone_by").first()
    if done is None or object_id not in (done.kept_id, done.merged_id):
        raise Http404
    both = page.model.objects.in_bulk([done.kept_id, done.merged_id])
    merged = both.get(done.merged_id)
    may_undo = rules.may_merge(request.user, merged if isinstance(merged, Claim) else None)
    error = ""
    if request.method == "POST":
        if not may_undo:
            raise PermissionDenied
        try:
            merging.undo(by=request.user, merge_id=merge_id)
        except FactcheckError as refused:
            error = refused.message
        else:
            messages.success(request, _("The merge was undone."))
            return HttpResponseRedirect(request.path)
    context = {
        "merge": done,
        "kept": _linked(page, both.get(done.kept_id)),
        "merged": _linked(page, merged),
        "pending": _cases(merging.pending_cases(done)),
        "may_undo": may_undo and done.undone_at is None,
        "error": error,
    }
    return _page(request, page, "done.html", record, _("Merge"), context, 409 if error else 200)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Raises InvalidRecord where nothing was chosen, or the form is not one of ours."""
    try:
        versions = int(request.POST["kept_version"]), int(request.POST["merged_version"])
        kept_id = UUID(request.POST["other_id"])
    except (KeyError, ValueError):
        message = _("Choose the record to merge into, and look at the preview first.")
        raise InvalidRecord(message, {"other": message}) from None
    return {"kept_id": kept_id, "versions": versions, "reason": request.POST.get("reason", "")}


def _chosen(page: MergesMixin, record: Any, identifier: str, typed: str) -> tuple[Any, list[Any]]:
    """The other record; where only words were sent, the one they name, or those they may mean."""
    try:
        return page.model.objects.filter(pk=UUID(identifier)).first(), []
    except ValueError:
        found = [each for each in FIND[page.opts.model_name](typed) if each.pk != record.pk]
        named = [each for each in found if str(each).casefold() == typed.casefold()]
        return (named[0], []) if len(named) == 1 else (None, found)


def _preview(request: HttpRequest, page: MergesMixin, record: Any, other: Any) -> dict[str, Any]:
    found = preview(by=request.user, kind=page.opts.model_name, kept_id=other.pk, merged_id=record.pk)
    return {
        "kept": _linked(page, found.kept),
        "merged": _linked(page, found.merged),
        "moves": found.moves,
        "stays": found.stays,
        "conflicts": found.conflicts,
        "pending": _cases(found.pending),
        "refusal": found.refusal,
    }


def _cases(claims: list[Claim]) -> list[dict[str, Any]]:
    return [{"record": claim, "url": reverse("admin:claims_claim_change", args=[claim.pk])} for claim in claims]


def _linked(page: MergesMixin, record: Any) -> dict[str, Any]:
    return {"record": record, "url": page.address("change", record.pk) if record is not None else ""}


def _record(model: Any, object_id: UUID) -> Any:
    record = model.objects.filter(pk=object_id).first()
    if record is None:
        raise Http404
    return record


def _page(
    request: HttpRequest,
    page: MergesMixin,
    template: str,
    record: Any,
    title: str,
    context: dict[str, Any],
    status: int,
) -> HttpResponse:
    frame = {**page.admin_site.each_context(request), "opts": page.opts, "title": title, "subtitle": str(record)}
    trail = {"list_url": page.address("changelist"), "record_url": page.address("change", record.pk), "record": record}
    return TemplateResponse(request, f"admin/claims/merges/{template}", {**frame, **trail, **context}, status=status)
