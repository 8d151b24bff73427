"""What lists need of a dossier without reading it: the card of the claim, the texts for search, who is in it how."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import HttpUrl, ValidationError

from claims.dossier.canonical import hash_of_original
from claims.dossier.schema import Dossier, Party, Passage, Response, Source, Stance
from claims.fields.moment import Moment, precision_of, start_of
from claims.vocabulary import Directness, StanceWord

SEARCHED_CHARACTERS = 300_000  # of a tsvector's one megabyte, with room for positions
_TELLING = [StanceWord.DENIES, StanceWord.QUALIFIES, StanceWord.CONFIRMS, StanceWord.DECLINES]


def claim_card(dossier: Dossier) -> dict[str, Any]:
    """``title``, ``statement``, claimant, subjects, the names a standing's sentence needs, and the leading answer."""
    parties = {party.id: party for party in dossier.parties}
    speaking = {response.party for response in dossier.responses} | {request.to for request in dossier.requests}
    named = speaking | {*dossier.subjects, *dossier.named} | ({dossier.claimant} if dossier.claimant else set())
    card: dict[str, Any] = {
        "title": dossier.title,
        "statement": dossier.statement,
        "language": dossier.language,
        "translations": {tag: text.model_dump(exclude_none=True) for tag, text in dossier.translations.items()},
        "stale": stale_translations(dossier),
        "points": len(dossier.points),
        "subjects": [name_card(parties[each]) for each in dossier.subjects],
        "parties": {each: name_card(parties[each]) for each in sorted(named)},
        "topics": [topic.model_dump(exclude_none=True) for topic in dossier.topics],
    }
    if dossier.claimant:
        card["claimant"] = name_card(parties[dossier.claimant])
    if dossier.made_at:
        card["made_at"] = dossier.made_at.model_dump(exclude_none=True)
    if answer := leading_answer(dossier):
        card["answer"] = _answer_card(*answer)
    return card


def stale_translations(dossier: Dossier) -> list[str]:
    """The languages whose translation of the claim was made from other words than those that stand there now."""
    original = {"title": dossier.title, "statement": dossier.statement, "scope_note": dossier.scope_note}
    now = hash_of_original(original)
    return [tag for tag, translation in dossier.translations.items() if translation.of != now]


def name_card(party: Party) -> dict[str, Any]:
    """A private person has no page, so none is linked."""
    if party.private:
        return {"id": party.id, "name": party.name, "private": True}
    return party.model_dump(include={"id", "slug", "kind", "name", "short_name"}, exclude_none=True)


def leading_answer(dossier: Dossier) -> tuple[Response, Passage, Stance] | None:
    """The words to show first: of the latest response with the most telling express stance, its deciding passage.

    Only what its party still says to a point: nothing withdrawn, nothing entered by mistake, nothing told otherwise since.
    """
    latest: dict[tuple[str, str], tuple[Response, Stance]] = {}
    mistaken = {response.replaces for response in dossier.responses}
    for response in sorted(dossier.responses, key=lambda each: each.order):
        if response.withdrawn_at or response.id in mistaken:
            continue
        for stance in response.stances:
            place = (response.party, stance.point)
            says_more = stance.stance != StanceWord.DECLINES or place not in latest
            if stance.directness == Directness.EXPRESS and stance.stance in _TELLING and says_more:
                latest[place] = (response, stance)
    found = [
        (_TELLING.index(StanceWord(stance.stance)), -response.order, response, stance)
        for response, stance in latest.values()
        if response.passages
    ]
    if not found:
        return None
    _, _, response, stance = min(found, key=lambda each: (each[0], each[1], each[3].id))
    return response, deciding_passage(response, stance), stance


def deciding_passage(response: Response, stance: Stance) -> Passage:
    """The passage that holds the deciding words, else one cited for the stance, else the first."""
    for passage in response.passages:
        if stance.words and stance.words in passage.text:
            return passage
    for passage in response.passages:
        if set(stance.citations) & set(passage.citations):
            return passage
    return response.passages[0]


def _answer_card(response: Response, passage: Passage, stance: Stance) -> dict[str, Any]:
    card = {
        "party": response.party,
        "words": passage.text,
        "language": passage.language,
        "form": passage.form,
        "translated_from": passage.translated_from,
        "translations": {tag: text.model_dump() for tag, text in passage.translations.items()},
        "hedges": [
            {"words": hedge.words, "translations": {tag: each.words for tag, each in hedge.translations.items()}}
            for hedge in stance.hedges
        ],
        "made_at": response.made_at.model_dump(exclude_none=True) if response.made_at else None,
    }
    return {name: value for name, value in card.items() if value is not None}


def roles_of_parties(dossier: Dossier) -> dict[str, list[str]]:
    """Party id → PARTS_OF_PARTIES it has in the case."""
    roles: defaultdict[str, set[str]] = defaultdict(set)
    if dossier.claimant:
        roles[dossier.claimant].add("claimant")
    for name, role in (("subjects", "subject"), ("named", "named")):
        for party in getattr(dossier, name):
            roles[party].add(role)
    for response in dossier.responses:
        roles[response.party].add("responder")
    for request in dossier.requests:
        roles[request.to].add("asked")
    for source in dossier.sources:
        if source.publisher:
            roles[source.publisher].add("publisher")
    for assessment in dossier.assessments:
        if assessment.author:
            roles[assessment.author].add("assessor")
    return {party: sorted(each) for party, each in roles.items()}


def answers(dossier: Dossier) -> int:
    """How often somebody answered, other than the claimant."""
    return sum(response.party != dossier.claimant for response in dossier.responses)


def party_card(dossier: Dossier, party: Party) -> dict[str, Any]:
    card = party.model_dump(mode="json", exclude_none=True)
    card.pop("naming_reason", None)
    affiliation = next((each.name for each in dossier.parties if each.id == party.affiliation), None)
    return {**card, "affiliation_name": affiliation} if affiliation else card


def source_card(dossier: Dossier, source: Source) -> dict[str, Any]:
    card = source.model_dump(mode="json", exclude_none=True)
    publisher = next((each.name for each in dossier.parties if each.id == source.publisher), None)
    return {**card, "publisher_name": publisher} if publisher else card


def domain_of(url: str | None) -> str:
    """The host of an address, in small letters and without ``www.``; empty where there is none."""
    try:
        return (HttpUrl(url or "").host or "").removeprefix("www.")
    except ValidationError:
        return ""


def newest(*moments: Moment | None) -> datetime | None:
    """The latest of those that are known to the day; of a day, its beginning."""
    known = [at for at in map(day_of, moments) if at]
    return max(known, default=None)


def day_of(moment: Moment | None) -> datetime | None:
    """The beginning of the day or the minute; None where only the month is known, or less."""
    if moment is None or moment.value is None or precision_of(moment.value) not in ("minute", "day"):
        return None
    return start_of(moment.value)


def search_texts(dossier: Dossier) -> list[dict[str, str]]:
    """Texts with what they are, language and weight: A title, B statement and names, C points and answers, D the rest.

    The first ones, as many as an index holds.
    """
    kept, left = [], SEARCHED_CHARACTERS
    for field, tag, weight, text in _texts(dossier):
        if text and text.strip():
            if (left := left - len(text)) < 0:
                break
            kept.append({"field": field, "language": tag, "weight": weight, "text": text})
    return kept


def _texts(dossier: Dossier) -> Iterator[tuple[str, str, str, str | None]]:
    own = dossier.language
    yield "title", own, "A", dossier.title
    yield "statement", own, "B", dossier.statement
    yield "scope_note", own, "D", dossier.scope_note
    for tag, claim in dossier.translations.items():
        yield "title", tag, "A", claim.title
        yield "statement", tag, "B", claim.statement
    for party in dossier.parties:
        if party.private:  # no search hit, named or not
            continue
        yield "party", "simple", "B", party.name
        for alias in party.aliases:
            yield "alias", "simple", "C", alias
    for topic in dossier.topics:
        yield "topic", topic.language, "C", topic.name
        yield from (("topic", tag, "C", each.name) for tag, each in topic.translations.items())
    for point in dossier.points:
        yield "point", own, "C", point.text
        yield from (("point", tag, "C", each.text) for tag, each in point.translations.items())
    for response in dossier.responses:
        for passage in response.passages:
            yield "passage", passage.language, "C", passage.text
            yield from (("passage", tag, "C", each.text) for tag, each in passage.translations.items())
    for event in dossier.events:
        yield "event", event.language, "D", event.text
        yield from (("event", tag, "D", each.text) for tag, each in event.translations.items())
