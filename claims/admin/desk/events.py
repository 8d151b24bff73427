"""The card of an event, and the order of the events."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from claims.actions import places
from claims.admin.desk.card_fields import WhenLine, language, offer, several
from claims.admin.desk.card_form import RecordCard
from claims.models import Citation, Event


class EventCard(RecordCard):
    title = gettext_lazy("Event")
    title_of_new = gettext_lazy("New event")
    button = gettext_lazy("Save event")
    boxed = ("citations",)

    at = WhenLine(
        label=gettext_lazy("When"),
        help_text=gettext_lazy("“am Montagabend”, “Ende Juli”, 6.8.2018; “ongoing” where it had not ended."),
    )
    text = forms.CharField(
        label=gettext_lazy("Event"),
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("A bare fact, in a sentence: “Facebook’s share rose on Nasdaq on Monday evening.”"),
    )
    language = language(help_text=gettext_lazy("In which the sentence is written."))

    class Meta:
        model = Event
        fields = ["at", "text", "language", "citations"]

    field_order = ["text", "at", "language", "citations"]

    def prepare(self) -> None:
        if self.instance._state.adding:
            self.initial["language"] = self.case.language
        offer(self.fields["language"], self.initial.get("language", ""))
        self.fields["citations"] = several(
            self.case.citations, Citation, gettext_lazy("Citations"), gettext_lazy("The words that carry it.")
        )
        self.order_fields(self.field_order)

    def store(self, request: HttpRequest) -> None:
        event: Any = self.instance
        if event._state.adding:
            places.last(event)
        super().store(request)
