"""The forms of the workspace: short, filled from the text, and read the way people type under deadline."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from claims.admin.desk.kinds import KindIfNew, kind_if_new
from claims.fields.moment import Moment
from claims.fields.texts import LONG, SHORT, refuse_unstorable
from claims.models import Claim
from claims.reading.dates import typed_date
from claims.vocabulary import HedgeKind, PartyKind, PartyRole, ResponseKind

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt", "ru", "uk", "tr", "ar", "he", "fa", "ja", "ko", "zh-hans")


def languages(empty: Any) -> list[tuple[str, Any]]:
    """Languages by their name, with what it means to choose none."""
    return [("", empty), *((code, _name(code)) for code in LANGUAGES)]


def _name(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


class WhenField(forms.CharField):
    """A date as it is typed or stated: 6.8.2018, 7 Aug 2018 09:38 Berlin, “am Dienstag”. Cleans to a Moment or None."""

    published: Moment | None = None
    """What words such as “on Tuesday” count from: the publication of the source."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", gettext_lazy("As stated or as a date: “am Dienstag”, 6.8.2018, 2018-07. Left empty: unknown.")
        )
        super().__init__(required=False, max_length=100, **options)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return typed_date(typed, published=self.published) if typed else None


def shown(moment: Moment | None) -> str:
    """A moment as it may be typed: in the words it was stated in, else by its value."""
    return "" if moment is None else str(moment.stated or moment.value or "")


def line(label: Any, help_text: Any, **options: Any) -> forms.CharField:
    limits: dict[str, Any] = {"max_length": SHORT, "validators": [refuse_unstorable], **options}
    return forms.CharField(label=label, help_text=help_text, **limits)


def prose(label: Any, help_text: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    limits: dict[str, Any] = {"max_length": LONG, "validators": [refuse_unstorable], **options}
    return forms.CharField(label=label, help_text=help_text, widget=forms.Textarea({"rows": rows}), **limits)


def party(label: Any, help_text: Any, **options: Any) -> forms.CharField:
    """A party by name; looked up while it is typed, made where nobody knows it."""
    return line(label, help_text, widget=forms.TextInput({"data-lookup": "party"}), **options)


class NamesField(forms.CharField):
    """Names, one a line or separated by commas. Cleans to a list without blanks and repeats."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value) or ""
        names = [" ".join(name.split()) for name in typed.replace("\n", ",").split(",")]
        return list(dict.fromkeys(name for name in names if name))


class DeskForm(forms.Form):
    """A form that is opened from selected words."""

    required_css_class = "required"
    title: Any = ""
    button: Any = gettext_lazy("Save")

    def __init__(self, *args: Any, published: Moment | None = None, claim: Claim | None = None, **kwargs: Any) -> None:
        self.claim = claim
        super().__init__(*args, **{"auto_id": "desk-%s", **kwargs})
        for number, field in enumerate(self.fields.values()):
            if isinstance(field, WhenField):
                field.published = published
            if isinstance(field, KindIfNew) and not self.is_bound:
                known = self.fields[field.widget.attrs["data-kind-of"]].widget.attrs
                known["data-known"] = self.initial.get(field.widget.attrs["data-kind-of"], "")
            if number == 0:
                field.widget.attrs["autofocus"] = True


class StartForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text of the article"),
        help_text=gettext_lazy("Plain text, paragraphs kept. It is never published and sent nowhere else."),
        widget=forms.Textarea({"rows": 14, "class": "desk-paste", "autofocus": True}),
        max_length=1_000_000,
        validators=[refuse_unstorable],
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the text"),
        required=False,
        help_text=gettext_lazy("The case is written in it too. Left open: read from the text."),
    )
    published_at = WhenField(
        label=gettext_lazy("Published"),
        help_text=gettext_lazy("For example 07.08.2018 09:38 Berlin. Left empty: taken from a date line in the text."),
    )
    publisher = party(
        gettext_lazy("Publisher"),
        gettext_lazy("For example The Wall Street Journal. Left empty: unknown."),
        required=False,
    )
    publisher_kind = kind_if_new("publisher", PartyKind.OUTLET)
    title = line(gettext_lazy("Headline"), gettext_lazy("Left empty: the first words of the text."), required=False)
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=gettext_lazy("For example https://www.example.org/article. Left empty: unknown."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages(_("read from the text"))  # type: ignore[attr-defined]  # a choice field


class TextForm(DeskForm):
    title = gettext_lazy("Text of the source")
    button = gettext_lazy("Keep the text")
    text = forms.CharField(
        label=gettext_lazy("Text of the source"),
        help_text=gettext_lazy("Plain text, paragraphs kept. It is never published and sent nowhere else."),
        widget=forms.Textarea({"rows": 10}),
        max_length=1_000_000,
        validators=[refuse_unstorable],
    )


class RelayedForm(DeskForm):
    title = gettext_lazy("A source it relays")
    button = gettext_lazy("Add source")
    publisher = party(gettext_lazy("Publisher"), gettext_lazy("For example The Wall Street Journal."))
    publisher_kind = kind_if_new("publisher", PartyKind.OUTLET)
    published_at = WhenField(label=gettext_lazy("Published"))
    headline = line(gettext_lazy("Headline"), gettext_lazy("Left empty: publisher and date."), required=False)


class PointForm(DeskForm):
    title = gettext_lazy("New point")
    button = gettext_lazy("Save point")
    text = prose(
        gettext_lazy("Point"), gettext_lazy("One assertion in the claimant’s words; who reported it is added.")
    )


class PartiesForm(DeskForm):
    title = gettext_lazy("Parties of the claim")
    names = NamesField(
        label=gettext_lazy("Names"),
        help_text=gettext_lazy("One a line. Who is not known yet is added."),
        widget=forms.Textarea({"rows": 4}),
    )
    kind = kind_if_new("names")
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=PartyRole.choices, initial=PartyRole.NAMED)
    reason = prose(
        gettext_lazy("Why nobody asked them"),
        gettext_lazy("Shown to readers. Left empty where they were asked, or before you know."),
        required=False,
        rows=2,
    )


class AnswerForm(DeskForm):
    title = gettext_lazy("New answer")
    party = party(gettext_lazy("Who answers"), gettext_lazy("On whose behalf it was said, never the spokesperson."))
    party_kind = kind_if_new("party")
    spokesperson_role = line(gettext_lazy("Through"), gettext_lazy("For example a spokesman."), required=False)
    spokesperson_name = line(
        gettext_lazy("Name of the spokesperson"), gettext_lazy("Left empty: the source names nobody."), required=False
    )
    made_at = WhenField(label=gettext_lazy("Made"))
    translated_from = forms.ChoiceField(
        label=gettext_lazy("Quotations are translated from"),
        required=False,
        help_text=gettext_lazy("Asked once for a source: the language that was spoken."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ResponseKind.choices)
    remark = prose(
        gettext_lazy("Editor’s remark"), gettext_lazy("Stands apart from the words."), required=False, rows=2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["translated_from"].choices = languages(_("not translated"))  # type: ignore[attr-defined]  # a choice field


class EventForm(DeskForm):
    title = gettext_lazy("New event")
    text = prose(gettext_lazy("Event"), gettext_lazy("A bare fact, in a sentence."))
    at = WhenField(
        label=gettext_lazy("When"),
        help_text=gettext_lazy("“am Montagabend”, “Ende Juli”, 6.8.2018; “ongoing” where it had not ended."),
    )


class OwnClaimForm(DeskForm):
    title = gettext_lazy("A claim of the respondent’s own")
    name = line(
        gettext_lazy("Title"),
        gettext_lazy("Neutral and attributed: “Facebook: bank data is used for nothing else”."),
        widget=forms.TextInput({"data-duplicates": "claim"}),
    )
    statement = prose(pgettext_lazy("words of a claim", "Statement"), gettext_lazy("What it asserts, as it put it."))


class HedgeForm(DeskForm):
    title = gettext_lazy("Hedge: what does it narrow?")
    kind = forms.ChoiceField(choices=HedgeKind.choices)

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if kind not in HedgeKind.values:
            raise ValidationError(_("Choose one of the words offered."))
        return kind
