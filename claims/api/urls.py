"""Addresses of the API below ``/api/v1/``."""

from django.urls import include, path, re_path

from claims.api import documentation
from claims.api.public import (
    assessments,
    changes,
    claims,
    events,
    exports,
    formats,
    parties,
    party_figures,
    points,
    responses,
    revisions,
    site_revisions,
    sources,
    topics,
)

PUBLISHED = [
    path("points/", points.PointList.as_view(), name="api-point-list"),
    path("points/<uuid:key>/", points.PointDetail.as_view(), name="api-point-detail"),
    path("responses/", responses.ResponseList.as_view(), name="api-response-list"),
    path("responses/<uuid:key>/", responses.ResponseDetail.as_view(), name="api-response-detail"),
    path("events/", events.EventList.as_view(), name="api-event-list"),
    path("events/<uuid:key>/", events.EventDetail.as_view(), name="api-event-detail"),
    path("assessments/", assessments.AssessmentList.as_view(), name="api-assessment-list"),
    path("assessments/<uuid:key>/", assessments.AssessmentDetail.as_view(), name="api-assessment-detail"),
    path("parties/", parties.PartyList.as_view(), name="api-party-list"),
    path("parties/<slug:key>/", parties.PartyDetail.as_view(), name="api-party-detail"),
    path("parties/<slug:key>/figures/", party_figures.PartyFiguresDetail.as_view(), name="api-party-figures"),
    path("sources/", sources.SourceList.as_view(), name="api-source-list"),
    path("sources/<slug:key>/", sources.SourceDetail.as_view(), name="api-source-detail"),
    path("topics/", topics.TopicList.as_view(), name="api-topic-list"),
    path("topics/<slug:key>/", topics.TopicDetail.as_view(), name="api-topic-detail"),
    path("revisions/", site_revisions.SiteRevisionList.as_view(), name="api-site-revision-list"),
]
"""Lists over all cases, beside that of claims."""

urlpatterns = [
    path("", documentation.Root.as_view(), name="api-root"),
    path("claims/", claims.ClaimList.as_view(), name="api-claim-list"),
    path("claims/<slug:key>/", claims.ClaimDetail.as_view(), name="api-claim-detail"),
    path("claims/<slug:key>/revisions/", revisions.RevisionList.as_view(), name="api-revision-list"),
    path("claims/<slug:key>/revisions/<int:number>/", revisions.RevisionDetail.as_view(), name="api-revision-detail"),
    path(
        "claims/<slug:key>/revisions/<int:number>/proof/", revisions.RevisionProof.as_view(), name="api-revision-proof"
    ),
    *PUBLISHED,
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
    path("desk/", include("claims.api.desk.urls")),
    # Without the slash at the end, Django first tries the address with it.
    re_path(r"^(?:[\s\S]*/)\Z", documentation.Unknown.as_view()),
]
