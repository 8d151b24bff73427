"""Records that cases share: parties, sources, topics. Each is shown once, as the case published last shows it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import F, QuerySet
from django.http import Http404, HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from pydantic import BaseModel
from rest_framework.request import Request

from claims.api import parameters, schema
from claims.api.paging import Keyset
from claims.api.public import sparse
from claims.api.public.base import PublicView, respond, validity_of_lists
from claims.api.public.collection import Collection, Json
from claims.api.public.parts import moved
from claims.models import Publication
from claims.models.listing import related

OWN_ADDRESS = f"{settings.SITE_URL}/api/v1/"


def list_address(collection: str, **asked: str) -> str:
    """Of a list of the API, narrowed."""
    return f"{OWN_ADDRESS}{collection}/?{urlencode(asked)}"


class Shared:
    """One kind of record: the rows of publications that show it. Mixed into its list and its detail."""

    identity: ClassVar[str]
    """The column that says which record a row shows."""

    def visible(self) -> QuerySet[Any]:
        """Rows that may be shown: no private persons, nothing that was merged into another."""
        raise NotImplementedError

    def is_one_with(self, key: Any) -> Any:
        """Ids of the record of a slug or an id, those that were merged included."""
        raise NotImplementedError

    def card(self, row: Json) -> Json:
        raise NotImplementedError

    def public(self) -> QuerySet[Any]:
        return self.visible().filter(publication__in=Publication.objects.public())

    def newest(self, ids: Any) -> list[Json]:
        """One row for each of the records, that of the case published last; in descending order of the ids."""
        found = self.public().filter(**{f"{self.identity}__in": ids})
        one_each = found.order_by(f"-{self.identity}", "-publication__published_at").distinct(self.identity)
        return list(one_each.values("slug", "card", record=F(self.identity)))


class SharedList(Shared, Collection):
    """The record that was made last comes first."""

    orders = {}

    def conditions(self, values: Json) -> list[Any]:
        """Of the filters that this kind of record alone has."""
        return []

    def document(self, request: Request, values: Json, now: datetime) -> Json:
        """Two queries: which records, and how they are shown."""
        wanted = self.public().filter(related(values), *self.conditions(values))
        order = Keyset((self.identity,), (parameters.identifier,), True, lambda row: (row[self.identity],))
        page = order.page(request, wanted.values(self.identity).distinct(), values)
        rows = self.newest([row[self.identity] for row in page.rows])
        results = [sparse.sparse(self.card(row), values.get("fields")) for row in rows]
        return {"next": page.next, "previous": page.previous, "results": results}


class SharedDetail(Shared, PublicView):
    refusals = (400, 404)
    form: ClassVar[type[BaseModel]]

    def get(self, request: Request, key: str) -> HttpResponseBase:
        values = parameters.read(request, (sparse.parameter(self.form),))
        now = timezone.now()
        try:
            found = self.newest(self.is_one_with(parameters.slug_or_id(key)))
        except ValueError:
            raise Http404 from None
        if not found:
            raise Http404
        [row, *_] = found
        if key not in (row["slug"], str(row["record"])):
            query = request.META.get("QUERY_STRING", "")
            path = request.path.replace(f"/{key}/", f"/{row['slug']}/")
            return moved(f"{path}?{query}" if query else path)
        validity = validity_of_lists(now)
        return respond(request, validity, now, lambda: sparse.sparse(self.card(row), values.get("fields")))


def described(name: str, summary: str) -> Callable[[type[SharedDetail]], type[SharedDetail]]:
    def decorate(view: type[SharedDetail]) -> type[SharedDetail]:
        operation = extend_schema(
            operation_id=name,
            summary=summary,
            description="Under an old slug, or that of a record that was merged into it, the answer is 308.",
            parameters=[sparse.parameter(view.form).described()],
            responses={
                200: schema.document_or_sparse(view.form),
                304: schema.NOT_MODIFIED,
                308: schema.MOVED,
            },
        )
        return extend_schema_view(get=operation)(view)

    return decorate
