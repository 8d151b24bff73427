"""Working rows → dossier, in a constant number of queries whatever the size of the case.

Lists have a defined order: points, responses, events, passages and hedges by their own order; everything else by id.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from claims import models
from claims.dossier import closure, parts, schema
from claims.dossier.stances import StanceRows
from claims.dossier.translated import Translations
from claims.models.record import CaseRecord, CaseRecordQuerySet


class CaseRows:
    """Every row of one case, fetched at once: 30-odd queries, or fewer where a table has no row for the case."""

    def __init__(self, claim_id: UUID, texts: Translations) -> None:
        self.claim = models.Claim.objects.get(pk=claim_id)
        self.points = list(self._of(models.Point).prefetch_related("subjects", "citations"))
        self.responses = list(self._of(models.Response).prefetch_related("passages", "passages__citations"))
        self.stances = StanceRows(claim_id, texts)
        self.requests = list(self._of(models.Request).prefetch_related("points", "extensions"))
        self.events = list(self._of(models.Event).prefetch_related("citations"))
        assessments = self._of(models.Assessment).select_related("scale")
        self.assessments = list(assessments.prefetch_related("points", "citations"))
        self.relations = list(self._of(models.Relation))
        self.topics = list(self.claim.topics.order_by("id"))
        self.involved = list(self.claim.involvements.all())
        self.citations_of_claim = list(self.claim.citations_of_claim.all())
        self.citations = list(self._of(models.Citation).select_related("snapshot").order_by("id"))

    def _of(self, model: type[CaseRecord]) -> CaseRecordQuerySet:
        rows: CaseRecordQuerySet = model.objects.standing().filter(claim=self.claim)
        return rows


def build(claim_id: UUID, *, all_words: bool = False, with_translations: bool = True) -> schema.Dossier:
    """The case as its working rows have it now.

    As published, only passages, deciding words and hedges carry words, and private persons their label; ``all_words`` is
    the form of a case file, with every quote, prefix, suffix and name. Without translations it is no dossier to publish,
    and takes two queries less. Raises Claim.DoesNotExist.
    """
    texts = Translations()
    rows = CaseRows(claim_id, texts)
    if with_translations:
        texts.read_case(claim_id)
    claim = rows.claim
    points = [parts.point(row, texts) for row in rows.points]
    responses = [parts.response(row, rows.stances.of(row.pk), texts) for row in rows.responses]
    points, responses = closure.without_replaced(points), closure.without_replaced(responses)
    requests = [parts.request(row, {point.id for point in points}, texts) for row in rows.requests]
    events = [parts.event(row, texts) for row in rows.events]
    assessments = [parts.assessment(row) for row in rows.assessments]
    standing_ids = {str(row.pk) for row in rows.citations}
    cited = closure.citations_used(rows.citations_of_claim, points, responses, events, assessments) & standing_ids
    worded = closure.citations_with_words(responses)
    citations = [
        parts.citation(row, with_words=all_words or str(row.pk) in worded, with_context=all_words)
        for row in rows.citations
        if all_words or str(row.pk) in cited
    ]
    ids = closure.sources_reached({UUID(citation.source) for citation in citations})
    if with_translations:
        texts.read_sources(ids)
    sources = _sources(rows, ids, all_words, texts)
    document: dict[str, Any] = {
        "id": str(claim.pk),
        "slug": claim.slug,
        "language": claim.language,
        "title": claim.title,
        "statement": claim.statement,
        "scope_note": claim.scope_note or None,
        "claimant": parts.identifier(claim.claimant_id),
        "subjects": [str(row.party_id) for row in rows.involved if row.role == "subject"],
        "named": [str(row.party_id) for row in rows.involved if row.role == "named"],
        "made_at": claim.made_at,
        "topics": [parts.topic(row, texts) for row in rows.topics],
        "citations_of_claim": parts.identifiers(rows.citations_of_claim),
        "translations": texts.of("claim", claim.pk, schema.ClaimTranslation, "title", "statement", "scope_note"),
        "points": points,
        "responses": responses,
        "requests": [request for request in requests if request],
        "unasked": [parts.unasked(row, texts) for row in rows.involved if row.unasked_reason],
        "citations": citations,
        "sources": sources,
        "events": events,
        "assessments": assessments,
        # Without the target's slug: it may change without this case changing, so readers' surfaces look it up.
        "relations": [schema.Relation(type=row.type, target=str(row.target_id)) for row in rows.relations],
        "licence": models.DeskSettings.objects.values_list("licence", flat=True).first() or None,
    }
    document = closure.without_citations(document, {str(row.pk) for row in rows.citations})
    document["parties"] = _parties(document, rows, all_words)
    return schema.Dossier.model_validate(document)


def _sources(rows: CaseRows, ids: Iterable[UUID], all_words: bool, texts: Translations) -> list[schema.Source]:
    taken = {row.snapshot_id for row in rows.citations if row.snapshot_id}
    found = models.Source.objects.filter(pk__in=ids).order_by("pk").prefetch_related("relays", "snapshots")
    return [parts.source(row, texts, snapshots=None if all_words else taken) for row in found]


def _parties(document: dict[str, Any], rows: CaseRows, all_words: bool) -> list[schema.Party]:
    named = closure.parties_named(document, [row.scale for row in rows.assessments if row.scale])
    found = (
        models.Party.objects.filter(pk__in=closure.parties_reached(named)).order_by("pk").prefetch_related("aliases")
    )
    return [parts.party(row, with_private_name=all_words) for row in found]
