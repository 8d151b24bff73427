"""Who has no answer on record: the parties concerned that never spoke, by what is known of the reason."""

from dataclasses import dataclass

from claims.dossier import schema
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.parties import PartyName
from claims.pages.presenting.texts import Text, shown
from claims.standing import ClaimStanding
from claims.vocabulary import StandingWord


@dataclass(frozen=True, slots=True)
class Silent:
    """Parties without an answer on record that share one reason for not having been asked (None where asked)."""

    parties: list[PartyName]
    reason: Text | None = None
    requested: str = ""
    has_deadline: bool = False


def silent(index: CaseIndex, standing: ClaimStanding) -> list[Silent]:
    dossier = index.dossier
    spoken = {response.party for response in dossier.responses} | {dossier.claimant}
    asked = {request.to for request in dossier.requests}
    reasons = {unasked.party: unasked for unasked in dossier.unasked}
    groups: dict[tuple[str, bool, str], list[str]] = {}
    for party in dict.fromkeys([*dossier.subjects, *dossier.named, *asked, *reasons]):
        if party in spoken or party not in index.parties:
            continue
        reason = reasons[party].reason if party in reasons and party not in asked else ""
        groups.setdefault((*_requested(standing, party), reason), []).append(party)
    return [
        Silent(
            [index.parties[party] for party in parties],
            _reason(index, reasons[parties[0]]) if reason else None,
            requested,
            has_deadline,
        )
        for (requested, has_deadline, reason), parties in groups.items()
    ]


def _reason(index: CaseIndex, unasked: schema.Unasked) -> Text:
    return shown(unasked.reason, index.dossier.language, unasked.translations, "reason")


def _requested(standing: ClaimStanding, party: str) -> tuple[str, bool]:
    """Awaiting or no_response where the party was asked and its request is open, and whether there is a deadline."""
    for answer in standing.tally.answers:
        if answer.party == party and (answer.awaiting or answer.no_response):
            return (StandingWord.AWAITING if answer.awaiting else StandingWord.NO_RESPONSE), bool(answer.deadline)
    return "", False
