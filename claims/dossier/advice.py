"""What an editor should look at before publishing. Allowed, never silent."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from claims.dossier.schema import Dossier
from claims.fields.moment import Moment, start_of

TITLE_AIM = 75


@dataclass(frozen=True)
class Advice:
    """One thing to look at: the path in the dossier, and a sentence."""

    path: str
    message: str


def advice(dossier: Dossier) -> list[Advice]:
    found = []
    if len(dossier.title) > TITLE_AIM:
        message = _("The title has %(length)d characters; aim for fewer than %(aim)d.")
        found.append(Advice("title", message % {"length": len(dossier.title), "aim": TITLE_AIM}))
    made = _start(dossier.made_at)
    for index, response in enumerate(dossier.responses):
        answered = response.made_at and response.made_at.end
        if made and answered and answered < made:
            message = _("Response %(order)d is dated before the claim. Is the date right?")
            found.append(Advice(f"responses[{index}].made_at", message % {"order": response.order}))
    for party in dossier.parties:
        if party.id in unheard_parties(dossier) - set(dossier.subjects):
            message = _("%(party)s has neither a response nor a request, and no reason is given why nobody asked.")
            found.append(Advice("unasked", message % {"party": party.name}))
        if party.private and party.naming_reason:
            message = _("A private person is named: %(party)s. Is the recorded reason still good?")
            found.append(Advice("parties", message % {"party": party.name}))
    return found


def _start(moment: Moment | None) -> datetime | None:
    """When it may have begun: an answer of the 20th is not dated before a claim of the same month."""
    began = moment and (moment.not_before or moment.value)
    return start_of(began) if began else None


def unheard_parties(dossier: Dossier) -> set[str]:
    """Subjects and named parties with neither response, request nor a reason; the claimant is never one of them."""
    heard = {response.party for response in dossier.responses} | {request.to for request in dossier.requests}
    explained = {each.party for each in dossier.unasked}
    return {*dossier.subjects, *dossier.named} - heard - explained - {dossier.claimant or ""}
