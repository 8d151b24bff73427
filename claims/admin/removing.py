"""Removing at the desk: what somebody saw travels with the confirmation, and what others changed since is not removed."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as django_delete_selected
from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.actions import editing, provenance
from claims.admin import deleted, reports
from claims.admin.history import acting
from claims.errors import FactcheckError, NotPermitted, RecordChanged
from claims.models import Claim
from claims.models.record import CaseRecord, Record


@admin.action(permissions=["delete"], description=_("Delete the selected %(verbose_name_plural)s"))
def delete_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> Any:
    """Asked first; then what can be deleted is, as one act, and the rest is listed with its reason."""
    records = list(queryset[: reports.AT_ONCE + 1])
    if len(records) > reports.AT_ONCE:
        reports.too_many(modeladmin, request)
        return None
    if request.POST.get("post"):
        return _delete(modeladmin, request, records)
    answer: Any = django_delete_selected(modeladmin, request, queryset)
    answer.context_data["seen"] = reports.carried(records)
    return answer


def _delete(modeladmin: Any, request: HttpRequest, records: list[Any]) -> HttpResponse | None:
    seen = reports.seen_in(request)
    outcome = reports.Outcome()
    with provenance.act(by=request.user, cause="delete selected"):
        for record in records:
            last = seen.get(str(record.pk), 0)
            with outcome.of(record, last), transaction.atomic():
                _delete_one(modeladmin, request, record, last)
    sentence = ngettext("Deleted %(count)d record.", "Deleted %(count)d records.", outcome.done)
    return reports.answer(modeladmin, request, _("Delete"), sentence % {"count": outcome.done}, outcome)


def _delete_one(modeladmin: Any, request: HttpRequest, record: Any, seen: int) -> None:
    if stays(record):
        raise NotPermitted(gettext("Readers have seen it, so it stays."))
    modeladmin.log_deletions(request, [record])
    editing.remove(by=request.user, record=record, seen=seen)


def stays(record: Any) -> bool:
    """What readers have seen as a whole stays; a published part of a case is removed from its next revision."""
    return isinstance(record, Record) and not isinstance(record, CaseRecord) and record.is_published


class Removing(BaseModelAdmin):  # type: ignore[type-arg]  # of any model
    def render_delete_form(self, request: HttpRequest, context: Any) -> Any:
        page: Any = super()
        record = context["object"]
        context["seen"] = reports.newest_of(record)
        return page.render_delete_form(request, context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        page: Any = super()
        answer: HttpResponse
        try:
            with acting(request, "remove"):
                answer = page.delete_view(request, object_id, extra_context)
        except RecordChanged as refused:
            return self._ask_again(request, object_id, refused)
        except FactcheckError as refused:
            self.message_user(request, refused.message, messages.ERROR)  # type: ignore[attr-defined]  # of ModelAdmin
            return HttpResponseRedirect(self._change_url(object_id))
        return answer

    def _ask_again(self, request: HttpRequest, object_id: str, refused: RecordChanged) -> HttpResponse:
        """The confirmation again, with what was changed since it was shown first."""
        page: Any = super()
        record = self.get_object(request, object_id)  # type: ignore[attr-defined]  # of ModelAdmin
        since = reports.acts_since(record, reports.seen_sent(request)) if record else []
        request.POST = QueryDict()  # nothing is confirmed any more
        answer: HttpResponse = page.delete_view(request, object_id, {"refused": refused.message, "acts": since})
        if record is not None:
            answer.status_code = 409
        return answer

    def _change_url(self, object_id: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[object_id])

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        page: Any = super()
        answer: HttpResponse = page.response_delete(request, obj_display, obj_id)
        deleted.tell_the_way(self, request, obj_id)
        return answer

    def delete_model(self, request: Any, obj: Any) -> None:
        editing.remove(by=request.user, record=obj, seen=reports.seen_sent(request))

    def delete_queryset(self, request: Any, queryset: Any) -> None:
        """Django's way past the confirmation of this desk; nothing here goes it."""
        raise PermissionDenied

    def get_deleted_objects(self, objs: Any, request: Any) -> Any:
        """A published part of a case is only left out of the next revision: nothing that hangs on it goes with it."""
        if issubclass(self.model, CaseRecord) and all(record.is_published for record in objs):
            return [str(record) for record in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []
        page: Any = super()
        listed, counted, lacking, protected = page.get_deleted_objects(objs, request)
        if issubclass(self.model, Claim):  # parts of a draft refer to each other; the action takes them all
            protected = []
        return listed, counted, lacking, protected
