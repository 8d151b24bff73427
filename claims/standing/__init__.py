"""The standing of a claim and of its points: who answered what, computed and never typed.

Pure functions of a dossier, without database or clock. They show who answered what; they find nothing true or untrue.

Decisions where the design leaves room:

- A point that another one replaces stays a point. It is ``corrected`` by the claimant's stance on it, not by being
  replaced; without that stance it stands as it is answered.
- Only express stances count, also for ``declines`` and for the claimant. Stances in words that are not the party's to
  use (a denial by the claimant, a retraction by somebody else) count for nothing.
- A replaced response counts until its replacement is known; a withdrawn one until it was withdrawn. Both stay answers:
  who ever answered is never shown as somebody who did not.
- A request that was answered, declined, undeliverable or withdrawn is no longer open; a declined request is not yet a
  ``declines`` on any point. A request without a deadline that can be placed in time never passes.
- A claim without points is ``unanswered``, with coverage 0.
"""

from claims.standing.asked import AskedParty, asked_parties
from claims.standing.evaluation import standing_of
from claims.standing.party_points import Denial, PartyPoint, party_points
from claims.standing.results import Answer, ClaimantMoves, ClaimStanding, Coverage, PartyPosition, PointStanding, Tally
from claims.standing.stamping import with_standing
from claims.standing.steps import StandingStep, Steps, next_change, standing_steps

__all__ = [
    "Answer",
    "AskedParty",
    "ClaimStanding",
    "ClaimantMoves",
    "Coverage",
    "Denial",
    "PartyPoint",
    "PartyPosition",
    "PointStanding",
    "StandingStep",
    "Steps",
    "Tally",
    "asked_parties",
    "next_change",
    "party_points",
    "standing_of",
    "standing_steps",
    "with_standing",
]
