"""Fields in which an editor types in one line what is stored in another form: a moment, a party, a claim."""

from typing import Any

from django import forms


class TypedField(forms.CharField):
    """``typed`` says what is stored as it may be typed. What was not typed anew stays as it is stored."""

    def typed(self, value: Any) -> str:
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else self.typed(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _plain(data) != _plain(self.prepare_value(initial))


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split())
