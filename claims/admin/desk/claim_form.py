"""The form of the claim in the workspace. It carries what it showed, so that two people at one claim are told apart by field."""

import json
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.actions import evidence
from claims.admin.desk.forms import DeskForm, NamesField, WhenField, line, party, prose, shown
from claims.admin.desk.kinds import kind_if_new
from claims.admin.opened import Opened
from claims.models import Claim
from claims.vocabulary import PartyKind

NAMES = ("name", "statement", "claimant", "made_at", "topics", "scope_note")
"""What is stored as a whole, and compared."""


class ClaimForm(DeskForm):
    title = gettext_lazy("The claim")
    name = line(
        gettext_lazy("Title"),
        gettext_lazy("Neutral and attributed, best under 75 characters: “WSJ report: Facebook sought …”."),
        widget=forms.TextInput({"data-duplicates": "claim"}),
    )
    statement = prose(
        pgettext_lazy("words of a claim", "Statement"), gettext_lazy("What was claimed, as it was put or relayed.")
    )
    claimant = party(gettext_lazy("Claimant"), gettext_lazy("Who made it. Left empty: unknown."), required=False)
    claimant_kind = kind_if_new("claimant", PartyKind.OUTLET)
    made_at = WhenField(label=gettext_lazy("Made"))
    subjects = NamesField(
        label=gettext_lazy("About"),
        required=False,
        help_text=gettext_lazy("The parties it is about, separated by commas: Facebook."),
        widget=forms.TextInput({"data-lookup": "party", "data-lookup-many": True}),
    )
    subjects_kind = kind_if_new("subjects")
    topics = NamesField(
        label=gettext_lazy("Topics"),
        required=False,
        help_text=gettext_lazy("Separated by commas: banking, data protection."),
        widget=forms.TextInput({"data-lookup": "topic", "data-lookup-many": True}),
    )
    scope_note = prose(
        gettext_lazy("Scope note"),
        gettext_lazy("What the case is drawn from: “Drawn from one German report of …”."),
        required=False,
        rows=2,
    )
    opened_state = forms.CharField(required=False, widget=forms.HiddenInput)
    carried = "opened_state"
    lost = None

    def __init__(self, data: Any = None, *args: Any, initial: Any = None, **kwargs: Any) -> None:
        """``initial``: what the text proposes, or what was kept. What is compared is what is stored of ``claim``."""
        super().__init__(_with_plain_ends(data), *args, initial=initial, **kwargs)
        self.instance = self.claim
        self.stored = words_of(self.claim) if self.claim else {}
        if self.is_bound:
            self.initial = self.stored
        else:
            self.initial = {"opened_state": self.state(), **self.initial}

    def state(self) -> str:
        return json.dumps(self.stored, sort_keys=True, ensure_ascii=False)

    @cached_property
    def opened(self) -> Opened | None:
        """What the form showed, where somebody saved the claim since; else None."""
        known = _read(self.data.get("opened_state", "")) if self.claim and self.is_bound else None
        return None if known in (None, self.stored) else Opened(known)

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields that this person changed: measured by what the form showed; parties are only ever added."""
        base = self.opened.values if self.opened else self.stored
        compared = {name: self.fields[name] for name in self.stored}
        changed = [name for name, field in compared.items() if field.has_changed(base.get(name), self.data.get(name))]
        return changed + (["subjects"] if self._added_subjects() else [])

    def _added_subjects(self) -> set[str]:
        typed = self.fields["subjects"].clean(self.data.get("subjects", ""))
        known = self.claim.involvements.values_list("party__name", flat=True) if self.claim else ()
        return set(typed) - set(known)

    def clean(self) -> dict[str, Any] | None:
        """A moment that was left as it stood stays as it is stored, since the line may say less."""
        data = super().clean()
        if self.claim and self.data.get("made_at", "").strip() == self.stored["made_at"]:
            self.errors.pop("made_at", None)
            self.cleaned_data["made_at"] = self.claim.made_at
        return data


def words_of(claim: Claim) -> dict[str, str]:
    """What the form shows of a claim, as it may be typed; nothing where nobody said yet what is claimed."""
    if claim.title == evidence.UNTITLED:
        return dict.fromkeys(NAMES, "")
    return {
        "name": claim.title,
        "statement": _plain(claim.statement),
        "claimant": claim.claimant.name if claim.claimant else "",
        "made_at": shown(claim.made_at),
        "topics": ", ".join(claim.topics.values_list("name", flat=True)),
        "scope_note": _plain(claim.scope_note),
    }


def _read(state: str) -> dict[str, str] | None:
    """None where it is no state of ours."""
    try:
        known = json.loads(state)
    except ValueError:
        return None
    is_ours = isinstance(known, dict) and all(isinstance(each, str) for each in known.values())
    return {name: known[name] for name in NAMES if name in known} if is_ours else None


def _with_plain_ends(data: Any) -> Any:
    """With the ends of lines that are stored; browsers send their own."""
    if data is None:
        return None
    sent = data.copy()
    for name in sent:
        sent.setlist(name, [_plain(value) for value in sent.getlist(name)])
    return sent


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")
