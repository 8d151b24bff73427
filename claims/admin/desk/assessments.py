"""The card of an assessment: somebody's rating of the claim, word for word. It is no part of the standing."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions import creating
from claims.admin.desk.card_fields import PartyLine, WhenLine, language, offer, several
from claims.admin.desk.card_form import RecordCard
from claims.admin.desk.forms import line
from claims.admin.desk.kinds import kind_if_new
from claims.models import Assessment, Citation, Point
from claims.vocabulary import PartyKind


class AssessmentForm(RecordCard):
    title = gettext_lazy("Assessment")
    title_of_new = gettext_lazy("New assessment")
    button = gettext_lazy("Save assessment")
    boxed = ("points", "citations")

    author = PartyLine(
        label=gettext_lazy("Author"),
        required=False,
        help_text=gettext_lazy("Who rated, for example PolitiFact. Left empty: this desk."),
    )
    author_kind = kind_if_new("author", PartyKind.OUTLET)
    label = line(gettext_lazy("Rating"), gettext_lazy("Word for word as its author gave it: “Mostly false”."))
    scale_name = line(
        gettext_lazy("Another scale: name"),
        gettext_lazy("Where it is not among those above: Truth-O-Meter. It is recorded as the author’s."),
        required=False,
    )
    scale_version = line(gettext_lazy("Another scale: version"), gettext_lazy("For example 2024."), required=False)
    language = language(help_text=gettext_lazy("Of the rating and its reasons."))
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("In a few sentences, why it was rated so: “The contract shows …”."),
    )
    made_at = WhenLine(label=gettext_lazy("Made"), help_text=gettext_lazy("For example 9.8.2018. Left empty: unknown."))
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=gettext_lazy("For example https://www.example.org/ruling. Left empty: unknown."),
    )

    class Meta:
        model = Assessment
        fields = ["label", "scale", "language", "points", "reasons", "made_at", "url", "citations"]
        labels = {"scale": gettext_lazy("Scale")}
        help_texts = {"scale": gettext_lazy("The scale that the rating is of, for example Truth-O-Meter 2024.")}

    field_order = [
        "author", "author_kind", "label", "scale", "scale_name", "scale_version", "language", "made_at", "url", "reasons", "points",
        "citations",
    ]  # fmt: skip

    def prepare(self) -> None:
        self.initial["author"] = self.instance.author_id
        if self.instance._state.adding:
            self.initial["language"] = self.case.language
        offer(self.fields["language"], self.initial.get("language", ""))
        scale: Any = self.fields["scale"]
        scale.empty_label = _("none, or not known")
        self.fields["points"] = several(
            self.case.points, Point, gettext_lazy("Points it covers"), gettext_lazy("None checked: the whole claim.")
        )
        self.fields["citations"] = several(
            self.case.citations,
            Citation,
            gettext_lazy("Citations"),
            gettext_lazy("Where the rating stands. First make a citation of its words: select them in the source."),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        name, version = data.get("scale_name", ""), data.get("scale_version", "")
        if (name or version) and data.get("scale") and "scale" in self.changed_data:
            self.add_error("scale_name", _("You chose a scale and named another. Choose, or name a new one."))
        elif name and not version:
            self.add_error("scale_version", _("A scale changes with time: say which version, for example 2024."))
        elif version and not name:
            self.add_error("scale_name", _("Say what the scale is called, for example Truth-O-Meter."))
        return data

    def store(self, request: HttpRequest) -> None:
        by, data = request.user, self.cleaned_data
        self.instance.author = author = self.party(by, "author", data["author_kind"])
        if data["scale_name"]:
            self.instance.scale = creating.scale_named(
                by=by, name=data["scale_name"], version=data["scale_version"], owner=author
            )
        super().store(request)
