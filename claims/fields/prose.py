"""Columns for texts: their length is a limit of the database too, and what cannot be stored is refused by name."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models

from claims.fields.texts import LONG, SHORT, refuse_reordering, refuse_unstorable

NAMED = 60
"""Characters of a text that name its record."""

if TYPE_CHECKING:
    _TextColumn = models.CharField[str, str]
    _LongColumn = models.TextField[str, str]
else:
    _TextColumn = models.CharField
    _LongColumn = models.TextField


class LineField(_TextColumn):
    """One line of text: names, titles, locators. ``is_quoted``: words of a source, which stay as they are in it."""

    default_validators = [refuse_unstorable, refuse_reordering]

    def __init__(self, *args: Any, is_quoted: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", SHORT)
        if is_quoted:
            self.default_validators = [refuse_unstorable]
        super().__init__(*args, **kwargs)


class LanguageField(_TextColumn):
    """A language tag; its form is a constraint of the table (claims.models.constraints.is_language)."""

    default_validators = [refuse_unstorable]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 35)
        super().__init__(*args, **kwargs)


class LongTextField(_LongColumn):
    """A text of any length, such as that of a captured page."""

    default_validators = [refuse_unstorable]


class ProseField(_TextColumn):
    """Sentences and paragraphs, as they were written."""

    default_validators = [refuse_unstorable]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 80})
        return super().formfield(**kwargs)


def beginning(text: str) -> str:
    """What names a record that is a text: whole words of it, and “…” where there is more."""
    if len(text) <= NAMED:
        return text
    cut = text[: NAMED + 1].rpartition(" ")[0].rstrip() or text[: NAMED - 1]
    return f"{cut} …"
