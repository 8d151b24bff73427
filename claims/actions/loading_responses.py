"""Loading the responses of a case: their words, and the stance they take on each point."""

from typing import Any
from uuid import UUID

from claims.actions.loading_rows import link, plain, replaced_before, translate, upsert
from claims.actions.loading_shared import Known
from claims.dossier import schema
from claims.models import (
    Claim,
    Hedge,
    HedgeTranslation,
    Passage,
    PassageTranslation,
    Response,
    ResponseTranslation,
    Stance,
    StanceTranslation,
)


def store_responses(claim: Claim, dossier: schema.Dossier, known: Known) -> None:
    parts = sorted(dossier.responses, key=lambda part: part.replaces is not None)
    earlier = replaced_before(claim, Response)
    upsert(claim, Response, [_response(part, known, earlier.get(part.id)) for part in parts])
    translate(ResponseTranslation, "response", [(part.id, part.translations) for part in parts])
    _passages(dossier)
    stances = [(response, stance) for response in dossier.responses for stance in response.stances]
    upsert(
        claim,
        Stance,
        [
            plain(stance, "id", "stance", "directness")
            | {"response_id": response.id, "point_id": stance.point, "words": stance.words or ""}
            for response, stance in stances
        ],
    )
    translate(StanceTranslation, "stance", [(stance.id, stance.translations) for _response_, stance in stances])
    link(Stance.citations, ((stance.id, stance.citations) for _response_, stance in stances))
    Hedge.objects.filter(stance__in=[stance.id for _response_, stance in stances]).delete()
    hedges = [
        (Hedge(stance_id=stance.id, order=order, citation_id=part.citation, **plain(part, "kind", "words")), part)
        for _response_, stance in stances
        for order, part in enumerate(stance.hedges, start=1)
    ]
    Hedge.objects.bulk_create(row for row, _part in hedges)
    translate(HedgeTranslation, "hedge", [(row.pk, part.translations) for row, part in hedges])


def _response(part: schema.Response, known: Known, replaced: UUID | None) -> dict[str, Any]:
    spokesperson = part.spokesperson or schema.Spokesperson()
    return plain(part, "id", "order", "kind", "made_at", "withdrawn_at") | {
        "party_id": known.party(part.party),
        "spokesperson_name": spokesperson.name or "",
        "spokesperson_role": spokesperson.role or "",
        "spokesperson_party_id": known.party(spokesperson.party),
        "replaces_id": part.replaces or replaced,
        "remark": part.remark or "",
    }


def _passages(dossier: schema.Dossier) -> None:
    """Rows whose words stay are left alone: those of a published response may not even be written again."""
    added: list[Passage] = []
    ids = [UUID(response.id) for response in dossier.responses]
    stored = {(str(row.response_id), row.order): row for row in Passage.objects.filter(response__in=ids)}
    kept: list[tuple[Any, schema.Passage]] = []
    for response in dossier.responses:
        for order, part in enumerate(response.passages, start=1):
            values = plain(part, "form", "text", "language") | {"translated_from": part.translated_from or ""}
            row = stored.pop((response.id, order), None) or Passage(response_id=response.id, order=order)
            is_changed = any(getattr(row, name) != value for name, value in values.items())
            for name, value in values.items():
                setattr(row, name, value)
            if row._state.adding:
                added.append(row)
            elif is_changed:
                row.save()
            kept.append((row.pk, part))
    Passage.objects.bulk_create(added)
    Passage.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    translate(PassageTranslation, "passage", [(pk, part.translations) for pk, part in kept])
    link(Passage.citations, ((pk, part.citations) for pk, part in kept))
