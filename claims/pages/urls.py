"""Addresses of the public pages. English without a prefix, German under /de/."""

from django.urls import path

from claims.pages.presenting.party_lists import KINDS
from claims.pages.views import cases, embeds, feeds, lists, parties, preview, records

urlpatterns = [
    path("", lists.home, name="home"),
    path("feed/", feeds.site, name="site-feed"),
    path("claims/", lists.claims, name="claim-list"),
    path("claims/<slug:slug>/", cases.claim, name="claim-detail"),
    path("claims/<slug:slug>/revisions/<int:number>/", cases.revision, name="claim-revision"),
    path("claims/<slug:slug>/card/", embeds.card, name="claim-card"),
    path("claims/<slug:slug>/feed/", feeds.claim, name="claim-feed"),
    path("claims/<uuid:claim_id>/preview/", preview.preview, name="claim-preview"),
    path("parties/", lists.parties, name="party-list"),
    path("parties/<slug:slug>/", parties.party, name="party-detail"),
    *(
        path(f"parties/<slug:slug>/{name}/", parties.records, {"kind": kind}, name=f"party-{name}")
        for name, kind in KINDS.items()
    ),
    path("parties/<slug:slug>/feed/", feeds.party, name="party-feed"),
    path("sources/<slug:slug>/", records.source, name="source-detail"),
    path("topics/<slug:slug>/", records.topic, name="topic-detail"),
    path("topics/<slug:slug>/feed/", feeds.topic, name="topic-feed"),
    path("corrections/feed/", feeds.corrections, name="correction-feed"),
    path("corrections/", lists.corrections, name="correction-list"),
]
