"""Addresses of the API below ``/api/v1/``."""

from django.urls import include, path, re_path

from claims.api import documentation
from claims.api.public import changes, claims, revisions

urlpatterns = [
    path("", documentation.Root.as_view(), name="api-root"),
    path("claims/", claims.ClaimList.as_view(), name="api-claim-list"),
    path("claims/<slug:key>/", claims.ClaimDetail.as_view(), name="api-claim-detail"),
    path("claims/<slug:key>/revisions/", revisions.RevisionList.as_view(), name="api-revision-list"),
    path("claims/<slug:key>/revisions/<int:number>/", revisions.RevisionDetail.as_view(), name="api-revision-detail"),
    path(
        "claims/<slug:key>/revisions/<int:number>/proof/", revisions.RevisionProof.as_view(), name="api-revision-proof"
    ),
    path("changes/", changes.ChangeList.as_view(), name="api-change-list"),
    path("schema/", documentation.Schema.as_view(), name="api-schema"),
    path("docs/", documentation.Docs.as_view(), name="api-docs"),
    path("problems/<slug:name>/", documentation.ProblemKind.as_view(), name="api-problem"),
    path("desk/", include("claims.api.desk.urls")),
    # Without the slash at the end, Django first tries the address with it.
    re_path(r"^(?:[\s\S]*/)\Z", documentation.Unknown.as_view()),
]
