"""The card of a relation: how this claim stands to another."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.desk.card_fields import ClaimLine
from claims.admin.desk.card_form import RecordCard
from claims.models import Claim, Relation
from claims.vocabulary import RelationType


class RelationForm(RecordCard):
    title = gettext_lazy("Relation")
    title_of_new = gettext_lazy("New relation")
    button = gettext_lazy("Save relation")

    target = ClaimLine(
        label=gettext_lazy("The other claim"),
        required=True,
        help_text=gettext_lazy("Type some words of its title, or its address: facebook-bank-data."),
    )

    class Meta:
        model = Relation
        fields = ["type"]
        labels = {"type": gettext_lazy("This claim is, or does")}
        help_texts = {"type": gettext_lazy("For example “made in response to” the claim that it answers.")}

    def prepare(self) -> None:
        self.initial["target"] = self.instance.target_id
        kind: Any = self.fields["type"]
        kind.choices = [("", _("choose")), *RelationType.choices]

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        target = data.get("target")
        if isinstance(target, Claim) and target.pk == self.case.claim_id:
            self.add_error("target", _("A claim cannot relate to itself. Choose another."))
        elif isinstance(target, Claim) and self._is_known(data.get("type"), target):
            self.add_error("target", _("This relation is already recorded."))
        return data

    def _is_known(self, kind: Any, target: Claim) -> bool:
        others = Relation.objects.standing().filter(claim=self.case.claim_id, type=kind, target=target)
        return others.exclude(pk=self.instance.pk).exists()

    def store(self, request: HttpRequest) -> None:
        target = self.cleaned_data["target"]
        self.instance.target_id = target.pk if isinstance(target, Claim) else target
        super().store(request)
