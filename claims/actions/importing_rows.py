"""An item → the rows of a case, as a draft: claim, one point with its own sentence, citations, assessments.

The claim and its point are cited to where the claim appeared, or else to the review, which relays it. A document that a
review cites is cited for the assessment, as context.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from claims.actions.import_items import Document, Item, Notice, Review, fingerprint, key_of
from claims.actions.import_slugs import give_slugs
from claims.actions.importing_shared import Shared
from claims.errors import InvalidRecord
from claims.models import Assessment, Citation, Claim, Edit, ExternalId, Point
from claims.vocabulary import CitationRole

LONGEST_TITLE = 150
EDIT = "imported"


@dataclass
class Rows:
    """The new rows of a chunk, apart from shared records; links as pairs of a case's row and what it is linked to."""

    claims: list[Claim] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    external_ids: list[ExternalId] = field(default_factory=list)
    links: dict[Any, list[tuple[Any, Any]]] = field(default_factory=dict)

    def link(self, relation: Any, record: Any, others: Iterable[Any]) -> None:
        self.links.setdefault(relation, []).extend((record, other) for other in others)

    def add(self, others: "Rows") -> None:
        for name in ("claims", "points", "citations", "assessments", "external_ids"):
            getattr(self, name).extend(getattr(others, name))
        for relation, pairs in others.links.items():
            self.links.setdefault(relation, []).extend(pairs)

    def store(self, *, by: Any, what: str) -> None:
        """A dozen statements, however many rows."""
        give_slugs(Claim, [(claim, claim.title) for claim in self.claims])
        Claim.objects.bulk_create(self.claims)
        Point._base_manager.bulk_create(self.points)
        Citation._base_manager.bulk_create(self.citations)
        Assessment._base_manager.bulk_create(self.assessments)
        for relation, pairs in self.links.items():
            one, other = relation.field.m2m_column_name(), relation.field.m2m_reverse_name()
            relation.through._base_manager.bulk_create(
                relation.through(**{one: record.pk, other: linked.pk}) for record, linked in pairs
            )
        ExternalId.objects.bulk_create(self.external_ids)
        Edit.objects.bulk_create(Edit(claim=claim, by=by, what=what) for claim in self.claims)


def rows_of(item: Item, shared: Shared, *, by: Any) -> tuple[Rows, list[Notice]]:
    """The rows of one case, not stored yet. Raises InvalidRecord; then nothing of it is left in ``shared``."""
    mark, rows, notices = shared.mark(), Rows(), list[Notice]()
    try:
        _fill(rows, notices, item, shared, by)
        for record in (*shared.made_since(mark), *rows.claims, *rows.points, *rows.citations, *rows.assessments):
            _check(record)
    except InvalidRecord:
        shared.take_back(mark)
        raise
    return rows, notices


def _fill(rows: Rows, notices: list[Notice], item: Item, shared: Shared, by: Any) -> None:
    claim = Claim(
        language=item.language,
        title=title_of(item.sentence),
        statement=item.sentence,
        claimant=_party(item.claimant, "claimant", notices, shared),
        made_at=item.made_at,
        created_by=by,
    )
    point = Point(claim=claim, order=1, text=item.sentence)
    rows.claims.append(claim)
    rows.points.append(point)
    cite = _Citing(claim, rows, shared)
    seen = [cite.document(mention.document, mention.role, mention.voices) for mention in item.mentions]
    relayed = [_assessment(review, item, cite, notices) for review in item.reviews]
    carrying = seen or [each for each in relayed if each is not None]
    if not carrying:
        raise InvalidRecord(
            _("Nothing shows where the claim was made."), {"url": _("Neither it nor a review has an address.")}
        )
    rows.link(Claim.citations_of_claim, claim, carrying)
    rows.link(Point.citations, point, carrying)
    rows.link(Claim.topics, claim, [shared.topic(topic) for topic in dict.fromkeys(item.topics)])
    content = fingerprint(item)
    rows.external_ids += [
        ExternalId(claim=claim, system=item.system, value=value, key=key_of(value), content=content)
        for value in item.ids
    ]


class _Citing:
    """Makes the citations of one case: one for each source and role, whatever it is cited for."""

    def __init__(self, claim: Claim, rows: Rows, shared: Shared) -> None:
        self.claim, self.rows, self.shared = claim, rows, shared
        self._made: dict[tuple[Any, str], Citation] = {}

    def document(self, document: Document, role: str, voices: tuple[str, ...] = ()) -> Citation:
        source = self.shared.source(document)
        if (known := self._made.get((source.pk, role))) is not None:
            return known
        citation = Citation(claim=self.claim, source=source, role=role, voices=list(voices))
        self._made.setdefault((source.pk, role), citation)
        self.rows.citations.append(citation)
        return citation


def _assessment(review: Review, item: Item, cite: _Citing, notices: list[Notice]) -> Citation | None:
    """Adds the assessment; returns the citation of the review itself, if it has an address."""
    own = cite.document(review.document, CitationRole.RELAYS) if review.document else None
    rating = review.rating
    assessment = Assessment(
        claim=cite.claim,
        author=_party(review.author, "publisher", notices, cite.shared),
        label=review.label,
        rating_value=rating.value if rating else "",
        rating_best=rating.best if rating else "",
        rating_worst=rating.worst if rating else "",
        language=review.language,
        reasons=review.reasons,
        made_at=review.made_at,
        url=review.url,
    )
    cite.rows.assessments.append(assessment)
    evidence = [cite.document(document, CitationRole.CONTEXT) for document in review.evidence]
    cite.rows.link(Assessment.citations, assessment, dict.fromkeys(filter(None, (own, *evidence))))
    return own


def _party(name: Any, field_name: str, notices: list[Notice], shared: Shared) -> Any:
    if name is None:
        return None
    party, known_otherwise = shared.party(name)
    if known_otherwise:
        notices.append(Notice(field_name, known_otherwise))
    return party


def title_of(sentence: str) -> str:
    """The sentence, or its beginning up to a whole word; the statement holds all of it."""
    text = " ".join(sentence.split())
    if len(text) <= LONGEST_TITLE:
        return text
    head = text[: LONGEST_TITLE - 1]
    return (head.rpartition(" ")[0] if " " in head[LONGEST_TITLE // 2 :] else head).rstrip(" ,;:–-") + "…"


def _check(record: models.Model) -> None:
    """The rules of the columns; what rows must hold together, the database checks."""
    skipped = {column.name for column in record._meta.fields if column.is_relation} | {"slug"}
    try:
        record.clean_fields(exclude=skipped)
    except ValidationError as refused:
        fields = {name: " ".join(messages) for name, messages in refused.message_dict.items()}
        raise InvalidRecord(_("The record was not saved."), fields) from refused
