"""Record ↔ JSON, one pair of serializers a resource, made from its lists of members."""

from typing import Any

from django.db import models
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers
from rest_framework.utils.model_meta import RelationInfo

from claims.api.choices import ChoiceField
from claims.api.desk import json_types
from claims.api.desk.fields import Links, MomentJSON
from claims.api.desk.resources import Resource
from claims.fields.moment import MomentField


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses members that it does not know, since a misspelt one would be lost without a word, and values of another type."""

    def to_internal_value(self, data: Any) -> Any:
        known = {name: field for name, field in self.fields.items() if not field.read_only}
        names = data if isinstance(data, dict) else ()
        wrong: dict[str, Any] = {name: [self._refusal(name)] for name in names if name not in known}
        if wrong := wrong | json_types.misfits(known, data):
            raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)

    def _refusal(self, name: str) -> str:
        if name in self.fields:
            return "This member is kept by the desk and cannot be set."
        known = ", ".join(field for field, each in self.fields.items() if not each.read_only)
        return f"There is no member of this name here. Known are: {known}."


class StrictBodies(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]  # registers itself when made
    """A body of such a serializer has no other members than the description names."""

    target_class = StrictSerializer
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> Any:
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        if direction == "request":
            schema["additionalProperties"] = False
        return schema


class RecordSerializer(StrictSerializer, serializers.ModelSerializer[Any]):
    """Checks forms and references; what a record must hold together, the action and the database check."""

    serializer_choice_field = ChoiceField
    serializer_field_mapping = serializers.ModelSerializer.serializer_field_mapping | {MomentField: MomentJSON}
    resource: Resource

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        field_class, arguments = super().build_standard_field(field_name, model_field)
        if issubclass(field_class, serializers.CharField):
            arguments["trim_whitespace"] = False  # quotes are exact
        return field_class, arguments

    def build_relational_field(self, field_name: str, relation_info: RelationInfo) -> Any:
        if relation_info.to_many:
            model: type[models.Model] = relation_info.related_model
            return Links, {"model": model, "required": False}
        return super().build_relational_field(field_name, relation_info)

    def get_uniqueness_extra_kwargs(self, field_names: Any, declared_fields: Any, extra_kwargs: Any) -> Any:
        """Uniqueness over several columns is checked by the action, in whose transaction it holds."""
        return extra_kwargs, {}


class ChangeSerializer(RecordSerializer):
    """What may change after creation. ``version``: the one the change was made from."""

    def _refusal(self, name: str) -> str:
        if name in self.resource.fixed:
            return "This cannot change after creation. Remove the record and create another."
        return super()._refusal(name)


def for_creation(resource: Resource) -> type[RecordSerializer]:
    return _made(RecordSerializer, resource, resource.name, resource.members, {})


def for_change(resource: Resource) -> type[RecordSerializer]:
    members = (*resource.own, *resource.links)
    optional = {name: {"required": False} for name in members}
    name = resource.name.removesuffix("Record") + "Change"
    if not resource.is_versioned:
        return _made(ChangeSerializer, resource, name, members, optional)
    version = serializers.IntegerField(
        required=False, min_value=1, help_text="The version this change was made from; 409 where it is another by now."
    )
    return _made(ChangeSerializer, resource, name, (*members, "version"), optional, version=version)


def _made(
    base: type[RecordSerializer],
    resource: Resource,
    name: str,
    members: tuple[str, ...],
    arguments: dict[str, Any],
    **declared: Any,
) -> type[RecordSerializer]:
    read_only = [member for member in members if member in resource.read_only and member not in declared]
    meta = {
        "model": resource.model,
        "fields": list(members),
        "read_only_fields": read_only,
        "extra_kwargs": arguments,
        "validators": [],
    }
    # Django describes a model without a docstring by its name and columns.
    described = resource.model.__doc__ or ""
    about = f"A {resource.path.replace('-', ' ')[:-1]}." if described.startswith(resource.model.__name__) else described
    attributes = {"Meta": type("Meta", (), meta), "resource": resource, "__doc__": about, **declared}
    return type(name, (base,), attributes)


def page_of(shown: type[serializers.Serializer[Any]], name: str) -> type[serializers.Serializer[Any]]:
    """The form of a page of a list, for the description."""
    fields = {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": shown(many=True),
    }
    made = type(f"{name}Page", (serializers.Serializer,), fields)
    return extend_schema_serializer(many=False)(made)
