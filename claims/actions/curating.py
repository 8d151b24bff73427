"""Making a case from an article: each act of the workspace turns selected words into one part of the case.

Everything is written through ``editing``; what an act adds together, stands or falls together, and is one act of the history.
"""

from typing import Any

from claims.actions import creating, editing, evidence, places, provenance, quoting
from claims.actions.quoting import Quote
from claims.fields.moment import Moment
from claims.models import Claim, ClaimParty, Event, Party, Passage, Point, Relation, Request, Response
from claims.vocabulary import CitationRole, PartyKind, PartyRole, PassageForm, RelationType, ResponseKind


@provenance.recorded("claim")
def write_claim(
    *,
    by: Any,
    claim: Claim,
    version: int | None,
    title: str,
    statement: str,
    scope_note: str,
    claimant: str,
    made_at: Moment | None,
    subjects: list[str],
    topics: list[str],
    claimant_kind: str = PartyKind.OUTLET,
    subjects_kind: str = PartyKind.ORGANISATION,
    quoted: Quote | None = None,
) -> Claim:
    """The claim itself, from one form. A case that had no title gets its address from it.

    ``claimant_kind``, ``subjects_kind``: of those whom nobody knows yet.
    """
    was_untitled = claim.title == evidence.UNTITLED
    claim.title, claim.statement, claim.scope_note, claim.made_at = title, statement, scope_note, made_at
    claim.claimant = creating.party_named(by=by, name=claimant, kind=claimant_kind) if claimant else None
    if was_untitled and not claim.is_published and title != evidence.UNTITLED:
        claim.slug = creating.free_slug(Claim, title)
    found = [creating.topic_named(by=by, name=name, language=claim.language) for name in topics]
    editing.save(by=by, record=claim, version=version, links={"topics": found})
    add_parties(by=by, claim=claim, names=subjects, role=PartyRole.SUBJECT, kind=subjects_kind)
    if quoted:
        _words_of_claim(by, claim, quoted)
    return claim


def _words_of_claim(by: Any, claim: Claim, quoted: Quote) -> None:
    """The words in which the source has the claim, in place of a citation without words."""
    bare = claim.citations_of_claim.filter(source=quoted.snapshot.source, exact="", is_removed=False).first()
    voices = [claim.claimant.name] if claim.claimant else []
    citation = quoting.cite(by=by, claim=claim, quoted=quoted, voices=voices)
    evidence.link(by, claim, "citations_of_claim", citation)
    if bare and bare != citation:
        editing.remove(by=by, record=bare)


@provenance.recorded("parties")
def add_parties(
    *, by: Any, claim: Claim, names: list[str], role: str, reason: str = "", kind: str = PartyKind.ORGANISATION
) -> list[Party]:
    """Parties of the case by name, made where nobody knows them yet; those already listed stay as they are."""
    parties = [creating.party_named(by=by, name=name, kind=kind) for name in names]
    listed = set(claim.involvements.values_list("party", flat=True))
    for party in parties:
        if party.pk in listed:
            continue
        listed.add(party.pk)
        row = ClaimParty(claim=claim, party=party, role=role, unasked_reason=reason)
        editing.save(by=by, record=places.last(row))
    return parties


@provenance.recorded("point")
def add_point(*, by: Any, claim: Claim, text: str, quoted: Quote | None = None) -> Point:
    """One assertion, cited to the words it was read from."""
    point = Point(claim=claim, text=text)
    voices = [claim.claimant.name] if claim.claimant else []
    cited = [quoting.cite(by=by, claim=claim, quoted=quoted, voices=voices)] if quoted else []
    editing.save(by=by, record=places.last(point), links={"citations": cited})
    return point


@provenance.recorded("answer")
def add_answer(
    *,
    by: Any,
    claim: Claim,
    party: str,
    made_at: Moment | None,
    party_kind: str = PartyKind.ORGANISATION,
    spokesperson_role: str = "",
    spokesperson_name: str = "",
    kind: str = ResponseKind.STATEMENT,
    remark: str = "",
    translated_from: str = "",
    quoted: Quote | None = None,
) -> Response:
    """An answer with its first passage. ``party_kind``: of a party that nobody knows yet.

    From which language the source translates is remembered for its later quotes.
    """
    answering = creating.party_named(by=by, name=party, kind=party_kind)
    _let_answer(by, claim, answering)
    response = Response(
        claim=claim,
        party=answering,
        kind=kind,
        made_at=made_at,
        spokesperson_role=spokesperson_role,
        spokesperson_name=spokesperson_name,
        remark=remark,
    )
    editing.save(by=by, record=places.last(response))
    if quoted:
        source = quoted.snapshot.source
        if source.quotes_translated_from != translated_from:
            source.quotes_translated_from = translated_from
            editing.save(by=by, record=source)
        add_passage(by=by, response=response, quoted=quoted)
    return response


def _let_answer(by: Any, claim: Claim, party: Party) -> None:
    """Who answers is a party to the case: one that nobody listed yet is named in it from now on."""
    is_known = (
        party.pk == claim.claimant_id
        or claim.involvements.filter(party=party).exists()
        or Request.objects.standing().filter(claim=claim, to=party).exists()
    )
    if not is_known:
        add_parties(by=by, claim=claim, names=[party.name], role=PartyRole.NAMED)


@provenance.recorded("passage")
def add_passage(*, by: Any, response: Response, quoted: Quote, form: str = "") -> Passage:
    """Words of an answer, as direct or reported speech by their quotation marks unless ``form`` says which."""
    form = form or (PassageForm.DIRECT if quoted.is_direct else PassageForm.REPORTED)
    passage = Passage(
        response=response,
        form=form,
        text=quoted.place.exact,
        language=quoted.snapshot.source.language,
        translated_from=quoted.translated_from if form == PassageForm.DIRECT else "",
    )
    cited = quoting.cite(by=by, claim=response.claim, quoted=quoted, voices=[voice_of(response)])
    editing.save(by=by, record=places.last(passage), links={"citations": [cited]})
    return passage


def voice_of(response: Response) -> str:
    return response.spokesperson_name or response.spokesperson_role or response.party.name


@provenance.recorded("event")
def add_event(*, by: Any, claim: Claim, text: str, at: Moment | None, quoted: Quote | None = None) -> Event:
    event = Event(
        claim=claim,
        text=text,
        at=at,
        language=claim.language,
    )
    cited = [quoting.cite(by=by, claim=claim, quoted=quoted, voices=[], role=CitationRole.CONTEXT)] if quoted else []
    editing.save(by=by, record=places.last(event), links={"citations": cited})
    return event


@provenance.recorded("own claim")
def add_own_claim(
    *, by: Any, claim: Claim, response: Response, title: str, statement: str, quoted: Quote | None
) -> Claim:
    """What the respondent asserts itself: a draft of its own, made in response to this claim, with one point."""
    own = Claim(
        slug=creating.free_slug(Claim, title),
        language=claim.language,
        title=title,
        statement=statement,
        claimant=response.party,
        made_at=response.made_at,
    )
    editing.save(by=by, record=own)
    if quoted:
        citation = quoting.cite(by=by, claim=own, quoted=quoted, voices=[voice_of(response)])
        evidence.link(by, own, "citations_of_claim", citation)
    add_point(by=by, claim=own, text=statement, quoted=quoted)
    relation = Relation(claim=own, type=RelationType.MADE_IN_RESPONSE_TO, target=claim)
    editing.save(by=by, record=relation)
    return own
