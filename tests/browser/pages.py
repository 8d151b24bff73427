"""One address of each kind of page that a reader can meet, and the cases that it takes."""

from tests.browser.arabic import SLUG

CLAIM = "/claims/facebook-bank-data/"
WITHDRAWN = "/claims/facebook-bank-data-use/"
CORRECTED = "/claims/facebook-opt-in/"
ARABIC = f"/claims/{SLUG}/"

KINDS = {
    "home": "/",
    "claim-list": "/claims/",
    "claim-list found": "/claims/?q=bank&standing=partly_denied",
    "claim-list empty": "/claims/?q=nobody+ever+said+this",
    "claim-list refused": "/claims/?standing=true",
    "claim-detail": CLAIM,
    "claim-detail as of": f"{CLAIM}?as_of=2018-08-06",
    "claim-detail unanswered": CORRECTED,
    "claim-detail arabic": ARABIC,
    "claim-detail withdrawn": WITHDRAWN,
    "claim-revision-list": f"{CLAIM}revisions/",
    "claim-revision": f"{CLAIM}revisions/1/",
    "claim-revision superseded": f"{WITHDRAWN}revisions/1/",
    "claim-revision-changes": f"{CORRECTED}revisions/2/changes/",
    "claim-card": f"{CLAIM}card/",
    "party-list": "/parties/",
    "party-detail": "/parties/facebook/",
    "party-claims": "/parties/facebook/claims/",
    "party-points": "/parties/facebook/points/",
    "party-denials": "/parties/facebook/denials/",
    "party-requests": "/parties/facebook/requests/",
    "party-answers": "/parties/facebook/answers/",
    "source-detail": "/sources/german-report-2018-08-07/",
    "topic-list": "/topics/",
    "topic-detail": "/topics/banking/",
    "claim-list suggesting": "/claims/?q=facebok&standing=denied",
    "correction-list": "/corrections/",
    "about": "/about/method/",
    "claim-reply": f"{CLAIM}reply/",
    "receipts": "/receipts/?number=7KQM-24XR-9BWT",
    "nowhere": "/nowhere/",
}
"""By the name of the address, and a word where one name has several states."""

NOT_PAGES = {
    *("site-feed", "claim-feed", "party-feed", "topic-feed", "correction-feed"),
    *("claim-revision-bibtex", "claim-revision-csl", "claim-revision-ris", "claim-revision-image"),
}
"""Addresses that answer with something else."""
ALIKE = {"claim-report", "suggest-claim"}
"""Addresses of the same page as another, with fewer fields."""
DESK = {"claim-preview"}
"""Pages that only the desk sees: tests/browser/test_desk_accessibility.py, tests/pages/test_preview.py."""
