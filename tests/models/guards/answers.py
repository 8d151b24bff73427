"""Who may answer, and with which stance."""

from typing import Any

from claims.models import Request, Response, Stance
from tests.factories import (
    ClaimFactory,
    ClaimPartyFactory,
    PartyFactory,
    RequestFactory,
    ResponseFactory,
    StanceFactory,
    make_case,
)
from tests.models.guards import Guard, Row, change, delete
from tests.models.refusals import check_deferred_rules

BY_STRANGER = "claims_response_by_party_to_the_case"
MISFIT = "claims_stance_fits_its_party"
BY_ANOTHER = "claims_request_answered_by_whom_it_asked"


def settled(row: Row) -> Row:
    """What was made so far keeps the rules; only the attempt is to be judged."""
    check_deferred_rules()
    return row


def removed_stranger() -> Response:
    response: Response = ResponseFactory(party=PartyFactory(), is_removed=True)
    return settled(response)


def answer_of_the_asked() -> Response:
    """By a party that is in the case only because it was asked."""
    claim, asked = ClaimFactory(), PartyFactory()
    RequestFactory(claim=claim, to=asked)
    response: Response = ResponseFactory(claim=claim, party=asked)
    return settled(response)


def removed_denial_by_claimant() -> Stance:
    claim = ClaimFactory()
    stance: Stance = StanceFactory(response=ResponseFactory(claim=claim, party=claim.claimant), is_removed=True)
    return settled(stance)


def two_answers() -> list[Any]:
    """A denial by the subject, and a response of the claimant without stance."""
    claim = make_case()
    return [claim.stances.get(), settled(ResponseFactory(claim=claim, party=claim.claimant))]


def answered_request() -> list[Any]:
    """A request that its party answered, and the answer of another party."""
    claim = make_case()
    response = claim.responses.get()
    request = RequestFactory(claim=claim, to=response.party, response=response, outcome="answered")
    other = ResponseFactory(claim=claim, party=ClaimPartyFactory(claim=claim).party)
    return settled([request, other])


def wrongly_answered(response: Response, is_removed: bool = False) -> Request:
    asked = ClaimPartyFactory(claim=response.claim).party
    request: Request = RequestFactory(
        claim=response.claim, to=asked, response=response, outcome="answered", is_removed=is_removed
    )
    return request


def response_of_claimant() -> Response:
    claim = ClaimFactory()
    response: Response = ResponseFactory(claim=claim, party=claim.claimant)
    return settled(response)


def guard(table: str, constraint: str, what: str, arrange: Any, act: Any) -> Guard:
    return Guard(f"claims_{table}", "claims_case_checked", constraint, what, arrange, act)


GUARDS = [
    guard("response", BY_STRANGER, "by a stranger", PartyFactory, lambda party: ResponseFactory(party=party)),
    guard("response", BY_STRANGER, "handed to a stranger", lambda: settled(ResponseFactory()),
          lambda row: change(row, party_id=PartyFactory().pk)),
    guard("response", BY_STRANGER, "of a stranger, brought back", removed_stranger,
          lambda row: change(row, is_removed=False)),
    guard("response", MISFIT, "handed to the claimant", lambda: settled(StanceFactory().response),
          lambda row: change(row, party_id=row.claim.claimant_id)),
    guard("request", BY_STRANGER, "deleted under an answer", answer_of_the_asked,
          lambda row: delete(row.claim.requests.get())),
    guard("request", BY_STRANGER, "removed under an answer", answer_of_the_asked,
          lambda row: change(row.claim.requests.get(), is_removed=True)),
    guard("request", BY_STRANGER, "made to another, under an answer", answer_of_the_asked,
          lambda row: change(row.claim.requests.get(), to_id=PartyFactory().pk)),
    guard("request", BY_ANOTHER, "answered by another from the start", ResponseFactory, wrongly_answered),
    guard("request", BY_ANOTHER, "answered by another", answered_request,
          lambda rows: change(rows[0], response_id=rows[1].pk)),
    guard("request", BY_ANOTHER, "answered by another, brought back", lambda: settled(wrongly_answered(ResponseFactory(), is_removed=True)),
         
          lambda row: change(row, is_removed=False)),
    guard("response", BY_ANOTHER, "handed to another than was asked", answered_request,
          lambda rows: change(rows[0].response, party_id=rows[1].party_id)),
    guard("claimparty", BY_STRANGER, "deleted under an answer", lambda: settled(ResponseFactory()),
          lambda row: delete(row.claim.involvements.get())),
    guard("claimparty", BY_STRANGER, "changed under an answer", lambda: settled(ResponseFactory()),
          lambda row: change(row.claim.involvements.get(), party_id=PartyFactory().pk)),
    guard("claim", BY_STRANGER, "other claimant than the one who answered",
          lambda: settled([claim := ClaimFactory(), ResponseFactory(claim=claim, party=claim.claimant)]),
          lambda rows: change(rows[0], claimant_id=PartyFactory().pk)),
    guard("claim", MISFIT, "claimant who denied it", lambda: settled(make_case()),
          lambda claim: change(claim, claimant_id=claim.responses.get().party_id)),
    *(
        guard("stance", MISFIT, f"claimant {word}", response_of_claimant,
              lambda response, word=word: StanceFactory(response=response, stance=word))
        for word in ("denies", "qualifies", "confirms", "declines")
    ),
    *(
        guard("stance", MISFIT, f"respondent {word}", lambda: settled(ResponseFactory()),
              lambda response, word=word: StanceFactory(response=response, stance=word))
        for word in ("stands_by", "corrects", "retracts", "disowns")
    ),
    guard("stance", MISFIT, "changed into a retraction", lambda: settled(StanceFactory()),
          lambda row: change(row, stance="retracts")),
    guard("stance", MISFIT, "moved to the claimant's response", two_answers,
          lambda rows: change(rows[0], response_id=rows[1].pk)),
    guard("stance", MISFIT, "of the claimant, brought back", removed_denial_by_claimant,
          lambda row: change(row, is_removed=False)),
]  # fmt: skip
