"""Filters of the lists: what waits, and choices that stay short however many rows there are."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.admin import choices, waiting
from claims.models import Topic

Waiting = Callable[[Any], QuerySet[Any]]
"""The rows that wait for a user."""
CHOICES = 50


class WaitingFilter(admin.SimpleListFilter):
    """``kinds``: by the word in the address, what the filter says and which rows it leaves."""

    title = _("what waits")
    parameter_name = "waiting"
    kinds: dict[str, tuple[Any, Waiting]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [(word, label) for word, (label, _rows) in self.kinds.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        kind = self.kinds.get(self.value() or "")
        return queryset if kind is None else queryset.filter(pk__in=kind[1](request.user).order_by().values("pk"))


class ClaimsWaiting(WaitingFilter):
    kinds = {
        "mine": (_("assigned to me"), waiting.assigned_to),
        "due": (_("assigned to me and due"), lambda user: waiting.due_for(user, timezone.now())),
        "review": (_("reviews waiting for me"), waiting.reviews_for),
        "pending": (_("pending changes"), lambda user: waiting.pending()),
        "unanswered": (_("unanswered for long"), lambda user: waiting.unanswered(timezone.now())),
        "published": (
            _("published this week"),
            lambda user: waiting.published_since(timezone.now() - waiting.WEEK),
        ),
    }


class RequestsWaiting(WaitingFilter):
    kinds = {"overdue": (_("past the deadline"), lambda user: waiting.overdue(timezone.now()))}


class QuotesWaiting(WaitingFilter):
    kinds = {"not_found": (_("not found in the source"), lambda user: waiting.not_found())}


class SourcesWaiting(WaitingFilter):
    kinds = {"changed": (_("changed since it was cited"), lambda user: waiting.changed_sources())}


class MessagesWaiting(WaitingFilter):
    kinds = {
        "open": (_("not settled"), lambda user: waiting.messages()),
        "mine": (_("taken up by me"), waiting.messages_of),
    }


class TopicFilter(admin.SimpleListFilter):
    """The first topics by name, and the one that is chosen, so that a list opens with few rows."""

    title = _("topic")
    parameter_name = "topics__id__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        shown = [(str(pk), name) for pk, name in Topic.objects.values_list("pk", "name")[:CHOICES]]
        if self.value() and self.value() not in dict(shown):
            shown += [(str(pk), name) for pk, name in self._chosen().values_list("pk", "name")]
        return shown

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(topics__in=self._chosen().values("pk")) if self.value() else queryset

    def _chosen(self) -> QuerySet[Topic]:
        chosen = self.value() or ""
        return Topic.objects.filter(pk=chosen) if choices.is_key(Topic, chosen) else Topic.objects.none()
