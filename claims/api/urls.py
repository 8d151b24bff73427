"""Addresses of the API below ``/api/v1/``."""

from typing import Any

from django.urls import include, path, re_path

from claims.api import documentation
from claims.api.desk.records import VIEWS
from claims.api.desk.resources import RESOURCES
from claims.api.desk.workflow import CaseViewSet
from claims.api.public import changes, claims, exports, formats, revisions

COLLECTION: dict[str, Any] = {"get": "list", "post": "create"}
RECORD: dict[str, Any] = {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
STEPS = ("publish", "withdraw", "submit", "approve", "give_back")

desk = [
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
    desk += [
        path(f"{resource.path}/", views.as_view(COLLECTION), name=f"desk-{resource.path}-list"),
        path(f"{resource.path}/<{key}:pk>/", views.as_view(RECORD), name=f"desk-{resource.path}-detail"),
    ]

urlpatterns = [
    path("", documentation.Root.as_view(), name="api-root"),
    path("claims/", claims.ClaimList.as_view(), name="api-claim-list"),
    path("claims/<slug:key>/", claims.ClaimDetail.as_view(), name="api-claim-detail"),
    path("claims/<slug:key>/revisions/", revisions.RevisionList.as_view(), name="api-revision-list"),
    path("claims/<slug:key>/revisions/<int:number>/", revisions.RevisionDetail.as_view(), name="api-revision-detail"),
    path(
        "claims/<slug:key>/revisions/<int:number>/proof/", revisions.RevisionProof.as_view(), name="api-revision-proof"
    ),
    path("claims/<slug:key>/jsonld/", formats.JsonLD.as_view(), name="api-claim-jsonld"),
    path("claims/<slug:key>/annotations/", formats.Annotations.as_view(), name="api-claim-annotations"),
    path("exports/claims.ndjson", exports.DossierLines.as_view(), name="api-export-dossiers"),
    path("exports/claims.csv", exports.AnswersCSV.as_view(), name="api-export-csv"),
    path("exports/claims.xlsx", exports.AnswersXLSX.as_view(), name="api-export-xlsx"),
    path("exports/annotations.json", exports.Annotations.as_view(), name="api-export-annotations"),
    path("exports/datafeed.json", exports.DataFeed.as_view(), name="api-export-datafeed"),
    path("changes/", changes.ChangeList.as_view(), name="api-change-list"),
    path("schema/", documentation.Schema.as_view(), name="api-schema"),
    path("docs/", documentation.Docs.as_view(), name="api-docs"),
    path("problems/<slug:name>/", documentation.ProblemKind.as_view(), name="api-problem"),
    path("desk/", include(desk)),
    # Without the slash at the end, Django first tries the address with it.
    re_path(r"^(?:[\s\S]*/)\Z", documentation.Unknown.as_view()),
]
