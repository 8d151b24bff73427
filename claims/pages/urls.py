"""Addresses of the public pages. English without a prefix, German under /de/."""

from django.urls import path

from claims.pages.views import about, cases, claims, directories, embeds, feeds, lists, preview, records

urlpatterns = [
    path("", lists.home, name="home"),
    path("feed/", feeds.site, name="site-feed"),
    path("claims/", claims.claims, name="claim-list"),
    path("claims/<slug:slug>/", cases.claim, name="claim-detail"),
    path("claims/<slug:slug>/revisions/<int:number>/", cases.revision, name="claim-revision"),
    path("claims/<slug:slug>/card/", embeds.card, name="claim-card"),
    path("claims/<slug:slug>/feed/", feeds.claim, name="claim-feed"),
    path("claims/<uuid:claim_id>/preview/", preview.preview, name="claim-preview"),
    path("parties/", directories.parties, name="party-list"),
    path("parties/<slug:slug>/", records.party, name="party-detail"),
    path("parties/<slug:slug>/feed/", feeds.party, name="party-feed"),
    path("sources/<slug:slug>/", records.source, name="source-detail"),
    path("topics/", directories.topics, name="topic-list"),
    path("topics/<slug:slug>/", directories.topic, name="topic-detail"),
    path("topics/<slug:slug>/feed/", feeds.topic, name="topic-feed"),
    path("about/<slug:name>/", about.page, name="about"),
    path("corrections/feed/", feeds.corrections, name="correction-feed"),
    path("corrections/", lists.corrections, name="correction-list"),
]
