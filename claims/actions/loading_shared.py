"""Loading parties, sources, topics and scales: found by id, then by an external id or slug that names the same thing.

What is there stays as it is, unless it is to be replaced; what readers know then needs the right to change it.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims.actions.editing import check
from claims.actions.loading_replacing import Replacing
from claims.dossier import schema
from claims.errors import InvalidRecord
from claims.models import (
    Party,
    PartyAlias,
    RatingScale,
    Snapshot,
    Source,
    SourceTranslation,
    Topic,
    TopicTranslation,
)


class Known:
    """Ids of the file → rows of this desk."""

    def __init__(self) -> None:
        self.parties: dict[str, Party] = {}
        self.sources: dict[str, Source] = {}
        self.topics: dict[str, Topic] = {}
        self.snapshots: dict[tuple[str, str], Snapshot] = {}
        self.scales: dict[tuple[str, str, str | None], RatingScale] = {}

    def party(self, identifier: str | None) -> UUID | None:
        return self.parties[identifier].pk if identifier else None


def store(dossier: schema.Dossier, replacing: Replacing) -> Known:
    """Make what is missing. Raises NotPermitted, InvalidRecord."""
    known = Known()
    _parties(dossier.parties, known, replacing)
    _sources(dossier.sources, known, replacing)
    _topics(dossier.topics, known, replacing)
    _scales(dossier.assessments, known)
    return known


def _parties(parties: Iterable[schema.Party], known: Known, replacing: Replacing) -> None:
    ordered, made = list(parties), set()
    for part in ordered:
        row = _same_party(part)
        values = _party_values(part)
        if row is None:
            _refuse_taken_slug(Party, values["slug"], "party")
            row = Party(pk=part.id, **values)
            _insert(row, f"parties[{part.id}]")
            _aliases(row, part)
            made.add(part.id)
        elif _party_differs(row, values, part) and replacing.of(row):
            _overwrite(row, values)
            _aliases(row, part)
        known.parties[part.id] = row
    for part in ordered:
        affiliation = known.party(part.affiliation)
        row = known.parties[part.id]
        if affiliation and row.affiliation_id != affiliation and (part.id in made or replacing.of(row)):
            row.affiliation_id = affiliation
            row.save(update_fields=["affiliation"])


def _same_party(part: schema.Party) -> Party | None:
    row = Party.objects.filter(pk=part.id).first()
    if row is None and part.same_as:
        row = Party.objects.filter(same_as__overlap=part.same_as).first()
    while row is not None and row.merged_into is not None:
        row = row.merged_into
    return row


def _party_values(part: schema.Party) -> dict[str, Any]:
    return {
        "slug": part.slug or f"private-{part.id}",
        "kind": part.kind,
        "name": part.name,
        "short_name": part.short_name or "",
        "same_as": list(part.same_as),
        "is_private": bool(part.private),
        "public_label": part.public_label or "",
        "naming_reason": part.naming_reason or "",
    }


def _party_differs(row: Party, values: dict[str, Any], part: schema.Party) -> bool:
    return _differs(row, values) or {alias.name for alias in row.aliases.all()} != set(part.aliases)


def _aliases(row: Party, part: schema.Party) -> None:
    row.aliases.exclude(name__in=part.aliases).delete()
    for name in part.aliases:
        if not row.aliases.filter(name=name).exists():
            _insert(PartyAlias(party=row, name=name), f"parties[{part.id}].aliases")


def _sources(sources: Iterable[schema.Source], known: Known, replacing: Replacing) -> None:
    ordered = list(sources)
    made = set()
    for part in ordered:
        row = _same_source(part)
        values = _source_values(part, known)
        if row is None:
            _refuse_taken_slug(Source, part.slug, "source")
            row = Source(pk=part.id, **values)
            _insert(row, f"sources[{part.id}]")
            made.add(part.id)
        elif _differs(row, values) and replacing.of(row):
            _overwrite(row, values)
        known.sources[part.id] = row
        _translations(SourceTranslation, "source", row, part.translations, part.id in made, replacing)
        _snapshots(row, part, known)
    for part in ordered:
        row, relayed = known.sources[part.id], {known.sources[each] for each in part.relays}
        if relayed != set(row.relays.all()) and (part.id in made or replacing.of(row)):
            row.relays.set(relayed)


def _same_source(part: schema.Source) -> Source | None:
    row = Source.objects.filter(pk=part.id).first()
    if row is None and part.url:
        row = Source.objects.filter(url=part.url).order_by("created_at").first()
    while row is not None and row.merged_into is not None:
        row = row.merged_into
    return row


def _source_values(part: schema.Source, known: Known) -> dict[str, Any]:
    return {
        "slug": part.slug,
        "kind": part.kind,
        "title": part.title,
        "language": part.language,
        "publisher_id": known.party(part.publisher),
        "authors": list(part.authors),
        "url": part.url or "",
        "published_at": part.published_at,
        "attributed_to": list(part.attributed_to),
        "is_held": part.held,
    }


def _snapshots(row: Source, part: schema.Source, known: Known) -> None:
    for each in part.snapshots:
        known.snapshots[part.id, each.sha256], _made = Snapshot.objects.get_or_create(
            source=row,
            sha256=each.sha256,
            defaults={
                "captured_at": each.captured_at,
                "media_type": each.media_type,
                "size": each.size,
                "archived": list(each.archived),
            },
        )


def _topics(topics: Iterable[schema.Topic], known: Known, replacing: Replacing) -> None:
    for part in topics:
        row = Topic.objects.filter(pk=part.id).first() or Topic.objects.filter(slug=part.slug).first()
        row = row and (row.merged_into or row)
        values = {"slug": part.slug, "name": part.name, "language": part.language}
        is_new = row is None
        if row is None:
            row = Topic(pk=part.id, **values)
            _insert(row, f"topics[{part.id}]")
        elif _differs(row, values) and replacing.of(row):
            _overwrite(row, values)
        _translations(TopicTranslation, "topic", row, part.translations, is_new, replacing)
        known.topics[part.id] = row


def _scales(assessments: Iterable[schema.Assessment], known: Known) -> None:
    for scale in filter(None, (each.scale for each in assessments)):
        known.scales[scale.name, scale.version, scale.owner], _made = RatingScale.objects.get_or_create(
            name=scale.name, version=scale.version, owner_id=known.party(scale.owner)
        )


def _translations(model: Any, owner: str, row: Any, parts: dict[str, Any], is_new: bool, replacing: Replacing) -> None:
    wanted = {tag: part.model_dump(exclude_none=True) for tag, part in parts.items()}
    names = [field.name for field in model._meta.fields if field.name not in ("id", "language", owner)]
    there = {each.language: {name: getattr(each, name) for name in names} for each in row.translations.all()}
    if there == wanted or not (is_new or replacing.of(row)):
        return
    row.translations.all().delete()
    model.objects.bulk_create(model(**{owner: row}, language=tag, **columns) for tag, columns in wanted.items())


def _refuse_taken_slug(model: type[Party] | type[Source], slug: str, kind: str) -> None:
    if taken := model.objects.filter(slug=slug).first():
        message = _("The slug “%(slug)s” is taken by another %(kind)s, “%(name)s”. Give this one another slug.")
        raise InvalidRecord(message % {"slug": slug, "kind": kind, "name": taken}, {"slug": slug})


def _insert(row: Any, path: str) -> None:
    try:
        check(row)
    except InvalidRecord as refused:
        raise InvalidRecord(f"{path}: " + " ".join(refused.fields.values()), refused.fields) from refused
    row.save(force_insert=True)


def _differs(row: Any, values: dict[str, Any]) -> bool:
    return any(
        _comparable(name, getattr(row, name)) != _comparable(name, value)
        for name, value in values.items()
        if name != "slug"
    )


def _comparable(name: str, value: Any) -> Any:
    """The addresses that identify a party are a set; a dossier has them sorted."""
    return sorted(value) if name == "same_as" else value


def _overwrite(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
