"""Addresses of the desk below ``/api/v1/desk/``."""

from typing import Any

from django.urls import path

from claims.api.desk.records import VIEWS
from claims.api.desk.resources import RESOURCES
from claims.api.desk.tokens import TokenViewSet
from claims.api.desk.workflow import CaseViewSet

COLLECTION: dict[str, Any] = {"get": "list", "post": "create"}
RECORD: dict[str, Any] = {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
STEPS = ("publish", "withdraw", "submit", "approve", "give_back")

urlpatterns = [
    path("tokens/", TokenViewSet.as_view(COLLECTION), name="desk-token-list"),
    path("tokens/<uuid:pk>/", TokenViewSet.as_view({"get": "retrieve", "delete": "destroy"}), name="desk-token-detail"),
    path("claims/<uuid:pk>/dossier/", CaseViewSet.as_view({"get": "dossier"}), name="desk-claims-dossier"),
    *(
        path(
            f"claims/<uuid:pk>/{step.replace('_', '-')}/",
            CaseViewSet.as_view({"post": step}),
            name=f"desk-claims-{step.replace('_', '-')}",
        )
        for step in STEPS
    ),
]
for resource in RESOURCES:
    views = VIEWS[resource.path]
    key = "int" if resource.has_whole_number_ids else "uuid"
    urlpatterns += [
        path(f"{resource.path}/", views.as_view(COLLECTION), name=f"desk-{resource.path}-list"),
        path(f"{resource.path}/<{key}:pk>/", views.as_view(RECORD), name=f"desk-{resource.path}-detail"),
    ]
