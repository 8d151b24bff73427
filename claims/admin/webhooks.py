"""Webhooks and their deliveries, for administrators: dead letters are seen here, and sent again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from claims import rules
from claims.actions import webhooks
from claims.admin.listing import BoundedList
from claims.errors import FactcheckError
from claims.models import Delivery, WebhookEndpoint
from claims.vocabulary import EventType


class WebhookForm(forms.ModelForm):  # type: ignore[type-arg]  # of webhooks
    event_types = forms.MultipleChoiceField(
        label=gettext_lazy("Events"),
        choices=[each for each in EventType.choices if each[0] != EventType.TEST],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Which events it is told of. None chosen: all."),
    )

    class Meta:
        model = WebhookEndpoint
        fields = ["event_types"]  # the page lists the others

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            webhooks.require_sendable(url)
        except FactcheckError as refused:
            raise forms.ValidationError(refused.message) from refused
        return url


class ForAdministrators(BoundedList):
    def _allows(self, request: HttpRequest) -> bool:
        return rules.may_manage_webhooks(request.user, None)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allows(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._allows(request)

    def require(self, request: HttpRequest) -> None:
        if not self._allows(request):
            raise PermissionDenied


@admin.register(WebhookEndpoint)
class WebhookAdmin(ForAdministrators):
    form = WebhookForm
    list_display = ["url", "description", "is_active", "failing_since", "disabled_reason"]
    list_filter = ["is_active"]
    search_fields = ["url", "description"]
    fields = ["url", "description", "event_types", "parties", "topics", "is_active"]
    autocomplete_fields = ["parties", "topics"]
    change_form_template = "admin/claims/webhooks/change_form.html"
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._allows(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allows(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allows(request)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "url":
            kwargs |= {"assume_scheme": "https", "widget": AdminURLFieldWidget}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_urls(self) -> list[Any]:
        def step(name: str, view: Any) -> Any:
            route = f"<uuid:pk>/{name}/"
            return path(route, self.admin_site.admin_view(view), name=f"claims_webhookendpoint_{name}")

        return [step("rotate", self.rotate), step("test", self.test), *super().get_urls()]

    def get_deleted_objects(self, objs: Any, request: Any) -> Any:
        """Its deliveries go with it; they are too many to be listed."""
        return [str(each) for each in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        links = {name: form.cleaned_data[name] for name in ("parties", "topics")}
        fields = {name: form.cleaned_data[name] for name in webhooks.FIELDS}
        if change:
            webhooks.change(by=request.user, endpoint=obj, links=links, **fields)
            return
        made, secret = webhooks.add(by=request.user, links=links, **fields)
        obj.pk, obj._state.adding = made.pk, False
        self._show(request, secret)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Stored with the webhook itself."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        webhooks.remove(by=request.user, endpoint=obj)

    @method_decorator(require_POST)
    def rotate(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self.require(request)
        endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
        self._show(request, webhooks.rotate(by=request.user, endpoint=endpoint))
        messages.info(request, _("The secret before this one signs for 24 more hours."))
        return self._back(pk)

    @method_decorator(require_POST)
    def test(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self.require(request)
        try:
            webhooks.send_test(by=request.user, endpoint=get_object_or_404(WebhookEndpoint, pk=pk))
        except FactcheckError as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("A test event is on its way. The list of deliveries shows what comes of it."))
        return self._back(pk)

    def _show(self, request: HttpRequest, secret: str) -> None:
        sentence = _("The secret is %(secret)s. Copy it now: it is not shown again.")
        messages.warning(request, sentence % {"secret": secret})

    def _back(self, pk: UUID) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:claims_webhookendpoint_change", args=[pk]))


@admin.action(description=gettext_lazy("Send the selected deliveries again"))
def replay_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> None:
    try:
        count = webhooks.replay(by=request.user, ids=queryset.values_list("pk", flat=True))
    except FactcheckError as refused:
        messages.error(request, refused.message)
        return
    _tell(request, count)


@admin.register(Delivery)
class DeliveryAdmin(ForAdministrators):
    """A log. What is in it can be sent again and nothing else."""

    list_display = ["created_at", "type", "endpoint", "state", "attempts", "status", "next_attempt_at"]
    list_filter = ["state", "type", "endpoint"]
    list_select_related = ["endpoint"]
    search_fields = ["event_id__exact"]
    fields = [
        *("endpoint", "type", "event_id", "state", "attempts", "created_at", "last_attempt_at", "next_attempt_at"),
        *("status", "error", "response", "payload"),
    ]
    change_form_template = "admin/claims/webhooks/delivery.html"
    actions = [replay_selected]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """By the id of the event, whole."""
        if not search_term.strip():
            return queryset, False
        try:
            return queryset.filter(event_id=UUID(search_term.strip())), False
        except ValueError:
            return queryset.none(), False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.replay)
        return [path("<uuid:pk>/replay/", view, name="claims_delivery_replay"), *super().get_urls()]

    @method_decorator(require_POST)
    def replay(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self.require(request)
        delivery = get_object_or_404(Delivery, pk=pk)
        _tell(request, webhooks.replay(by=request.user, ids=[delivery.pk]))
        return HttpResponseRedirect(reverse("admin:claims_delivery_change", args=[pk]))


def _tell(request: HttpRequest, count: int) -> None:
    if not count:
        messages.warning(request, _("Nothing was sent again: it is pending already, or its webhook is turned off."))
        return
    sentence = ngettext("%(count)d delivery is sent again.", "%(count)d deliveries are sent again.", count)
    messages.success(request, sentence % {"count": count})
