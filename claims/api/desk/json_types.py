"""The JSON type of each member of a body: a value of another type is refused, never turned into what may have been meant.

Django REST framework stores the number 7 as the text “7” and takes "yes" for true. A program that sends these has mixed
something up, and learns it here instead of from readers.
"""

from typing import Any

from django.db import models
from django.http import QueryDict
from rest_framework import serializers

TEXT = "Give a text, in quotation marks."
WHOLE_NUMBER = "Give a whole number, without quotation marks."
TRUTH = "Give true or false, without quotation marks."
_WRITTEN_AS_TEXT = (
    serializers.CharField,
    serializers.ChoiceField,
    serializers.DateField,
    serializers.DateTimeField,
    serializers.SlugRelatedField,
    serializers.UUIDField,
)


def misfits(fields: dict[str, Any], data: Any) -> dict[str, Any]:
    """What is wrong, by member, as a ValidationError of the framework takes it. In a form (multipart) all values are texts."""
    if isinstance(data, QueryDict) or not isinstance(data, dict):
        return {}
    found = {name: _misfit(fields[name], data[name]) for name in data if name in fields}
    return {name: sentences for name, sentences in found.items() if sentences}


def _misfit(field: Any, value: Any) -> Any:
    if value is None:
        return None  # whether there may be none, the field says itself
    if isinstance(field, serializers.ListField):
        items = enumerate(value if isinstance(value, list) else ())
        return {index: found for index, item in items if (found := _misfit(field.child, item))}
    if isinstance(field, serializers.BooleanField):
        return None if isinstance(value, bool) else [TRUTH]
    if isinstance(field, serializers.IntegerField) or _is_of_numbered(field):
        return None if type(value) is int else [WHOLE_NUMBER]
    if isinstance(field, (*_WRITTEN_AS_TEXT, serializers.PrimaryKeyRelatedField)):
        return None if isinstance(value, str) else [TEXT]
    return None


def _is_of_numbered(field: Any) -> bool:
    """Whether it refers to records whose ids are numbers."""
    if not isinstance(field, serializers.PrimaryKeyRelatedField):
        return False
    offered = field.get_queryset()
    return offered is not None and isinstance(offered.model._meta.pk, models.AutoField)
