"""The card of a citation: its source and role, who voiced it, how well its words are found, and all it is evidence for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions import citing
from claims.admin.desk.card_fields import LinesField
from claims.admin.desk.card_form import RecordCard
from claims.admin.desk.forms import line
from claims.admin.desk.targets import has_too_many_stances, served, stances_named, targets
from claims.admin.opened import Opened
from claims.admin.refusals import RefusedForm
from claims.errors import FactcheckError, InvalidRecord
from claims.models import Citation, Source


class CitationForm(RecordCard):
    title = gettext_lazy("Citation")
    button = gettext_lazy("Save citation")
    boxed = ("serves",)

    source = forms.ModelChoiceField(
        Source.objects.none(),
        label=gettext_lazy("Source"),
        empty_label=None,
        help_text=gettext_lazy("Of the case. In another source the words are looked for anew."),
    )
    voices = LinesField(
        label=gettext_lazy("Voiced by"),
        required=False,
        help_text=gettext_lazy("Who said it in the source, one a line: a spokesman."),
    )
    locator = line(gettext_lazy("Locator"), gettext_lazy("Paragraph, page or time code: paragraph 4."), required=False)
    serves = forms.MultipleChoiceField(
        label=gettext_lazy("It is evidence for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("One quote may serve several parts of the case: check each that it carries."),
    )
    also = line(
        gettext_lazy("And for stances"),
        gettext_lazy(
            "As the matrix names them: P12 × A3, P4 (each on point 4), A2 (each of answer 2); or words of a point."
        ),
        required=False,
    )
    served = forms.CharField(required=False, max_length=400_000, widget=forms.HiddenInput)

    class Meta:
        model = Citation
        fields = ["role", "locator", "voices", "source"]
        labels = {"role": gettext_lazy("Role")}
        help_texts = {"role": gettext_lazy("What the source does with the words, for example relays another’s report.")}

    field_order = ["role", "locator", "voices", "source", "serves", "also"]

    def prepare(self) -> None:
        citation = self.instance
        source: Any = self.fields["source"]
        source.queryset = (
            Source.objects.filter(citations__claim=self.case.claim_id).distinct()
            | Source.objects.filter(pk=citation.source_id).distinct()
        )
        now = served(citation)
        serves: Any = self.fields["serves"]
        serves.choices = targets(citation.claim, now)
        if not has_too_many_stances(citation.claim):
            del self.fields["also"]
        self.initial.update(serves=now, served=" ".join(now))
        self.order_fields(self.field_order)

    def _opened(self, carried: str) -> Opened | None:
        opened = super()._opened(carried)
        if opened is not None:
            opened.values["serves"] = sorted(self.data.get("served", "").split())
        return opened

    def clean_also(self) -> list[str]:
        """Keys of the stances that are named."""
        try:
            return stances_named(self.instance.claim, self.cleaned_data["also"])
        except InvalidRecord as refused:
            raise ValidationError(refused.message) from refused

    def store(self, request: HttpRequest) -> None:
        if "source" in self.changed_data:
            citing.place_in(self.instance, self.cleaned_data["source"])
        if set(self.changed_data) - {"serves", "served", "also"}:
            super().store(request)
        chosen, opened = set(self.cleaned_data["serves"]), set(self.cleaned_data["served"].split())
        offered = {key for _name, group in self.fields["serves"].choices for key, _label in group}  # type: ignore[attr-defined]
        named = set(self.cleaned_data.get("also") or [])
        given_up = (opened - chosen) & offered
        try:
            citing.serve(
                by=request.user, citation=self.instance, added=chosen - opened | named, removed=given_up - named
            )
        except FactcheckError as refused:
            raise RefusedForm("", refused) from refused

    @property
    def about(self) -> list[tuple[str, str]]:
        """What stands in it and is not typed here: its words, and whether the text of the source has them."""
        citation = self.instance
        return [(_("Words"), citation.exact or _("none")), (_("Anchor"), str(citation.get_anchor_display()))]
