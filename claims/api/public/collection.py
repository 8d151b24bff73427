"""Lists of what is published: their parameters, their order, their pages. Each collection says what is its own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from pydantic import BaseModel
from rest_framework.request import Request

from claims.api import parameters, schema
from claims.api.paging import Keyset
from claims.api.parameters import Parameter
from claims.api.public import sparse
from claims.api.public.base import PublicView, respond, validity_of_lists

Json = dict[str, Any]


def instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment with its zone")
    return moment


def whole(text: str) -> int:
    return parameters.number(0, 10**18 - 1)(text)


def both_ways(name: str, columns: Sequence[str], readers: Sequence[Callable[[str], Any]]) -> dict[str, Keyset]:
    """``-name``, the newest or largest first, and ``name``, the other way round."""
    return {
        sign + name: Keyset.of_values(tuple(columns), tuple(readers), is_descending=bool(sign)) for sign in ("-", "")
    }


def _order(ways: list[str]) -> Parameter:
    described = "The order; `-` stands for the latest or largest first. What has no time stands where the oldest is."
    return Parameter("order", described, parameters.one_of(ways), {"type": "string", "enum": ways, "default": ways[0]})


class Collection(PublicView):
    """A subclass says its ``filters``, its ``orders`` (the first one is taken where none is asked for), the ``form`` of a
    result and that of a ``page``; finds the ``rows`` as dicts, and makes ``shown`` of each.
    """

    refusals = (400,)
    filters: ClassVar[tuple[Parameter, ...]] = ()
    orders: ClassVar[dict[str, Keyset]]
    form: ClassVar[type[BaseModel]]
    page: ClassVar[type[BaseModel]]

    def rows(self, values: Json, now: datetime) -> QuerySet[Any]:
        raise NotImplementedError

    def shown(self, rows: list[Any], values: Json) -> list[Json]:
        raise NotImplementedError

    def more(self, values: Json, now: datetime) -> Json:
        """Members of the page beside its results."""
        return {}

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        order = [_order(list(cls.orders))] if cls.orders else []
        return (*cls.filters, *order, sparse.parameter(cls.form), parameters.LIMIT, parameters.CURSOR)

    def get(self, request: Request) -> HttpResponseBase:
        values = parameters.read(request, self.parameters())
        self.check(values)
        now = timezone.now()
        validity = validity_of_lists(now, is_as_of="as_of" in values and values["as_of"].is_over)
        return respond(request, validity, now, lambda: self.document(request, values, now))

    def check(self, values: Json) -> None:
        """Raise Refused for parameters that do not go together."""

    def document(self, request: Request, values: Json, now: datetime) -> Json:
        order = self.orders[values.get("order") or next(iter(self.orders))]
        page = order.page(request, self.rows(values, now), values)
        results = sparse.sparse(self.shown(page.rows, values), values.get("fields"))
        return {"next": page.next, "previous": page.previous, "results": results, **self.more(values, now)}


def described(name: str, summary: str, description: str = "") -> Callable[[type[Collection]], type[Collection]]:
    """Decorates a collection with what the description of the API says of it."""

    def decorate(view: type[Collection]) -> type[Collection]:
        operation = extend_schema(
            operation_id=name,
            summary=summary,
            description=description,
            parameters=[parameter.described() for parameter in view.parameters()],
            responses={200: schema.document(view.page), 304: schema.NOT_MODIFIED},
        )
        return extend_schema_view(get=operation)(view)

    return decorate
