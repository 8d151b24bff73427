"""Many publications at once, past the record's triggers: what lists and search read is as publishing would make it; the
revisions behind it have no documents."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from claims.dossier import cards
from claims.dossier.part_cards import bounds
from claims.dossier.schema import Dossier
from claims.models import (
    Claim,
    Party,
    Publication,
    PublishedParty,
    PublishedSource,
    PublishedTopic,
    Revision,
    StandingStep,
)
from claims.standing import standing_steps

FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""The first is published then, each one minute after the one before."""


def publish_at_once(dossiers: Iterable[Dossier], *, by: Any) -> list[Publication]:
    """Within the transaction of a test: the triggers that it goes past stay off to its end."""
    given = list(dossiers)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
        for table in ("claim", "revision", "publication"):
            cursor.execute(f"ALTER TABLE claims_{table} DISABLE TRIGGER USER")
        for trigger in ("claims_search", "claims_words"):
            cursor.execute(f"ALTER TABLE claims_publication ENABLE TRIGGER {trigger}")
    first = (Revision.objects.order_by("-position").values_list("position", flat=True).first() or 0) + 1
    claims = Claim.objects.bulk_create(
        Claim(id=each.id, slug=each.slug, language=each.language, title=each.title, statement=each.statement)
        for each in given
    )
    revisions = Revision.objects.bulk_create(_revision(claim, first + n, by) for n, claim in enumerate(claims))
    publications = [_publication(revision, each) for revision, each in zip(revisions, given, strict=True)]
    Publication.objects.bulk_create(publications, batch_size=200)
    parties = {party.id: party for dossier in given for party in dossier.parties}
    Party.objects.bulk_create(
        Party(id=each.id, slug=each.slug or "", kind=each.kind, name=each.name) for each in parties.values()
    )
    pairs = list(zip(publications, given, strict=True))
    StandingStep.objects.bulk_create(step for pair in pairs for step in _steps(*pair))
    PublishedParty.objects.bulk_create(party for pair in pairs for party in _parties(*pair))
    PublishedSource.objects.bulk_create(source for pair in pairs for source in _sources(*pair))
    PublishedTopic.objects.bulk_create(topic for pair in pairs for topic in _topics(*pair))
    return publications


def _revision(claim: Claim, position: int, by: Any) -> Revision:
    return Revision(
        claim=claim, position=position, number=1, kind="first", published_at=FROM + timedelta(minutes=position), actor=by,
        is_reviewed=False, content_hash="0" * 64, hash=sha256(str(position).encode()).hexdigest(),
    )  # fmt: skip


def _publication(revision: Revision, dossier: Dossier) -> Publication:
    return Publication(
        claim_id=UUID(dossier.id),
        revision=revision,
        slug=dossier.slug,
        language=dossier.language,
        title=dossier.title,
        card=cards.claim_card(dossier),
        claimant_id=dossier.claimant and UUID(dossier.claimant),
        **bounds(dossier.made_at),
        answers=cards.answers(dossier),
        first_published_at=revision.published_at,
        published_at=revision.published_at,
        search_text=cards.search_texts(dossier),
    )


def _steps(publication: Publication, dossier: Dossier) -> list[StandingStep]:
    return [
        StandingStep(
            publication=publication,
            axis="now",
            period=DateTimeTZRange(step.start, step.end, "[)"),
            status=step.standing.status,
            coverage=step.standing.coverage.as_json(),
            answers=step.standing.tally.as_json(),
        )
        for step in standing_steps(dossier).now
    ]


def _parties(publication: Publication, dossier: Dossier) -> list[PublishedParty]:
    roles = cards.roles_of_parties(dossier)
    return [
        PublishedParty(
            publication=publication,
            party_id=party.id,
            slug="" if party.private else party.slug or "",
            roles=roles.get(party.id, []),
            stances=[],
            card=cards.party_card(dossier, party),
        )
        for party in dossier.parties
    ]


def _sources(publication: Publication, dossier: Dossier) -> list[PublishedSource]:
    return [
        PublishedSource(
            publication=publication,
            source_id=source.id,
            slug=source.slug,
            domain=cards.domain_of(source.url),
            card=cards.source_card(dossier, source),
        )
        for source in dossier.sources
    ]


def _topics(publication: Publication, dossier: Dossier) -> list[PublishedTopic]:
    return [
        PublishedTopic(
            publication=publication, topic_id=topic.id, slug=topic.slug, card=topic.model_dump(exclude_none=True)
        )
        for topic in dossier.topics
    ]
