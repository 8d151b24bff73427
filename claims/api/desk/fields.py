"""Members of a working record in JSON: moments as objects, texts as they were written, links as lists of ids."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.fields.moment import Moment, parse_moment


@extend_schema_field({"$ref": "#/components/schemas/Moment"})
class MomentJSON(serializers.JSONField):
    """TIME of the dossier: ``{"value": "2018-08-07", "stated": "am Dienstag"}``."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            raise serializers.ValidationError("Give an object such as {“value”: “2018-08-07”}.")
        try:
            return parse_moment(data)
        except ValidationError as refused:
            raise serializers.ValidationError(refused.messages) from refused

    def to_representation(self, value: Any) -> Any:
        """A record that was just saved still holds what it was given."""
        return value.model_dump(exclude_none=True) if isinstance(value, Moment) else value


class Links(serializers.Field[Any, Any, Any, Any]):
    """Ids of other records, looked up with one query however many there are."""

    MOST = 1000

    def __init__(self, *, model: type[models.Model], **kwargs: Any) -> None:
        self.model = model
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> list[models.Model]:
        if not isinstance(data, list) or len(data) > self.MOST:
            raise serializers.ValidationError(f"Give a list of ids, at most {self.MOST}.")
        key = self.model._meta.pk
        try:
            ids = [key.to_python(value) for value in data]
            found = self.model._default_manager.in_bulk(ids)
        except (ValidationError, TypeError) as refused:
            raise serializers.ValidationError("Give a list of ids.") from refused
        if missing := [str(value) for value in ids if value not in found]:
            name = self.model._meta.verbose_name
            raise serializers.ValidationError(f"There is no {name} with the id {', '.join(missing[:3])}.")
        return [found[value] for value in dict.fromkeys(ids)]

    def to_representation(self, value: Any) -> list[str]:
        return sorted(str(record.pk) for record in value.all())


class LinksSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]  # registers itself when made
    target_class = Links

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "format": "uuid"}, "maxItems": Links.MOST}
