"""Dossier → publication: the rows that lists, search and party pages read. They can be made anew from revisions at any time."""

from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from claims import models
from claims.dossier import cards
from claims.dossier.content import instant_text
from claims.dossier.known import known_from
from claims.dossier.schema import Dossier
from claims.standing import StandingStep, standing_steps
from claims.vocabulary import Axis

SEARCHED_CHARACTERS = 300_000  # of a tsvector's one megabyte, with room for positions


def project(revision: models.Revision, dossier: Dossier) -> models.Publication:
    """Make ``revision`` the current one of its claim. ``dossier`` carries its revision stamp, which moments count from."""
    columns = {
        "revision": revision,
        "slug": dossier.slug,
        "language": dossier.language,
        "title": dossier.title,
        "card": _card(revision, dossier),
        "claimant_id": dossier.claimant and UUID(dossier.claimant),
        "known_from": known_from(dossier),
        "published_at": revision.published_at,
        "search_text": _capped(cards.search_texts(dossier)),
    }
    publication, _created = models.Publication.objects.update_or_create(
        claim_id=revision.claim_id,
        defaults=columns,
        create_defaults={**columns, "first_published_at": revision.published_at},
    )
    _replace_rows(publication, dossier)
    return publication


def _card(revision: models.Revision, dossier: Dossier) -> dict[str, Any]:
    published = {
        "number": revision.number,
        "kind": revision.kind,
        "published_at": instant_text(revision.published_at),
    }
    return {**cards.claim_card(dossier), "revision": published}


def _capped(texts: list[dict[str, str]]) -> list[dict[str, str]]:
    kept, left = [], SEARCHED_CHARACTERS
    for text in texts:
        if (left := left - len(text["text"])) < 0:
            break
        kept.append(text)
    return kept


def _replace_rows(publication: models.Publication, dossier: Dossier) -> None:
    for model in (
        models.StandingStep,
        models.PublishedParty,
        models.PublishedStance,
        models.PublishedSource,
        models.PublishedTopic,
        models.PublishedRelation,
        models.PublishedAssessment,
    ):
        model.objects.filter(publication=publication).delete()
    steps = standing_steps(dossier)
    rows: list[Any] = [_step(publication, Axis.NOW, step) for step in steps.now]
    rows += [_step(publication, Axis.AS_OF, step) for step in steps.as_of]
    models.StandingStep.objects.bulk_create(rows)
    models.PublishedParty.objects.bulk_create(_parties(publication, dossier))
    models.PublishedStance.objects.bulk_create(_stances(publication, dossier))
    models.PublishedSource.objects.bulk_create(
        models.PublishedSource(
            publication=publication, source_id=source.id, slug=source.slug, card=cards.source_card(dossier, source)
        )
        for source in dossier.sources
    )
    models.PublishedTopic.objects.bulk_create(
        models.PublishedTopic(publication=publication, slug=topic.slug, card=topic.model_dump(exclude_none=True))
        for topic in dossier.topics
    )
    models.PublishedAssessment.objects.bulk_create(
        models.PublishedAssessment(
            publication=publication,
            site=cards.site_of(assessment.url),
            language=assessment.language.partition("-")[0],
            newest_at=cards.newest(dossier.made_at, assessment.made_at),
        )
        for assessment in dossier.assessments
    )
    models.PublishedRelation.objects.bulk_create(
        models.PublishedRelation(publication=publication, type=relation.type, target_id=relation.target)
        for relation in dossier.relations
    )


def _step(publication: models.Publication, axis: Axis, step: StandingStep) -> models.StandingStep:
    return models.StandingStep(
        publication=publication,
        axis=axis,
        period=DateTimeTZRange(step.start, step.end, "[)"),
        status=step.standing.status,
        coverage=step.standing.coverage.as_json(),
        answers=step.standing.tally.as_json(),
    )


def _parties(publication: models.Publication, dossier: Dossier) -> list[models.PublishedParty]:
    roles = cards.roles_of_parties(dossier)
    stances: dict[str, set[str]] = {}
    for response in dossier.responses:
        stances.setdefault(response.party, set()).update(str(stance.stance) for stance in response.stances)
    return [
        models.PublishedParty(
            publication=publication,
            party_id=party.id,
            slug="" if party.private else party.slug or "",
            roles=roles.get(party.id, []),
            stances=sorted(stances.get(party.id, ())),
            card=cards.party_card(dossier, party),
        )
        for party in dossier.parties
    ]


def _stances(publication: models.Publication, dossier: Dossier) -> list[models.PublishedStance]:
    distinct = {
        (response.party, stance.stance, stance.directness)
        for response in dossier.responses
        for stance in response.stances
    }
    return [
        models.PublishedStance(publication=publication, party_id=party, stance=stance, directness=directness)
        for party, stance, directness in sorted(distinct)
    ]
