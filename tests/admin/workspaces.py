"""The workspace in tests: the text of a source, and what the bar under it sends."""

from typing import Any

from django.test import Client
from django.urls import reverse

from claims.models import Claim, Response
from tests.admin.forms import fields_in

TEXT = """7. August 2018, 09:38 Uhr

Der Bericht der «Gazette» sagt, Acme habe Daten gesucht und Daten verkauft.

«Wir fragen nicht aktiv nach Daten, das ist nicht wahr», sagte eine Sprecherin. Man arbeite mit Banken zusammen.
"""

NOBODY = "01a20dc1-0000-7000-8000-000000000000"
"""The id of nothing."""


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


def card(claim: Claim, name: str, key: Any = "new") -> str:
    return reverse("admin:claims_claim_card", args=[claim.pk, name, key])


def opened_card(client: Client, claim: Claim, name: str, key: Any = "new", **query: str) -> Any:
    """The page with the card open."""
    return client.get(url("desk", claim), {"card": f"{name}:{key}", **query})


def card_fields(page: Any) -> dict[str, Any]:
    """What the open card holds, as a browser would send it."""
    assert page.status_code in (200, 422)
    html = page.content.decode()
    start = html.index('<form id="desk-form"')
    return fields_in(html[start : html.index("</form>", start) + 7])


def sent_card(client: Client, claim: Claim, name: str, key: Any = "new", **changes: Any) -> Any:
    """Open the card, change these fields, save."""
    held = card_fields(opened_card(client, claim, name, key))
    return client.post(card(claim, name, key), {**held, **changes})


def errors(page: Any) -> dict[str, Any]:
    """What the open card complains about, by field."""
    assert page.status_code == 422
    return dict(page.context["card"].form.errors)
