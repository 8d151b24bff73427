"""Messages from readers at the desk: the queue, each message, and what an editor does with it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.contrib import messages as said
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import linebreaksbr
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from claims import rules
from claims.actions import messages
from claims.admin.filters import MessagesWaiting
from claims.admin.listing import BoundedList
from claims.admin.step_forms import prose, refusal_on
from claims.errors import FactcheckError
from claims.models import Message
from claims.models.message import SENDER
from claims.vocabulary import MessageState


class SettleForm(forms.Form):
    required_css_class = "required"

    state = forms.ChoiceField(
        label=gettext_lazy("decision"),
        choices=[(state.value, state.label) for state in (MessageState.ACCEPTED, MessageState.DECLINED)],
        widget=forms.RadioSelect,
    )
    answer = prose(
        gettext_lazy("answer"),
        gettext_lazy("The sender reads it beside the receipt number; a declined message needs a reason."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@admin.register(Message)
class MessageAdmin(BoundedList):
    """What was written stays as it is; what the desk does with it goes through actions."""

    list_display = ["excerpt", "kind", "about", "state", "received_at", "taken_by", "receipt"]
    list_filter = [MessagesWaiting, "state", "kind", "language"]
    list_select_related = ["claim", "taken_by"]
    search_fields = ["receipt", "words", "on_behalf_of", "claim__title"]
    change_form_template = "admin/claims/messages/change_form.html"
    actions = None

    @admin.display(description=gettext_lazy("words"))
    def excerpt(self, message: Message) -> str:
        return message.words if len(message.words) <= 90 else f"{message.words[:90]}…"

    @admin.display(description=gettext_lazy("about"))
    def about(self, message: Message) -> str:
        return str(message.claim or message.on_behalf_of or "–")

    @admin.display(description=gettext_lazy("points"))
    def points_named(self, message: Message) -> str:
        return "\n".join(f"{point.order}. {point.text}" for point in message.points.order_by("order")) or "–"

    @admin.display(description=gettext_lazy("words"))
    def words_sent(self, message: Message) -> str:
        return format_html('<bdi lang="{}">{}</bdi>', message.language, linebreaksbr(message.words, autoescape=True))

    @admin.display(description=gettext_lazy("revision that was read"))
    def revision_read(self, message: Message) -> str:
        revision = message.revision
        return str(revision and revision.number)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Those that hold something. Who wrote is shown to those who may answer for the desk, and to nobody else."""
        sender = SENDER if rules.may_settle_messages(request.user, None) else ()
        fields = (
            *("words_sent", "kind", "on_behalf_of", "claim", "points_named", "revision_read", "url", *sender, "state"),
            *("answer", "taken_by", "settled_by", "settled_at", "forgotten_at", "receipt", "language", "received_at"),
        )
        named = {"points_named": "points", "revision_read": "revision", "words_sent": "words"}
        return [name for name in fields if obj is None or self._holds(obj, named.get(name, name))]

    def _holds(self, message: Message, name: str) -> bool:
        return message.points.exists() if name == "points" else bool(getattr(message, name))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.get_fields(request, obj)

    # --- Rights ---

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.may_see_desk(request.user, None)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return rules.may_see_desk(request.user, None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.may_remove_messages(request.user, None)

    def get_deleted_objects(self, objs: Any, request: Any) -> Any:
        """Nothing but its links to points goes with it."""
        return [str(each) for each in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        messages.remove(by=request.user, message_id=obj.pk)

    # --- What is done with one ---

    def get_urls(self) -> list[Any]:
        def step(name: str, view: Any) -> Any:
            return path(f"<uuid:pk>/{name}/", self.admin_site.admin_view(view), name=f"claims_message_{name}")

        own = [step("take", self.take), step("settle", self.settle), step("begin", self.begin)]
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        may_settle = rules.may_settle_messages(request.user, None)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "may_settle": may_settle})

    @method_decorator(require_POST)
    def take(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self._require(request)
        messages.take(by=request.user, message_id=get_object_or_404(Message, pk=pk).pk)
        said.success(request, _("You have taken it up."))
        return self._back(pk)

    @method_decorator(require_POST)
    def begin(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self._require(request)
        try:
            claim = messages.begin_case(by=request.user, message_id=get_object_or_404(Message, pk=pk).pk)
        except FactcheckError as refused:
            said.error(request, refused.message)
            return self._back(pk)
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim.pk]))

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def settle(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self._require(request)
        message = get_object_or_404(Message, pk=pk)
        initial = {"answer": message.answer, "version": message.version}
        form = SettleForm(request.POST if request.method == "POST" else None, initial=initial)
        if form.is_valid():
            try:
                messages.settle(by=request.user, message_id=pk, **form.cleaned_data)
            except FactcheckError as refused:
                refusal_on(form, refused)
            else:
                said.success(request, _("Settled. The sender reads it under the receipt number."))
                return HttpResponseRedirect(reverse("admin:claims_message_changelist") + "?waiting=open")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Settle the message"),
            "message": message,
            "form": form,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/claims/messages/settle.html", context, status=status)

    def _require(self, request: HttpRequest) -> None:
        if not rules.may_settle_messages(request.user, None):
            raise PermissionDenied

    def _back(self, pk: UUID) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:claims_message_change", args=[pk]))
