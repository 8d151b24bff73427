"""The kind of a party that a form makes in place: asked beside its name, and counted only where nobody has the name yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from claims.vocabulary import PartyKind


def kind_if_new(of: str, initial: str = PartyKind.ORGANISATION) -> forms.ChoiceField:
    """``of``: the field with the name, or names. The script hides it while nothing is made, and offers each kind as one types."""
    return KindIfNew(of, initial)


class KindIfNew(forms.ChoiceField):
    """Cleans to ``initial`` where nothing was sent, as by a form that was opened before."""

    def __init__(self, of: str, initial: str) -> None:
        super().__init__(
            label=gettext_lazy("If new"),
            choices=PartyKind.choices,
            initial=initial,
            required=False,
            widget=forms.Select({"data-kind-of": of}),
        )

    def clean(self, value: Any) -> Any:
        return super().clean(value) or self.initial
