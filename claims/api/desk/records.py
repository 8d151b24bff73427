"""Reading and changing working records: one set of views for all of them. Writes go through ``editing`` and nothing else."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import (
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import editing
from claims.api import parameters
from claims.api.desk import examples, preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.resources import RESOURCES, Resource
from claims.api.desk.serializers import RecordSerializer, for_change, for_creation, page_of
from claims.api.paging import Keyset
from claims.api.parameters import Parameter
from claims.api.refusals import Refused
from claims.errors import RecordChanged


class RecordViewSet(DeskViewSet):
    """The views of one resource; ``views_of`` makes a class for each."""

    resource: Resource
    shown_as: type[RecordSerializer]
    changed_by: type[RecordSerializer]
    filters: tuple[Parameter, ...]
    order: Keyset
    refusals = {"GET": (400,), "DELETE": (400, 409)}

    def list(self, request: Request) -> Response:
        values = parameters.read(request, (*self.filters, parameters.LIMIT, parameters.CURSOR))
        wanted = {name: value for name, value in values.items() if name not in ("limit", "cursor")}
        page = self.order.page(request, self._rows().filter(**wanted), values)
        results = self.shown_as(page.rows, many=True).data
        return Response({"next": page.next, "previous": page.previous, "results": results})

    def retrieve(self, request: Request, pk: Any) -> Response:
        parameters.read(request, ())
        return self._answer(get_object_or_404(self._rows(), pk=pk))

    def create(self, request: Request) -> HttpResponseBase:
        parameters.read(request, ())
        given = self.shown_as(data=request.data)
        given.is_valid(raise_exception=True)
        values = dict(given.validated_data)
        links = {name: values.pop(name) for name in self.resource.links if name in values}
        record = self.resource.model(**values)
        editing.save(by=request.user, record=record, links=links)
        location = reverse(f"desk-{self.resource.path}-detail", kwargs={"pk": record.pk})
        return self._answer(self._rows().get(pk=record.pk), status=201, headers={"Location": location})

    def partial_update(self, request: Request, pk: Any) -> HttpResponseBase:
        """Changes the members that are named and leaves the others as they are by then."""
        record = self._to_change(request, pk)
        given = self.changed_by(record, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        values = dict(given.validated_data)
        version = values.pop("version", None)
        if not values:
            raise Refused("invalid-record", "Name at least one member to change.")
        links = {name: values.pop(name) for name in self.resource.links if name in values}
        for name, value in values.items():
            setattr(record, name, value)
        try:
            editing.save(by=request.user, record=record, links=links, version=version)
        except RecordChanged as refused:
            raise Refused("record-changed", refused.message, **self._current(pk)) from refused
        return self._answer(get_object_or_404(self._rows(), pk=pk))

    def destroy(self, request: Request, pk: Any) -> HttpResponseBase:
        """Deletes what was never published. A published part of a case is marked as removed: old revisions keep it."""
        editing.remove(by=request.user, record=self._to_change(request, pk))
        return Response(status=204)

    def _to_change(self, request: Request, pk: Any) -> models.Model:
        """The record once nobody else changes it (the case first, as every action does), if it is as If-Match says."""
        parameters.read(request, ())
        record = get_object_or_404(self.resource.model, pk=pk)
        asked = preconditions.if_match(request)
        editing.lock_case(record)
        record = get_object_or_404(self.resource.model._default_manager.select_for_update(of=("self",)), pk=pk)
        if asked.strong is not None:
            shown = self.shown_as(self._rows().get(pk=pk)).data
            preconditions.require(request, [preconditions.tag_of(record, shown)], **self._current(pk))
        return record

    def _rows(self) -> models.QuerySet[Any]:
        return self.resource.model._default_manager.prefetch_related(*self.resource.links)

    def _current(self, pk: Any) -> dict[str, Any]:
        """What somebody needs to merge the change: the version by now, and the record."""
        record = self._rows().get(pk=pk)
        return {"current_version": preconditions.version_of(record), "current": self.shown_as(record).data}

    def _answer(self, record: models.Model, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
        shown = self.shown_as(record).data
        return Response(shown, status=status, headers={"ETag": preconditions.tag_of(record, shown)} | (headers or {}))


def _filter(model: type[models.Model], name: str) -> Parameter:
    """A filter by a column, read and described as its kind asks for."""
    column: Any = model._meta.get_field(name)
    if column.is_relation:
        column = column.target_field
        if isinstance(column, models.UUIDField):
            return Parameter(
                name, f"Only where `{name}` is this id.", parameters.identifier, {"type": "string", "format": "uuid"}
            )
        about = f"Only where `{name}` is this id."
        return Parameter(name, about, parameters.number(1, 2**63 - 1), {"type": "integer", "minimum": 1})
    if column.choices:
        words = [value for value, _ in column.choices]
        return Parameter(
            name, f"Only where `{name}` is this word.", parameters.one_of(words), {"type": "string", "enum": words}
        )
    return Parameter(name, f"Only where `{name}` is exactly this.", parameters.words)


def views_of(resource: Resource) -> type[RecordViewSet]:
    shown, changed = for_creation(resource), for_change(resource)
    key: Callable[[str], Any] = (
        parameters.number(0, 2**63 - 1) if resource.has_whole_number_ids else parameters.identifier
    )
    views = type(
        f"{resource.model.__name__}ViewSet",
        (RecordViewSet,),
        {
            "resource": resource,
            "shown_as": shown,
            "changed_by": changed,
            "filters": tuple(_filter(resource.model, name) for name in resource.filters),
            "order": Keyset(("pk",), (key,), is_descending=False, key=lambda record: (record.pk,)),
        },
    )
    return _described(views, resource)


def _described(views: type[RecordViewSet], resource: Resource) -> type[RecordViewSet]:
    name = resource.path.replace("-", " ").capitalize()
    page = page_of(views.shown_as, resource.name)
    listed = [each.described() for each in (*views.filters, parameters.LIMIT, parameters.CURSOR)]
    prefix = f"desk_{resource.path.replace('-', '_')}"
    decorate: Any = extend_schema_view(
        list=extend_schema(
            operation_id=f"{prefix}_list", summary=f"{name}: list", parameters=listed,
            responses={200: page}, filters=False,
        ),
        retrieve=extend_schema(
            operation_id=f"{prefix}_retrieve", summary=f"{name}: read one", responses={200: views.shown_as},
        ),
        create=extend_schema(
            operation_id=f"{prefix}_create", summary=f"{name}: add one", request=views.shown_as,
            responses={201: views.shown_as}, parameters=[IDEMPOTENCY_KEY], examples=examples.of(resource.path),
        ),
        partial_update=extend_schema(
            operation_id=f"{prefix}_change", summary=f"{name}: change one", request=views.changed_by,
            responses={200: views.shown_as}, parameters=[IF_MATCH],
            examples=examples.of_change(resource.path, resource.own),
            description="Changes the members that are named; the others stay as they are by then.",
        ),
        destroy=extend_schema(
            operation_id=f"{prefix}_remove", summary=f"{name}: remove one", parameters=[IF_MATCH],
            description="Deletes what was never published. A published part of a case is marked as removed instead.",
            responses={204: OpenApiResponse(description="It is gone, or marked as removed where it was published.")},
        ),
    )  # fmt: skip
    return decorate(views)  # type: ignore[no-any-return]


VIEWS = {resource.path: views_of(resource) for resource in RESOURCES}
