"""Addresses of the desk below ``/api/v1/desk/``."""

from typing import Any

from django.urls import URLPattern, path

from claims.api.desk.account import AccountViewSet, NoticeViewSet
from claims.api.desk.casework import AssignmentViewSet, CommentViewSet, SubmissionViewSet
from claims.api.desk.dossiers import DossierViewSet
from claims.api.desk.history import HISTORIES, ActViewSet
from claims.api.desk.imports import ClaimImportAgain, ClaimImportReport, ClaimImports
from claims.api.desk.lookups import LookupViewSet
from claims.api.desk.merges import MERGES, MergesViewSet
from claims.api.desk.pending import PendingViewSet
from claims.api.desk.point_order import PointOrderViewSet
from claims.api.desk.records import VIEWS
from claims.api.desk.resources import RESOURCES
from claims.api.desk.settings import DeskSettingsViewSet
from claims.api.desk.stances import StancesViewSet
from claims.api.desk.texts import CaseStartViewSet, QuoteViewSet, SourceTextViewSet
from claims.api.desk.tokens import TokenViewSet
from claims.api.desk.webhooks import WebhookViewSet
from claims.api.desk.workflow import CaseViewSet

COLLECTION: dict[str, Any] = {"get": "list", "post": "create"}
RECORD: dict[str, Any] = {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
WHOLE: dict[str, Any] = {"get": "retrieve", "put": "replace"}
STEPS = ("publish", "withdraw", "redact", "submit", "approve", "give_back")
WEBHOOK_STEPS = ("rotate", "test", "replay")
LOOKUPS = ("parties", "sources", "topics", "claims", "similar")


def _at(route: str, views: Any, name: str, **methods: str) -> URLPattern:
    answer: URLPattern = path(f"{route}/", views.as_view(methods), name=f"desk-{name}")
    return answer


urlpatterns = [
    _at("tokens", TokenViewSet, "token-list", **COLLECTION),
    _at("tokens/<uuid:pk>", TokenViewSet, "token-detail", get="retrieve", delete="destroy"),
    _at("account", AccountViewSet, "account", get="retrieve", patch="partial_update"),
    _at("settings", DeskSettingsViewSet, "settings", get="retrieve", patch="partial_update"),
    _at("notices", NoticeViewSet, "notice-list", get="list"),
    _at("notices/<uuid:pk>/read", NoticeViewSet, "notice-read", post="read"),
    _at("cases", CaseStartViewSet, "case-start", post="create"),
    _at("dossiers", DossierViewSet, "dossiers", post="create"),
    _at("claims/<uuid:pk>/dossier", DossierViewSet, "claims-dossier", **WHOLE),
    _at("claims/<uuid:pk>/changes", PendingViewSet, "claims-changes", get="retrieve"),
    _at("claims/<uuid:pk>/points/order", PointOrderViewSet, "claims-point-order", **WHOLE),
    _at("claims/<uuid:pk>/quotes", QuoteViewSet, "claims-quotes", post="create"),
    _at("claims/<uuid:pk>/comments", CommentViewSet, "claims-comments", **COLLECTION),
    _at("comments/<uuid:pk>/resolve", CommentViewSet, "comment-resolve", post="resolve"),
    _at("comments/<uuid:pk>/reopen", CommentViewSet, "comment-reopen", post="reopen"),
    _at("claims/<uuid:pk>/assignment", AssignmentViewSet, "claims-assignment", **WHOLE),
    _at("claims/<uuid:pk>/submissions", SubmissionViewSet, "claims-submissions", get="list"),
    _at("responses/<uuid:pk>/stances", StancesViewSet, "responses-stances", **WHOLE, post="create"),
    _at("sources/<uuid:pk>/text", SourceTextViewSet, "sources-text", **WHOLE),
    _at("sources/<uuid:pk>/find", SourceTextViewSet, "sources-find", post="find"),
    _at("claim-imports", ClaimImports, "claim-imports-list", **COLLECTION),
    _at("claim-imports/<uuid:pk>", ClaimImports, "claim-imports-detail", get="retrieve"),
    _at("claim-imports/<uuid:pk>/again", ClaimImportAgain, "claim-imports-again", post="again"),
    _at("claim-imports/<uuid:pk>/report", ClaimImportReport, "claim-imports-report", get="report"),
    _at("webhooks", WebhookViewSet, "webhooks-list", **COLLECTION),
    _at("webhooks/<uuid:pk>", WebhookViewSet, "webhooks-detail", **RECORD),
    _at("webhooks/<uuid:pk>/deliveries", WebhookViewSet, "webhooks-deliveries", get="deliveries"),
    *(_at(f"webhooks/<uuid:pk>/{step}", WebhookViewSet, f"webhooks-{step}", post=step) for step in WEBHOOK_STEPS),
    _at("merges", MergesViewSet, "merge-list", get="list"),
    _at("merges/<uuid:pk>/undo", MergesViewSet, "merge-undo", post="undo"),
    _at("acts/<uuid:pk>/undo", ActViewSet, "act-undo", post="undo"),
]
for step in STEPS:
    word = step.replace("_", "-")
    urlpatterns.append(_at(f"claims/<uuid:pk>/{word}", CaseViewSet, f"claims-{word}", post=step))
for kind in LOOKUPS:
    urlpatterns.append(_at(f"lookups/{kind}", LookupViewSet, f"lookups-{kind}", get=kind))
for route, views in MERGES.items():
    urlpatterns.append(_at(f"{route}/<uuid:pk>/merge", views, f"{route}-merge", get="preview", post="merge"))
for resource in RESOURCES:
    route, key = resource.path, "int" if resource.has_whole_number_ids else "uuid"
    urlpatterns += [
        _at(route, VIEWS[route], f"{route}-list", **COLLECTION),
        _at(f"{route}/<{key}:pk>", VIEWS[route], f"{route}-detail", **RECORD),
        _at(f"{route}/<{key}:pk>/history", HISTORIES[route], f"{route}-history", get="history"),
        _at(f"{route}/<{key}:pk>/restore", HISTORIES[route], f"{route}-restore", post="restore"),
    ]
