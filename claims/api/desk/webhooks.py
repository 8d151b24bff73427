"""Webhooks for administrators: where events go, what became of each, and sending again what did not arrive."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules
from claims.actions import webhooks
from claims.api import parameters
from claims.api.choices import ChoiceField
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.examples import example
from claims.api.desk.fields import Links
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.serializers import StrictSerializer
from claims.api.paging import Keyset
from claims.api.parameters import Parameter
from claims.models import Delivery, Party, Topic, WebhookEndpoint
from claims.vocabulary import DeliveryState, EventType

LINKS = ("parties", "topics")
OFFERED = [word for word in EventType.values if word != EventType.TEST]
STATE = Parameter(
    "state",
    "Only deliveries in this state.",
    parameters.one_of(DeliveryState.values),
    {"type": "string", "enum": DeliveryState.values},
)
OLDEST_FIRST = Keyset(("pk",), (parameters.identifier,), is_descending=False, key=lambda row: (row.pk,))
NEWEST_FIRST = Keyset(("pk",), (parameters.identifier,), is_descending=True, key=lambda row: (row.pk,))


class Webhook(StrictSerializer):
    """An address that is told of events, and of which."""

    id = serializers.UUIDField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    url = serializers.CharField(max_length=500, help_text="With https, and reachable for everybody.")
    description = serializers.CharField(required=False, allow_blank=True, max_length=500)
    event_types = serializers.ListField(
        child=ChoiceField(OFFERED), required=False, max_length=50, help_text="Empty: all."
    )
    parties = Links(model=Party, required=False, help_text="Only claims in which one has a part. Empty: all.")
    topics = Links(model=Topic, required=False, help_text="Only claims of one of these. Empty: all.")
    is_active = serializers.BooleanField(required=False)
    disabled_reason = serializers.CharField(read_only=True)
    failing_since = serializers.DateTimeField(read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)


class WebhookChange(Webhook):
    """The members that are to change."""

    url = serializers.CharField(max_length=500, required=False, help_text="With https, and reachable for everybody.")


class NewWebhook(Webhook):
    """As it was made, with its secret, which is shown this once."""

    secret = serializers.CharField(read_only=True)


class Secret(serializers.Serializer[Any]):
    """Shown this once. The secret before it signs beside it for a day."""

    secret = serializers.CharField()


class DeliveryRecord(serializers.Serializer[Any]):
    """One event for one address, and what came of it."""

    id = serializers.UUIDField()
    event_id = serializers.UUIDField(help_text="The header webhook-id.")
    type = ChoiceField(EventType.choices)
    state = ChoiceField(DeliveryState.choices)
    attempts = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    last_attempt_at = serializers.DateTimeField(allow_null=True)
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    status = serializers.IntegerField(allow_null=True, help_text="Of the last answer.")
    error = serializers.CharField()
    response = serializers.CharField(help_text="The beginning of the last answer.")


class Replay(StrictSerializer):
    """Deliveries to send again."""

    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=webhooks.MOST_REPLAYED)


class Replayed(serializers.Serializer[Any]):
    replayed = serializers.IntegerField(help_text="How many wait to be sent now.")


def _page(name: str, rows: type[serializers.Serializer[Any]]) -> Any:
    link = serializers.URLField(allow_null=True)
    fields = {"next": link, "previous": serializers.URLField(allow_null=True), "results": rows(many=True)}
    return extend_schema_serializer(many=False)(type(name, (serializers.Serializer,), fields))


SHOWN_ONCE = "A secret is shown once, and the answer with it is not kept for a second time. Leave the header Idempotency-Key out."
_RECEIVER = example(
    "A receiver",
    {
        "url": "https://receiver.example.org/hook",
        "event_types": ["claim.published", "claim.corrected", "claim.withdrawn"],
    },
)
_ALL = example("All events from now on", {"event_types": []})
PAGING = [parameters.LIMIT.described(), parameters.CURSOR.described()]


class WebhookViewSet(DeskViewSet):
    refusals = {"GET": (400,), "POST": (400, 409), "PATCH": (400,), "DELETE": (400,)}
    unkept: ClassVar[dict[str, str]] = {"create": SHOWN_ONCE, "rotate": SHOWN_ONCE}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        rules.require(rules.may_manage_webhooks, request.user)

    @extend_schema(
        operation_id="desk_webhooks_list", summary="Webhooks: list", parameters=PAGING, filters=False,
        responses={200: _page("WebhookPage", Webhook)},
    )  # fmt: skip
    def list(self, request: Request) -> Response:
        values = parameters.read(request, (parameters.LIMIT, parameters.CURSOR))
        page = OLDEST_FIRST.page(request, WebhookEndpoint.objects.prefetch_related(*LINKS), values)
        return Response({"next": page.next, "previous": page.previous, "results": Webhook(page.rows, many=True).data})

    @extend_schema(operation_id="desk_webhooks_retrieve", summary="Webhooks: read one", responses={200: Webhook})
    def retrieve(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        return _answer(get_object_or_404(WebhookEndpoint, pk=pk))

    @extend_schema(
        operation_id="desk_webhooks_create", summary="Webhooks: add one", request=Webhook, responses={201: NewWebhook},
        examples=[_RECEIVER],
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        parameters.read(request, ())
        fields, links = _given(Webhook(data=request.data))
        endpoint, secret = webhooks.add(by=request.user, links=links, **fields)
        location = reverse("desk-webhooks-detail", kwargs={"pk": endpoint.pk})
        shown = {**Webhook(endpoint).data, "secret": secret}
        return Response(shown, status=201, headers={"ETag": _tag(endpoint), "Location": location})

    @extend_schema(
        operation_id="desk_webhooks_change", summary="Webhooks: change one", request=WebhookChange,
        responses={200: Webhook}, parameters=[IF_MATCH], examples=[_ALL],
    )  # fmt: skip
    def partial_update(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        fields, links = _given(WebhookChange(data=request.data, partial=True))
        with transaction.atomic():
            endpoint = get_object_or_404(WebhookEndpoint.objects.select_for_update(), pk=pk)
            _require(request, endpoint)
            webhooks.change(by=request.user, endpoint=endpoint, links=links, **fields)
        return _answer(get_object_or_404(WebhookEndpoint, pk=pk))

    @extend_schema(
        operation_id="desk_webhooks_remove", summary="Webhooks: remove one", parameters=[IF_MATCH],
        responses={204: OpenApiResponse(description="It is gone, with the log of its deliveries.")},
    )  # fmt: skip
    def destroy(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        with transaction.atomic():
            endpoint = get_object_or_404(WebhookEndpoint.objects.select_for_update(), pk=pk)
            _require(request, endpoint)
            webhooks.remove(by=request.user, endpoint=endpoint)
        return Response(status=204)

    @extend_schema(
        operation_id="desk_webhooks_rotate", summary="Webhooks: a new secret", request=None, responses={201: Secret}
    )
    def rotate(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
        return Response({"secret": webhooks.rotate(by=request.user, endpoint=endpoint)}, status=201)

    @extend_schema(
        operation_id="desk_webhooks_test", summary="Webhooks: send a test event", request=None,
        responses={201: DeliveryRecord},
    )  # fmt: skip
    def test(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
        return Response(DeliveryRecord(webhooks.send_test(by=request.user, endpoint=endpoint)).data, status=201)

    @extend_schema(
        operation_id="desk_webhooks_deliveries", summary="Webhooks: what became of its events, the newest first",
        parameters=[STATE.described(), *PAGING], responses={200: _page("DeliveryPage", DeliveryRecord)}, filters=False,
    )  # fmt: skip
    def deliveries(self, request: Request, pk: UUID) -> Response:
        values = parameters.read(request, (STATE, parameters.LIMIT, parameters.CURSOR))
        endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
        wanted = {name: value for name, value in values.items() if name == "state"}
        page = NEWEST_FIRST.page(request, Delivery.objects.filter(endpoint=endpoint, **wanted), values)
        rows = DeliveryRecord(page.rows, many=True).data
        return Response({"next": page.next, "previous": page.previous, "results": rows})

    @extend_schema(
        operation_id="desk_webhooks_replay", summary="Webhooks: send deliveries again, under their old ids",
        request=Replay, responses={200: Replayed},
    )  # fmt: skip
    def replay(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
        given = Replay(data=request.data)
        given.is_valid(raise_exception=True)
        found = Delivery.objects.filter(endpoint=endpoint, pk__in=given.validated_data["ids"])
        return Response({"replayed": webhooks.replay(by=request.user, ids=found.values_list("pk", flat=True))})


def _given(form: Webhook) -> tuple[dict[str, Any], dict[str, Any]]:
    form.is_valid(raise_exception=True)
    fields = dict(form.validated_data)
    return fields, {name: fields.pop(name) for name in LINKS if name in fields}


def _answer(endpoint: WebhookEndpoint) -> Response:
    return Response(Webhook(endpoint).data, headers={"ETag": _tag(endpoint)})


def _require(request: Request, endpoint: WebhookEndpoint) -> None:
    shown = Webhook(endpoint).data
    preconditions.require(request, [_tag(endpoint)], current_version=endpoint.version, current=shown)


def _tag(endpoint: WebhookEndpoint) -> str:
    return f'"{endpoint.version}"'
