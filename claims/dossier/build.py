"""Working rows → dossier, in a constant number of queries whatever the size of the case.

Lists have a defined order: points, responses, events, passages and hedges by their own order; everything else by id.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from claims import models
from claims.dossier import closure, parts, schema
from claims.dossier.stances import StanceRows
from claims.models.record import CaseRecord, CaseRecordQuerySet


class CaseRows:
    """Every row of one case, fetched at once: 40-odd queries, or fewer where a table has no row for the case."""

    def __init__(self, claim_id: UUID, *, with_translations: bool = True) -> None:
        self.with_translations = with_translations
        self.claim = self.related(models.Claim.objects.all(), "translations").get(pk=claim_id)
        self.points = list(self._of(models.Point, "translations", "subjects", "citations"))
        self.responses = list(
            self._of(models.Response, "translations", "passages", "passages__translations", "passages__citations")
        )
        self.stances = StanceRows(claim_id, with_translations=with_translations)
        self.requests = list(self._of(models.Request, "translations", "points", "extensions"))
        self.events = list(self._of(models.Event, "translations", "citations"))
        self.assessments = list(self._of(models.Assessment, "points", "citations").select_related("scale"))
        self.relations = list(self._of(models.Relation))
        self.topics = list(self.related(self.claim.topics.order_by("id"), "translations"))
        self.involved = list(self.related(self.claim.involvements.all(), "translations"))
        self.citations_of_claim = list(self.claim.citations_of_claim.all())
        self.citations = list(self._of(models.Citation).select_related("snapshot").order_by("id"))

    def _of(self, model: type[CaseRecord], *related: str) -> CaseRecordQuerySet:
        rows: CaseRecordQuerySet = self.related(model.objects.standing().filter(claim=self.claim), *related)
        return rows

    def related(self, rows: Any, *related: str) -> Any:
        """With the related rows, fetched at once; translations are left out, without a query, where nobody asked for them."""
        if self.with_translations:
            return rows.prefetch_related(*related)
        return rows.prefetch_related(*(self._emptied(rows.model, path) for path in related))

    def _emptied(self, model: Any, path: str) -> Any:
        if not path.endswith("translations"):
            return path
        for step in path.split("__"):
            model = model._meta.get_field(step).related_model
        return Prefetch(path, model.objects.none())


def build(claim_id: UUID, *, all_words: bool = False, with_translations: bool = True) -> schema.Dossier:
    """The case as its working rows have it now.

    As published, only passages, deciding words and hedges carry words, and private persons their label; ``all_words`` is
    the form of a case file, with every quote, prefix, suffix and name. Without translations it is no dossier to publish,
    and takes a third of the queries less. Raises Claim.DoesNotExist.
    """
    rows = CaseRows(claim_id, with_translations=with_translations)
    claim = rows.claim
    points = [parts.point(row) for row in rows.points]
    responses = [parts.response(row, rows.stances.of(row.pk)) for row in rows.responses]
    points, responses = closure.without_replaced(points), closure.without_replaced(responses)
    requests = [parts.request(row, {point.id for point in points}) for row in rows.requests]
    events = [parts.event(row) for row in rows.events]
    assessments = [parts.assessment(row) for row in rows.assessments]
    standing_ids = {str(row.pk) for row in rows.citations}
    cited = closure.citations_used(rows.citations_of_claim, points, responses, events, assessments) & standing_ids
    worded = closure.citations_with_words(responses)
    citations = [
        parts.citation(row, with_words=all_words or str(row.pk) in worded, with_context=all_words)
        for row in rows.citations
        if all_words or str(row.pk) in cited
    ]
    sources = _sources(rows, citations, all_words)
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
        "topics": [parts.topic(row) for row in rows.topics],
        "citations_of_claim": parts.identifiers(rows.citations_of_claim),
        "translations": parts.translations(
            claim.translations.all(), schema.ClaimTranslation, "title", "statement", "scope_note"
        ),
        "points": points,
        "responses": responses,
        "requests": [request for request in requests if request],
        "unasked": [parts.unasked(row) for row in rows.involved if row.unasked_reason],
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


def _sources(rows: CaseRows, citations: Iterable[schema.Citation], all_words: bool) -> list[schema.Source]:
    ids = closure.sources_reached({UUID(citation.source) for citation in citations})
    taken = {row.snapshot_id for row in rows.citations if row.snapshot_id}
    found: QuerySet[models.Source] = models.Source.objects.filter(pk__in=ids).order_by("pk")
    return [
        parts.source(row, snapshots=None if all_words else taken)
        for row in rows.related(found, "translations", "relays", "snapshots")
    ]


def _parties(document: dict[str, Any], rows: CaseRows, all_words: bool) -> list[schema.Party]:
    named = closure.parties_named(document, [row.scale for row in rows.assessments if row.scale])
    found = (
        models.Party.objects.filter(pk__in=closure.parties_reached(named)).order_by("pk").prefetch_related("aliases")
    )
    return [parts.party(row, with_private_name=all_words) for row in found]
