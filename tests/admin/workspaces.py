"""The workspace in tests: the text of a source, and what the bar under it sends."""

from typing import Any

from django.test import Client
from django.urls import reverse

from claims.models import Claim, Response

TEXT = """7. August 2018, 09:38 Uhr

Der Bericht der «Gazette» sagt, Acme habe Daten gesucht und Daten verkauft.

«Wir fragen nicht aktiv nach Daten, das ist nicht wahr», sagte eine Sprecherin. Man arbeite mit Banken zusammen.
"""


def url(name: str, claim: Claim, *kind: str) -> str:
    return reverse(f"admin:claims_claim_{name}", args=[claim.pk, *kind])


def words(claim: Claim, picked: str, **more: Any) -> dict[str, Any]:
    """What the bar under the text sends."""
    snapshot = claim.citations.get().source.snapshots.get() if claim.citations.count() == 1 else None
    snapshot = snapshot or claim.citations.exclude(source__snapshots=None).first().source.snapshots.get()  # type: ignore[union-attr]
    start = TEXT.find(picked)
    place = {"start": start, "end": start + len(picked)} if start >= 0 and TEXT.count(picked) == 1 else {}
    return {"snapshot": snapshot.pk, "picked": picked, **place, **more}


def answered(desk: Client, claim: Claim) -> Response:
    data = words(claim, "Wir fragen nicht aktiv nach Daten, das ist nicht wahr", party="Acme", kind="statement")
    assert desk.post(url("make", claim, "answer"), data).status_code == 302
    return Response.objects.get(claim=claim)
