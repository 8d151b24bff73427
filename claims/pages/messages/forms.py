"""The forms by which readers write to the desk. What can be wrong is said at its field, with the limit."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.fields.texts import SHORT, refuse_reordering, refuse_unstorable
from claims.models.message import MOST_WORDS
from claims.pages.presenting.texts import Text
from claims.vocabulary import MessageKind

MOST_LINKS = 5
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)

Points = Sequence[tuple[str, Text]]
"""Id and text of each point of the case."""


def refuse_many_links(text: str) -> None:
    """Raise ValidationError: texts of many links are advertisements, nearly always."""
    if len(_LINK.findall(text)) > MOST_LINKS:
        sentence = ngettext("At most %(most)d link.", "At most %(most)d links.", MOST_LINKS)
        raise ValidationError(sentence % {"most": MOST_LINKS})


class Words(forms.CharField):
    """A text as it was typed. Browsers send an end of line as two characters, and count it as one."""

    default_validators = [refuse_unstorable, refuse_reordering]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # refuse_unstorable says where it stands
        self.validators = [each for each in self.validators if not isinstance(each, ProhibitNullCharactersValidator)]

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


def line(label: Any, help_text: Any = "", *, missing: Any = "", autocomplete: str = "off") -> Words:
    """``missing``: what is said where it is empty; without it, it may be."""
    return Words(
        label=label,
        help_text=help_text,
        required=bool(missing),
        max_length=SHORT,
        widget=forms.TextInput({"autocomplete": autocomplete}),
        error_messages={"required": missing},
    )


def prose(label: Any, help_text: Any) -> Words:
    return Words(
        label=label,
        help_text=help_text,
        max_length=MOST_WORDS,
        validators=[refuse_many_links],
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _("Write what the desk should know.")},
    )


def address(label: Any, help_text: Any) -> forms.URLField:
    return forms.URLField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "maxlength": 500}),
        error_messages={"invalid": _("Enter a web address such as https://example.org/article.")},
    )


class PointsField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class MessageForm(forms.Form):
    kind: ClassVar[MessageKind]
    field_order = ["on_behalf_of", "points", "words", "url", "name", "role", "contact"]

    words: Any
    url = address(_("Address of a source"), _("If there is one. For example https://example.org/article."))
    name = line(_("Your name"), autocomplete="name")
    contact = line(
        _("How we reach you"),
        _("Only if we may ask you something. For example an e-mail address or a telephone number."),
        autocomplete="email",
    )

    def __init__(self, *args: Any, points: Points = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if points:
            self.fields["points"] = PointsField(label=self.points_label, choices=points, required=False)
            self.order_fields(self.field_order)

    points_label: ClassVar[Any] = ""

    @property
    def refusals(self) -> list[tuple[str, str, str]]:
        """For the list on top of a form that was refused: the id of each field, its label, what is wrong."""
        return [
            (self[name].id_for_label or f"id_{name}", str(self[name].label), " ".join(map(str, errors)))
            for name, errors in self.errors.items()
            if name in self.fields
        ]


class ErrorForm(MessageForm):
    kind = MessageKind.ERROR
    points_label = _("Which points it is about")
    words = prose(
        _("What is wrong, and what is right?"), _("Name the passage, and how you know. Up to 5,000 characters.")
    )


class ReplyForm(MessageForm):
    kind = MessageKind.REPLY
    points_label = _("Which points it answers")
    on_behalf_of = line(
        _("On whose behalf"),
        _("The person or organisation that answers. For example Facebook."),
        missing=_("Say on whose behalf the reply is."),
        autocomplete="organization",
    )
    words = prose(
        _("The reply, word for word"),
        _("What is denied, what is told differently, what is confirmed. Up to 5,000 characters."),
    )
    url = address(
        _("Where it is published"), _("If it is public already. For example https://example.org/press/statement.")
    )
    role = line(
        _("Your role"), _("For example spokesperson, lawyer, the person concerned."), autocomplete="organization-title"
    )


class SuggestionForm(MessageForm):
    kind = MessageKind.SUGGESTION
    words = prose(
        _("Who claimed what, and who denies it?"),
        _("With the day, as far as you know it. Up to 5,000 characters."),
    )
    url = address(_("Where it was claimed"), _("For example https://example.org/article."))


class ReceiptForm(forms.Form):
    number = Words(
        error_messages={"required": _("Enter the number you were shown.")},
        label=_("Receipt number"),
        help_text=_("Three groups of four digits and letters, for example 7KQM-24XR-9BWT."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
