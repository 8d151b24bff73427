"""Addresses of the public pages. English without a prefix, German under /de/."""

from django.urls import path

from claims.pages.views import about, cases, embeds, feeds, lists, messages, preview, records

urlpatterns = [
    path("", lists.home, name="home"),
    path("feed/", feeds.site, name="site-feed"),
    path("claims/", lists.claims, name="claim-list"),
    path("claims/<slug:slug>/", cases.claim, name="claim-detail"),
    path("claims/<slug:slug>/revisions/<int:number>/", cases.revision, name="claim-revision"),
    path("claims/<slug:slug>/card/", embeds.card, name="claim-card"),
    path("claims/<slug:slug>/feed/", feeds.claim, name="claim-feed"),
    path("claims/<slug:slug>/report/", messages.report, name="claim-report"),
    path("claims/<slug:slug>/reply/", messages.reply, name="claim-reply"),
    path("suggest/", messages.suggest, name="suggest-claim"),
    path("receipts/", messages.receipts, name="receipts"),
    path("claims/<uuid:claim_id>/preview/", preview.preview, name="claim-preview"),
    path("parties/", lists.parties, name="party-list"),
    path("parties/<slug:slug>/", records.party, name="party-detail"),
    path("parties/<slug:slug>/feed/", feeds.party, name="party-feed"),
    path("sources/<slug:slug>/", records.source, name="source-detail"),
    path("topics/<slug:slug>/", records.topic, name="topic-detail"),
    path("topics/<slug:slug>/feed/", feeds.topic, name="topic-feed"),
    path("about/<slug:name>/", about.page, name="about"),
    path("corrections/feed/", feeds.corrections, name="correction-feed"),
    path("corrections/", lists.corrections, name="correction-list"),
]
