"""One of several words: a body that gives another one learns which there are."""

from typing import Any

from rest_framework import serializers


class ChoiceField(serializers.ChoiceField):
    """As the framework's, which does not name the choices."""

    default_error_messages = {"invalid_choice": "“{input}” is none of the choices: {choices}."}

    def fail(self, key: str, **values: Any) -> Any:
        """Raises ValidationError."""
        super().fail(key, choices=", ".join(str(choice) for choice in self.choices if choice != ""), **values)
