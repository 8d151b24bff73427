"""Addresses of the public pages. English without a prefix, German under /de/."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from claims.pages.presenting.party_lists import KINDS
from claims.pages.views import (
    about,
    cases,
    citing,
    claims,
    directories,
    embeds,
    feeds,
    images,
    lists,
    messages,
    parties,
    preview,
    records,
    revisions,
)

urlpatterns = [
    path("", lists.home, name="home"),
    path("feed/", feeds.site, name="site-feed"),
    path("claims/", claims.claims, name="claim-list"),
    path("claims/<slug:slug>/", cases.claim, name="claim-detail"),
    path("claims/<slug:slug>/revisions/", revisions.revisions, name="claim-revision-list"),
    path("claims/<slug:slug>/revisions/<int:number>/", cases.revision, name="claim-revision"),
    path("claims/<slug:slug>/revisions/<int:number>/changes/", revisions.changes, name="claim-revision-changes"),
    path("claims/<slug:slug>/revisions/<int:number>/cite.bib", citing.bibtex, name="claim-revision-bibtex"),
    path("claims/<slug:slug>/revisions/<int:number>/cite.json", citing.csl, name="claim-revision-csl"),
    path("claims/<slug:slug>/revisions/<int:number>/cite.ris", citing.ris, name="claim-revision-ris"),
    path("claims/<slug:slug>/revisions/<int:number>/card.png", images.card, name="claim-revision-image"),
    path("claims/<slug:slug>/card/", embeds.card, name="claim-card"),
    path("claims/<slug:slug>/feed/", feeds.claim, name="claim-feed"),
    path("claims/<slug:slug>/report/", messages.report, name="claim-report"),
    path("claims/<slug:slug>/reply/", messages.reply, name="claim-reply"),
    path("suggest/", messages.suggest, name="suggest-claim"),
    path("receipts/", messages.receipts, name="receipts"),
    path("claims/<uuid:claim_id>/preview/", preview.preview, name="claim-preview"),
    path("parties/", directories.parties, name="party-list"),
    path("parties/<slug:slug>/", parties.party, name="party-detail"),
    *(
        path(f"parties/<slug:slug>/{name}/", parties.records, {"kind": kind}, name=f"party-{name}")
        for name, kind in KINDS.items()
    ),
    path("parties/<slug:slug>/feed/", feeds.party, name="party-feed"),
    path("sources/<slug:slug>/", records.source, name="source-detail"),
    path("topics/", directories.topics, name="topic-list"),
    path("topics/<slug:slug>/", directories.topic, name="topic-detail"),
    path("topics/<slug:slug>/feed/", feeds.topic, name="topic-feed"),
    path("about/<slug:name>/", about.page, name="about"),
    path("corrections/feed/", feeds.corrections, name="correction-feed"),
    path("corrections/", lists.corrections, name="correction-list"),
]

FOR_THE_DESK = {"claim-preview"}
"""What asks who is there."""

# No page of readers sets a cookie, so none can hold Django's token; forms have their own (claims.pages.messages.gate). What
# is sent to any other page is answered by its own refusal, not by one about a form that was open for too long. Safe only as
# long as none trusts a session: tests/pages/test_nobody_in_particular.py.
for pattern in urlpatterns:
    if pattern.name not in FOR_THE_DESK:
        pattern.callback = csrf_exempt(pattern.callback)
