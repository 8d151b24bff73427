"""One row → one part of a dossier. Functions of rows whose relations were fetched before: none of them asks the database."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from claims import models
from claims.dossier import schema
from claims.dossier.translated import Translations


def identifier(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def identifiers(rows: Iterable[Any]) -> list[str]:
    return sorted(str(row.pk) for row in rows)


def topic(row: models.Topic, texts: Translations) -> schema.Topic:
    return schema.Topic(
        id=str(row.pk),
        slug=row.slug,
        name=row.name,
        language=row.language,
        translations=texts.of("topic", row.pk, schema.NameTranslation, "name"),
    )


def point(row: models.Point, texts: Translations) -> schema.Point:
    return schema.Point(
        id=str(row.pk),
        order=row.order,
        text=row.text,
        translations=texts.of("point", row.pk, schema.TextTranslation, "text"),
        subjects=identifiers(row.subjects.all()),
        made_at=row.made_at,
        replaces=identifier(row.replaces_id),
        citations=identifiers(row.citations.all()),
    )


def response(row: models.Response, stances: list[schema.Stance], texts: Translations) -> schema.Response:
    spokesperson = schema.Spokesperson(
        name=row.spokesperson_name or None,
        role=row.spokesperson_role or None,
        party=identifier(row.spokesperson_party_id),
    )
    return schema.Response(
        id=str(row.pk),
        order=row.order,
        party=str(row.party_id),
        kind=row.kind,
        spokesperson=spokesperson if spokesperson.model_dump(exclude_none=True) else None,
        made_at=row.made_at,
        withdrawn_at=row.withdrawn_at,
        replaces=identifier(row.replaces_id),
        remark=row.remark or None,
        translations=texts.of("response", row.pk, schema.RemarkTranslation, "remark"),
        passages=[passage(each, texts) for each in row.passages.all()],
        stances=stances,
    )


def passage(row: models.Passage, texts: Translations) -> schema.Passage:
    return schema.Passage(
        form=row.form,
        text=row.text,
        language=row.language,
        translated_from=row.translated_from or None,
        translations=texts.of("passage", row.pk, schema.TextTranslation, "text"),
        citations=identifiers(row.citations.all()),
    )


def request(row: models.Request, standing_points: set[str], texts: Translations) -> schema.Request | None:
    """None where all the points it named were removed since: without points it would seem to ask about all."""
    named = [str(each.pk) for each in sorted(row.points.all(), key=lambda each: each.order)]
    kept = [each for each in named if each in standing_points]
    if named and not kept:
        return None
    return schema.Request(
        id=str(row.pk),
        to=str(row.to_id),
        points=kept,
        channel=row.channel,
        questions=row.questions,
        language=row.language,
        translations=texts.of("request", row.pk, schema.TextTranslation, "text"),
        sent_at=row.sent_at,
        deadline=row.deadline,
        extensions=[schema.Extension(granted_at=each.granted_at, until=each.until) for each in row.extensions.all()],
        outcome=row.outcome or None,
        outcome_at=row.outcome_at,
        response=identifier(row.response_id),
    )


def unasked(row: models.ClaimParty, texts: Translations) -> schema.Unasked:
    return schema.Unasked(
        party=str(row.party_id),
        reason=row.unasked_reason,
        translations=texts.of("involvement", row.pk, schema.ReasonTranslation, "reason"),
    )


def party(row: models.Party, *, with_private_name: bool) -> schema.Party:
    """A private person carries no name, slug or alias of its own, unless a reason to name it is recorded."""
    hidden = row.is_private and not row.naming_reason and not with_private_name
    return schema.Party(
        id=str(row.pk),
        slug=None if hidden else row.slug,
        kind=row.kind,
        name=row.public_label if hidden else row.name,
        short_name=None if hidden else row.short_name or None,
        aliases=[] if hidden else sorted(alias.name for alias in row.aliases.all()),
        affiliation=identifier(row.affiliation_id),
        same_as=[] if hidden else sorted(row.same_as),
        private=row.is_private or None,
        public_label=row.public_label or None,
        naming_reason=row.naming_reason or None,
    )


def source(row: models.Source, texts: Translations, *, snapshots: set[int] | None) -> schema.Source:
    """``snapshots``: the rows to show; None for all of them."""
    shown = [each for each in row.snapshots.all() if snapshots is None or each.pk in snapshots]
    return schema.Source(
        id=str(row.pk),
        slug=row.slug,
        kind=row.kind,
        title=row.title,
        language=row.language,
        translations=texts.of("source", row.pk, schema.TitleTranslation, "title"),
        publisher=identifier(row.publisher_id),
        authors=row.authors,
        url=row.url or None,
        published_at=row.published_at,
        relays=identifiers(row.relays.all()),
        attributed_to=row.attributed_to,
        held=row.is_held,
        snapshots=[
            schema.Snapshot(
                sha256=each.sha256,
                captured_at=each.captured_at,
                media_type=each.media_type,
                size=each.size,
                archived=each.archived,
            )
            for each in shown
        ],
    )


def citation(row: models.Citation, *, with_words: bool, with_context: bool) -> schema.Citation:
    """The quote's words only where the case publishes them anyway; what stands around them only in a case file."""
    position = None
    if row.snapshot is not None and row.start is not None and row.end is not None:
        position = schema.Position(start=row.start, end=row.end, snapshot=row.snapshot.sha256)
    quote = schema.Quote(
        exact=(row.exact or None) if with_words else None,
        prefix=(row.prefix or None) if with_context else None,
        suffix=(row.suffix or None) if with_context else None,
        language=row.language or None,
        translated_from=row.translated_from or None,
        position=position,
    )
    return schema.Citation(
        id=str(row.pk),
        source=str(row.source_id),
        role=row.role,
        quote=quote if quote.model_dump(exclude_none=True) else None,
        voices=row.voices,
        locator=row.locator or None,
        anchor=row.anchor,
    )


def event(row: models.Event, texts: Translations) -> schema.Event:
    return schema.Event(
        id=str(row.pk),
        order=row.order,
        at=row.at,
        text=row.text,
        language=row.language,
        translations=texts.of("event", row.pk, schema.TextTranslation, "text"),
        citations=identifiers(row.citations.all()),
    )


def _rating(row: models.Assessment) -> schema.Rating | None:
    if not row.rating_value:
        return None
    return schema.Rating(value=row.rating_value, best=row.rating_best, worst=row.rating_worst or None)


def assessment(row: models.Assessment) -> schema.Assessment:
    scale = row.scale
    return schema.Assessment(
        id=str(row.pk),
        author=identifier(row.author_id),
        label=row.label,
        rating=_rating(row),
        scale=scale and schema.Scale(name=scale.name, version=scale.version, owner=identifier(scale.owner_id)),
        language=row.language,
        points=identifiers(each for each in row.points.all() if not each.is_removed),
        reasons=row.reasons or None,
        made_at=row.made_at,
        url=row.url or None,
        citations=identifiers(row.citations.all()),
    )
