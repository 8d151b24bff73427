"""Dossier → publication: the rows that lists, search and party pages read. They can be made anew from revisions at any time."""

from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from claims import models
from claims.actions import publication_answers, publication_citations
from claims.dossier import cards
from claims.dossier.content import instant_text
from claims.dossier.known import known_from
from claims.dossier.part_cards import PartCards, bounds
from claims.dossier.schema import Dossier
from claims.standing import StandingStep, standing_steps
from claims.vocabulary import Axis

_ROWS: tuple[Any, ...] = (
    models.StandingStep,
    models.PublishedParty,
    models.PublishedSource,
    models.PublishedTopic,
    models.PublishedRelation,
    models.PublishedAnswer,
    models.PublishedRequest,
    models.PublishedCitation,
    models.PublishedPoint,
    models.PublishedResponse,
    models.PublishedStance,
    models.PublishedEvent,
    models.PublishedAssessment,
)
"""What hangs on a publication; the answers before the points they are about."""


def project(revision: models.Revision, dossier: Dossier) -> models.Publication:
    """Make ``revision`` the current one of its claim. ``dossier`` carries its revision stamp, which moments count from."""
    columns = {
        "revision": revision,
        "slug": dossier.slug,
        "language": dossier.language,
        "title": dossier.title,
        "card": _card(revision, dossier),
        "claimant_id": dossier.claimant and UUID(dossier.claimant),
        **bounds(dossier.made_at),
        "known_from": known_from(dossier),
        "published_at": revision.published_at,
        "is_redacted": False,
        "answers": cards.answers(dossier),
        "search_text": cards.search_texts(dossier),
    }
    publication, is_new = models.Publication.objects.update_or_create(
        claim_id=revision.claim_id,
        defaults=columns,
        create_defaults={**columns, "first_published_at": revision.published_at},
    )
    if not is_new:
        _forget(publication)
    _write_rows(publication, dossier)
    _write_parts(publication, PartCards(dossier))
    publication_answers.write(publication, dossier)
    publication_citations.write(publication, dossier)
    return publication


def blank(publication: models.Publication) -> None:
    """Take all that it shows of its dossier from it; its address, revision and dates stay, for what stands in its place."""
    models.Publication.objects.filter(pk=publication.pk).update(
        title="",
        card={},
        search_text=[],
        claimant_id=None,
        made_start=None,
        made_end=None,
        known_from=None,
        is_redacted=True,
    )
    _forget(publication)


def _card(revision: models.Revision, dossier: Dossier) -> dict[str, Any]:
    published = {
        "number": revision.number,
        "kind": revision.kind,
        "published_at": instant_text(revision.published_at),
    }
    return {**cards.claim_card(dossier), "revision": published}


def _forget(publication: models.Publication) -> None:
    for model in _ROWS:
        model.objects.filter(publication=publication).delete()


def _write_rows(publication: models.Publication, dossier: Dossier) -> None:
    steps = standing_steps(dossier)
    rows: list[Any] = [_step(publication, Axis.NOW, step) for step in steps.now]
    rows += [_step(publication, Axis.AS_OF, step) for step in steps.as_of]
    models.StandingStep.objects.bulk_create(rows)
    models.PublishedParty.objects.bulk_create(_parties(publication, dossier))
    models.PublishedSource.objects.bulk_create(
        models.PublishedSource(
            publication=publication,
            source_id=source.id,
            slug=source.slug,
            domain=cards.domain_of(source.url),
            card=cards.source_card(dossier, source),
        )
        for source in dossier.sources
    )
    models.PublishedTopic.objects.bulk_create(
        models.PublishedTopic(
            publication=publication, topic_id=topic.id, slug=topic.slug, card=topic.model_dump(exclude_none=True)
        )
        for topic in dossier.topics
    )
    models.PublishedRelation.objects.bulk_create(
        models.PublishedRelation(publication=publication, type=relation.type, target_id=relation.target)
        for relation in dossier.relations
    )


def _write_parts(publication: models.Publication, parts: PartCards) -> None:
    rows: dict[Any, Any] = {
        models.PublishedPoint: parts.points(),
        models.PublishedResponse: parts.responses(),
        models.PublishedStance: parts.stances(),
        models.PublishedEvent: parts.events(),
        models.PublishedAssessment: parts.assessments(),
    }
    for model, columns in rows.items():
        model.objects.bulk_create([model(publication=publication, **row) for row in columns], batch_size=2000)


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
