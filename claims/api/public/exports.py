"""Files of all that is published, or of what the filters of the list choose: written while they are read, in constant memory."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from tempfile import TemporaryFile
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.views.decorators.gzip import gzip_page
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

from claims.actions import published
from claims.actions.published import Looking
from claims.api import parameters, schema
from claims.api.problems import ProblemsInJSON
from claims.api.public import claim_filters
from claims.api.public.base import FRESH, PublicView, code_mark
from claims.api.public.claim_filters import FILTERS
from claims.api.refusals import Refused
from claims.dossier.schema import Dossier
from claims.formats import files, web_annotation
from claims.formats.schema_org import MEDIA_TYPE as JSON_LD
from claims.models.listing import Listing
from claims.models.site_state import SiteState, site_state
from claims.vocabulary import Axis

F = TypeVar("F", bound=Callable[..., HttpResponseBase])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NDJSON = "application/x-ndjson"
_FILE = OpenApiResponse(response=OpenApiTypes.STR, description="The file; gzip where the request accepts it.")
_DOCUMENT = OpenApiResponse(response=OpenApiTypes.OBJECT, description="JSON-LD; gzip where the request accepts it.")
_BINARY = OpenApiResponse(response=OpenApiTypes.BINARY, description="The file.")


class OneFormat(BaseContentNegotiation):
    """The address is the format: whatever Accept says, the file is what was asked for."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


@method_decorator(gzip_page, name="dispatch")
class Export(ProblemsInJSON, PublicView):
    """A subclass names the kind of file. The ETag is weak: the bytes may differ, what they say does not."""

    content_negotiation_class = OneFormat
    refusals = (400,)
    takes: ClassVar[tuple[parameters.Parameter, ...]] = FILTERS
    kind: ClassVar[str]
    media_type: ClassVar[str]

    def answered(self, request: Request) -> HttpResponseBase:
        values = parameters.read(request, self.takes)
        claim_filters.check(values)
        looking = looking_at(values)
        state = site_state(looking.now)
        headers = self._headers(request, looking, state)
        found = get_conditional_response(
            request,
            etag=headers["ETag"],
            last_modified=int(state.changed_at.timestamp()) if state.changed_at else None,
            response=HttpResponse(headers=headers, content_type=self.media_type),
        )
        if found is not None and found.status_code == 412:
            raise Refused("precondition-failed", "The file has another ETag by now.")
        if found is not None and found.status_code == 304:
            return found
        response = HttpResponse() if request.method == "HEAD" else self.file(values, looking, state)
        for name, value in headers.items():
            response.headers[name] = value
        response.headers["Content-Type"] = self.media_type
        return response

    def file(self, values: dict[str, Any], looking: Looking, state: SiteState) -> HttpResponseBase:
        return StreamingHttpResponse(files.OF_DOSSIERS[self.kind](chosen(values, looking)))

    def _headers(self, request: Request, looking: Looking, state: SiteState) -> dict[str, str]:
        asked = sorted(request.query_params.items())
        tag = sha256(repr((self.kind, settings.SITE_URL, asked, state.mark, code_mark())).encode()).hexdigest()[:32]
        left = FRESH if state.changes_at is None else int((state.changes_at - looking.now).total_seconds())
        kept = HttpResponse()
        patch_cache_control(kept, public=True, max_age=max(0, min(FRESH, left)))
        headers = {
            "ETag": f'W/"{tag}"',
            "Cache-Control": kept.headers["Cache-Control"],
            "Content-Disposition": f'attachment; filename="{files.NAMES[self.kind]}"',
        }
        if state.changed_at:
            headers["Last-Modified"] = http_date(state.changed_at.timestamp())
        return headers


def looking_at(values: dict[str, Any]) -> Looking:
    asked = values.get("as_of")
    return Looking(timezone.now(), asked.at, asked.text) if asked else Looking(timezone.now())


def chosen(values: dict[str, Any], looking: Looking) -> Iterator[Dossier]:
    """The dossiers of the claims that the list of the API would show for the same filters."""
    listing = Listing(looking.as_of, Axis.AS_OF) if looking.as_of else Listing(looking.now, Axis.NOW)
    return published.dossiers(listing.publications(values), looking)


def _described(
    operation: str, summary: str, response: OpenApiResponse, media_type: str, takes: Any = FILTERS
) -> Callable[[F], F]:
    return extend_schema(
        operation_id=operation,
        summary=summary,
        parameters=[parameter.described() for parameter in takes],
        responses={(200, media_type): response, 304: schema.NOT_MODIFIED},
    )


class DossierLines(Export):
    kind = "ndjson"
    media_type = NDJSON

    @_described("exports_dossiers", "Dossiers, one a line", _FILE, NDJSON)
    def get(self, request: Request) -> HttpResponseBase:
        return self.answered(request)


class AnswersCSV(Export):
    kind = "csv"
    media_type = "text/csv; charset=utf-8"

    @_described("exports_csv", "A table: one row a claim, point and response", _FILE, "text/csv")
    def get(self, request: Request) -> HttpResponseBase:
        return self.answered(request)


class AnswersXLSX(Export):
    kind = "xlsx"
    media_type = XLSX

    @_described("exports_xlsx", "The same table for spreadsheets", _BINARY, XLSX)
    def get(self, request: Request) -> HttpResponseBase:
        return self.answered(request)

    def file(self, values: dict[str, Any], looking: Looking, state: SiteState) -> HttpResponseBase:
        file = TemporaryFile()  # noqa: SIM115 - the answer closes it
        files.write_xlsx(file, chosen(values, looking))
        file.seek(0)
        return FileResponse(file)


class Annotations(Export):
    kind = "annotations"
    media_type = web_annotation.MEDIA_TYPE

    def file(self, values: dict[str, Any], looking: Looking, state: SiteState) -> HttpResponseBase:
        return StreamingHttpResponse(files.annotations(chosen(values, looking), self.request.GET.dict()))

    @_described("exports_annotations", "All quotes as W3C Web Annotations", _DOCUMENT, JSON_LD)
    def get(self, request: Request) -> HttpResponseBase:
        return self.answered(request)


class DataFeed(Export):
    kind = "datafeed"
    takes = ()
    media_type = JSON_LD

    @_described("exports_datafeed", "All claims as a schema.org DataFeed, withdrawn ones too", _DOCUMENT, JSON_LD, ())
    def get(self, request: Request) -> HttpResponseBase:
        return self.answered(request)

    def file(self, values: dict[str, Any], looking: Looking, state: SiteState) -> HttpResponseBase:
        return StreamingHttpResponse(files.data_feed(state))
