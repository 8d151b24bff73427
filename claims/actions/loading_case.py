"""Loading the parts of one case, in bulk: the number of statements does not grow with the case."""

from typing import Any

from django.utils.translation import gettext as _

from claims.actions.loading_responses import store_responses
from claims.actions.loading_rows import clear_left, link, plain, replaced_before, translate, upsert
from claims.actions.loading_shared import Known
from claims.dossier import schema
from claims.errors import InvalidRecord
from claims.models import (
    Assessment,
    Citation,
    Claim,
    ClaimParty,
    ClaimPartyTranslation,
    ClaimTranslation,
    Event,
    EventTranslation,
    Point,
    PointTranslation,
    Relation,
    Request,
    RequestExtension,
    RequestTranslation,
)
from claims.vocabulary import PartyRole


def store(dossier: schema.Dossier, known: Known, *, by: Any) -> Claim:
    claim = _claim(dossier, known, by)
    _involved(claim, dossier, known)
    upsert(claim, Citation, [_citation(part, known) for part in dossier.citations])
    _points(claim, dossier, known)
    store_responses(claim, dossier, known)
    _requests(claim, dossier, known)
    _events(claim, dossier)
    _assessments(claim, dossier, known)
    relations = [{"type": part.type, "target_id": part.target} for part in dossier.relations]
    _replace_relations(claim, relations)
    claim.citations_of_claim.set(Citation.objects.filter(pk__in=dossier.citations_of_claim))
    claim.topics.set(known.topics[topic.id] for topic in dossier.topics)
    clear_left(claim)
    return claim


def _claim(dossier: schema.Dossier, known: Known, by: Any) -> Claim:
    if taken := Claim.objects.filter(slug=dossier.slug).exclude(pk=dossier.id).first():
        message = _("slug: “%(slug)s” is taken by another claim, “%(title)s”. Give this one another slug.")
        raise InvalidRecord(message % {"slug": dossier.slug, "title": taken.title}, {"slug": dossier.slug})
    values = {
        "slug": dossier.slug,
        "language": dossier.language,
        "title": dossier.title,
        "statement": dossier.statement,
        "scope_note": dossier.scope_note or "",
        "claimant_id": known.party(dossier.claimant),
        "made_at": dossier.made_at,
    }
    claim = Claim.objects.filter(pk=dossier.id).first()
    if claim is None:
        claim = Claim.objects.create(pk=dossier.id, created_by=by, **values)
    elif any(_stored(claim, name) != _stored(claim, name, value) for name, value in values.items()):
        for name, value in values.items():
            setattr(claim, name, value)
        claim.version += 1
        claim.save()
    translate(ClaimTranslation, "claim", [(claim.pk, dossier.translations)])
    return claim


def _stored(claim: Claim, name: str, *value: Any) -> Any:
    """The claim's own value of a column, or ``value`` in the type of the column."""
    column: Any = claim._meta.get_field(name)
    return column.to_python(*value or [getattr(claim, name)])


def _involved(claim: Claim, dossier: schema.Dossier, known: Known) -> None:
    reasons = {part.party: part for part in dossier.unasked}
    roles = [(each, PartyRole.SUBJECT) for each in dossier.subjects] + [
        (each, PartyRole.NAMED) for each in dossier.named
    ]
    claim.involvements.all().delete()
    rows = ClaimParty.objects.bulk_create(
        ClaimParty(
            claim=claim,
            party=known.parties[party],
            role=role,
            order=order,
            unasked_reason=reasons[party].reason if party in reasons else "",
        )
        for order, (party, role) in enumerate(roles, start=1)
    )
    translated = [
        (row.pk, reasons[party].translations)
        for row, (party, _role) in zip(rows, roles, strict=True)
        if party in reasons
    ]
    translate(ClaimPartyTranslation, "involvement", translated)


def _citation(part: schema.Citation, known: Known) -> dict[str, Any]:
    quote = part.quote or schema.Quote()
    position = quote.position
    return {
        "id": part.id,
        "source_id": known.sources[part.source].pk,
        "role": part.role,
        "exact": quote.exact or "",
        "prefix": quote.prefix or "",
        "suffix": quote.suffix or "",
        "language": quote.language or "",
        "translated_from": quote.translated_from or "",
        "start": position.start if position else None,
        "end": position.end if position else None,
        "snapshot_id": known.snapshots[part.source, position.snapshot].pk if position else None,
        "voices": list(part.voices),
        "locator": part.locator or "",
        "anchor": part.anchor,
    }


def _points(claim: Claim, dossier: schema.Dossier, known: Known) -> None:
    fields = ("id", "order", "text", "made_at")
    earlier = replaced_before(claim, Point)
    # A replaced point comes before the one that replaces it.
    parts = sorted(dossier.points, key=lambda part: part.replaces is not None)
    upsert(
        claim, Point, [plain(part, *fields) | {"replaces_id": part.replaces or earlier.get(part.id)} for part in parts]
    )
    translate(PointTranslation, "point", [(part.id, part.translations) for part in dossier.points])
    link(Point.citations, ((part.id, part.citations) for part in dossier.points))
    link(Point.subjects, ((part.id, [known.parties[each].pk for each in part.subjects]) for part in dossier.points))


def _requests(claim: Claim, dossier: schema.Dossier, known: Known) -> None:
    fields = ("id", "channel", "questions", "language", "sent_at", "deadline", "outcome_at")
    upsert(
        claim,
        Request,
        [
            plain(part, *fields)
            | {"to_id": known.party(part.to), "outcome": part.outcome or "", "response_id": part.response}
            for part in dossier.requests
        ],
    )
    translate(RequestTranslation, "request", [(part.id, part.translations) for part in dossier.requests])
    link(Request.points, ((part.id, part.points) for part in dossier.requests))
    RequestExtension.objects.filter(request__in=[part.id for part in dossier.requests]).delete()
    RequestExtension.objects.bulk_create(
        RequestExtension(request_id=part.id, granted_at=each.granted_at, until=each.until)
        for part in dossier.requests
        for each in part.extensions
    )


def _events(claim: Claim, dossier: schema.Dossier) -> None:
    upsert(claim, Event, [plain(part, "id", "order", "at", "text", "language") for part in dossier.events])
    translate(EventTranslation, "event", [(part.id, part.translations) for part in dossier.events])
    link(Event.citations, ((part.id, part.citations) for part in dossier.events))


def _assessments(claim: Claim, dossier: schema.Dossier, known: Known) -> None:
    upsert(
        claim,
        Assessment,
        [
            plain(part, "id", "label", "language", "made_at")
            | {
                "author_id": known.party(part.author),
                "scale": known.scales[part.scale.name, part.scale.version, part.scale.owner] if part.scale else None,
                "reasons": part.reasons or "",
                "url": part.url or "",
                "rating_value": part.rating.value if part.rating else "",
                "rating_best": part.rating.best if part.rating else "",
                "rating_worst": (part.rating.worst or "") if part.rating else "",
            }
            for part in dossier.assessments
        ],
    )
    link(Assessment.points, ((part.id, part.points) for part in dossier.assessments))
    link(Assessment.citations, ((part.id, part.citations) for part in dossier.assessments))


def _replace_relations(claim: Claim, wanted: list[dict[str, Any]]) -> None:
    """Relations have no id in a file: what they say is what they are."""
    stored = {(row.type, str(row.target_id)): row.pk for row in Relation.objects.filter(claim=claim)}
    rows = [{"id": stored.get((each["type"], each["target_id"])) or Relation().pk, **each} for each in wanted]
    upsert(claim, Relation, rows)
