"""The card of a request for comment, and the one that asks why nobody asked a party of the claim."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.desk.card_fields import PartyLine, WhenLine, language, offer, several
from claims.admin.desk.card_form import CardForm, RecordCard
from claims.admin.desk.kinds import kind_if_new
from claims.admin.refusals import DeskForm
from claims.admin.rows import RowsFormSet
from claims.fields.moment import Moment, start_of
from claims.models import ClaimParty, Point, Request, RequestExtension, Response
from claims.vocabulary import RequestOutcome


class ExtensionForm(DeskForm):
    granted_at = WhenLine(
        label=gettext_lazy("Granted"),
        required=True,
        help_text=gettext_lazy("Until then the earlier deadline held: 7.8.2018 10:00 Berlin."),
    )
    until = WhenLine(
        label=gettext_lazy("Until"), required=True, help_text=gettext_lazy("For example 9.8.2018 18:00 Berlin.")
    )

    class Meta:
        model = RequestExtension
        fields = ["granted_at", "until"]

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        if _is_before(data.get("until"), data.get("granted_at")):
            self.add_error("until", _("This deadline ended before it was granted. Is the date right?"))
        return data


Extensions = forms.inlineformset_factory(
    Request, RequestExtension, form=ExtensionForm, formset=RowsFormSet, extra=1, max_num=100, can_delete=True
)


class RequestForm(RecordCard):
    title = gettext_lazy("Request for comment")
    title_of_new = gettext_lazy("New request for comment")
    button = gettext_lazy("Save request")
    boxed = ("points",)

    to = PartyLine(
        label=gettext_lazy("Asked"),
        help_text=gettext_lazy("The party, for example Facebook. Who is not known yet is added."),
    )
    to_kind = kind_if_new("to")
    questions = forms.CharField(
        label=gettext_lazy("Questions"),
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("What was asked, as it was asked: “Did Facebook ask for account balances?”."),
    )
    language = language(help_text=gettext_lazy("In which the questions were put."))
    sent_at = WhenLine(
        label=gettext_lazy("Sent"),
        required=True,
        help_text=gettext_lazy("For example 6.8.2018 10:00 Berlin, or 6.8.2018 where the time is not known."),
    )
    deadline = WhenLine(
        label=gettext_lazy("Deadline"),
        help_text=gettext_lazy("As first set: 7.8.2018 18:00 Berlin. Left empty: none was set."),
    )
    outcome_at = WhenLine(
        label=gettext_lazy("When it came"), help_text=gettext_lazy("For example 7.8.2018 09:00 Berlin.")
    )

    class Meta:
        model = Request
        fields = [
            "channel",
            "questions",
            "language",
            "sent_at",
            "deadline",
            "outcome",
            "outcome_at",
            "response",
            "points",
        ]
        labels = {
            "channel": gettext_lazy("Channel"),
            "outcome": gettext_lazy("Outcome"),
            "response": gettext_lazy("The answer"),
        }
        help_texts = {
            "channel": gettext_lazy("How it was sent, for example by e-mail."),
            "outcome": gettext_lazy("What came of it. Left empty: nothing yet."),
            "response": gettext_lazy("Where it answered: the answer of the case, for example A1."),
        }

    field_order = [
        "to", "to_kind", "questions", "points", "channel", "language", "sent_at", "deadline", "outcome", "outcome_at", "response",
    ]  # fmt: skip

    def prepare(self) -> None:
        request = self.instance
        self.initial["to"] = request.to_id
        if request._state.adding:
            self.initial["language"] = self.case.language
        offer(self.fields["language"], self.initial.get("language", ""))
        self.fields["points"] = several(
            self.case.points, Point, gettext_lazy("Points it is about"), gettext_lazy("None checked: all points.")
        )
        outcome: Any = self.fields["outcome"]
        outcome.choices = [("", _("nothing yet")), *RequestOutcome.choices]
        answers = [(key, _answer(row)) for key, row in self.case.responses.items()]
        response: Any = self.fields["response"]
        response.queryset = Response.objects.standing().filter(claim=self.case.claim_id)
        response.choices = [("", _("none")), *answers]
        self.rows = Extensions(self.data if self.is_bound else None, instance=request, prefix="extensions")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        if _is_before(data.get("deadline"), data.get("sent_at")):
            self.add_error("deadline", _("The deadline ended before the request was sent. Is the date right?"))
        if data.get("response") and data.get("outcome") not in (RequestOutcome.ANSWERED, RequestOutcome.DECLINED):
            self.add_error("outcome", _("A request with an answer was answered or declined: choose which."))
        if data.get("outcome_at") and not data.get("outcome"):
            self.add_error("outcome", _("You gave the time of an outcome: choose which it was."))
        return data

    def store(self, request: HttpRequest) -> None:
        self.instance.to = self.party(request.user, "to", self.cleaned_data["to_kind"])
        super().store(request)


class UnaskedForm(CardForm):
    """Of a party of the claim with neither response nor request."""

    title = gettext_lazy("Why nobody asked")
    button = gettext_lazy("Save reason")
    unasked_reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy(
            "Shown to readers: “The report names it as an example only.” Left empty: not known yet."
        ),
    )

    class Meta:
        model = ClaimParty
        fields = ["unasked_reason"]


def _answer(response: Any) -> str:
    return f"A{response.order} {response.party}" + (f", {response.made_at}" if response.made_at else "")


def _is_before(end: Moment | None, start: Moment | None) -> bool:
    """Only where both are known well enough to tell."""
    known_end, began = end and end.end, start and (start.not_before or start.value)
    return bool(known_end and began and known_end < start_of(began))
