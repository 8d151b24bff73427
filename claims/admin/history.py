"""The history of a record at the desk, of a claim that of its whole case; and the way back: restoring and undoing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from claims.actions import history, merging, provenance, restoring
from claims.actions.history_entries import Entry, entries
from claims.admin import deleted, gone
from claims.errors import FactcheckError
from claims.models import Change, Merge
from claims.vocabulary import Operation

PER_PAGE = 50
AT_MOST = 200
"""Changes that a question before restoring or undoing lists."""


@contextmanager
def acting(request: HttpRequest, cause: str) -> Iterator[None]:
    """What a request that writes does is one act of its user."""
    if request.method != "POST":
        yield
        return
    with provenance.act(by=request.user, cause=cause):
        yield


class HistoryPages(BaseModelAdmin):  # type: ignore[type-arg]  # of any model
    """``…/history/`` of a record, and below it ``restore/`` and ``undo/``, which ask before they write."""

    def get_urls(self) -> list[Any]:
        page: Any = self
        info = page.opts.app_label, page.opts.model_name
        own = [
            path(
                f"<path:object_id>/history/{name}/<int:change_id>/",
                page.admin_site.admin_view(view),
                name=f"{'_'.join(info)}_{name}",
            )
            for name, view in (("restore", self.restore_view), ("undo", self.undo_view))
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]  # of ModelAdmin

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        page: Any = self
        record: Any = self._record(request, object_id)
        removal = gone.removal_for(self, request, object_id) if record is None else None
        if removal:
            deleted.require_view(self, request)
            if request.method == "POST":
                with acting(request, "bring back"):
                    return deleted.bring_back(self, request, removal)
            record, changes = deleted.Deleted(removal), deleted.changes_of(page.model, removal)
        elif record is None:
            return self._gone(request, object_id)
        else:
            changes = history.seen(history.changes_of(record))
        paginator = Paginator(changes.select_related("actor"), PER_PAGE)
        shown = paginator.get_page(request.GET.get("p"))
        context = {
            **self._context(request, record),
            "title": _("History"),
            "acts": by_act(entries(shown.object_list)),
            "page": shown,
            "pages": paginator.get_elided_page_range(shown.number),
            "may_change": not removal and self.has_change_permission(request, record),
            "removal": removal,
            "may_bring_back": removal is not None and restoring.may_bring_back(by=request.user, removal=removal),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/claims/history.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, change_id: int) -> HttpResponse:
        """Ask, with what would be taken back; then bring the record back to what it was right after the change."""

        def restore(change: Change) -> None:
            model = history.model_of(change.owner_table)
            if model is None:
                raise Http404
            sent = request.POST.get("version", "")
            version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None
            restoring.restore(
                by=request.user, record_model=model, record_id=change.owner, change_id=change.pk, version=version
            )

        def later(change: Change) -> Any:
            model = history.model_of(change.owner_table)
            found = Change.objects.filter(history.of_record(model, change.owner)) if model else Change.objects.none()
            of_act = found.filter(act=change.act) if change.act else found.filter(pk=change.pk)
            return found.filter(id__gt=of_act.order_by("-id").values("id")[:1])

        return self._ask(request, object_id, change_id, "restore", restore, later)

    def undo_view(self, request: HttpRequest, object_id: str, change_id: int) -> HttpResponse:
        """Ask, with all that the act of this change did; then take it back."""

        def undo(change: Change) -> None:
            merge = Merge.objects.filter(act=_act_of(change), undone_at__isnull=True).first()
            if merge:
                merging.undo(by=request.user, merge_id=merge.pk)
            else:
                restoring.undo(by=request.user, act=_act_of(change))

        def whole(change: Change) -> Any:
            return Change.objects.filter(act=_act_of(change))

        return self._ask(request, object_id, change_id, "undo", undo, whole)

    def _ask(
        self, request: HttpRequest, object_id: str, change_id: int, what: str, run: Any, taken_back: Any
    ) -> HttpResponse:
        page: Any = self
        try:
            with acting(request, what):
                record = self._record(request, object_id)
                if record is None:
                    return self._gone(request, object_id)
                change = history.changes_of(record).select_related("actor").filter(pk=change_id).first()
                if change is None:
                    raise Http404
                if not self.has_change_permission(request, record):
                    raise PermissionDenied
                if request.method == "POST":
                    run(change)
        except FactcheckError as refused:
            page.message_user(request, refused.message, messages.ERROR)
            return HttpResponseRedirect(self._address(object_id))
        if request.method == "POST":
            done = _("The earlier state was restored.") if what == "restore" else _("It was undone.")
            page.message_user(request, done, messages.SUCCESS)
            return HttpResponseRedirect(self._address(object_id))
        listed = history.seen(taken_back(change)).select_related("actor")
        context = {
            **self._context(request, record),
            "title": _("Restore this state") if what == "restore" else _("Undo"),
            "what": what,
            "entry": entries([change])[0],
            "acts": by_act(entries(listed[:AT_MOST])),
            "count": listed.count(),
            "at_most": AT_MOST,
        }
        return TemplateResponse(request, "admin/claims/history_question.html", context)

    def _record(self, request: HttpRequest, object_id: str) -> Any:
        record = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]  # of ModelAdmin
        if record is not None and not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    def _gone(self, request: HttpRequest, object_id: str) -> HttpResponse:
        page: Any = self
        answer: HttpResponse = page._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return answer

    def _address(self, object_id: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[object_id])

    def _context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": record,
            "subtitle": str(record),
            "restore_url": f"admin:{self.opts.app_label}_{self.opts.model_name}_restore",
            "undo_url": f"admin:{self.opts.app_label}_{self.opts.model_name}_undo",
            "history_url": self._address(str(record.pk)),
            "change_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]),
            "list_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
        }


def _act_of(change: Change) -> UUID:
    """Only what the application did has one; what came from outside is restored record by record."""
    if change.act is None or change.operation == Operation.TRUNCATE:
        raise Http404
    return change.act


class ActEntries(list[Entry]):
    """What one act did, as far as it stands on a page."""

    @property
    def is_of_a_step(self) -> bool:
        return all(entry.is_of_a_step for entry in self)


def by_act(listed: list[Entry]) -> list[ActEntries]:
    """Neighbours of one act together; what came from outside stands alone."""
    grouped: list[ActEntries] = []
    for entry in listed:
        if grouped and entry.change.act and grouped[-1][0].change.act == entry.change.act:
            grouped[-1].append(entry)
        else:
            grouped.append(ActEntries([entry]))
    return grouped
