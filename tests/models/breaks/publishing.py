"""What stands around a publication. Revisions cannot be changed at all: their constraints are tried with new rows."""

from functools import partial
from typing import Any

from django.db import connection

from claims.models import (
    DeskSettings,
    PublishedAnswer,
    PublishedAssessment,
    PublishedCitation,
    PublishedEvent,
    PublishedParty,
    PublishedPoint,
    PublishedRelation,
    PublishedRequest,
    PublishedResponse,
    PublishedSource,
    PublishedTopic,
    Slug,
    SnapshotChange,
    StandingStep,
)
from claims.models.publication import Publication
from tests.factories import PartyFactory, PublicationFactory, RedactionFactory, RevisionFactory, SubmissionFactory
from tests.models.breaks import Break

ONE, OTHER = "00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"

PARTS: dict[Any, dict[str, Any]] = {
    PublishedPoint: {},
    PublishedResponse: {"party_id": ONE, "kind": "statement"},
    PublishedEvent: {},
    PublishedAssessment: {"label": "False"},
    PublishedRequest: {"party_id": ONE, "has_spoken": False},
    PublishedCitation: {"source_id": ONE},
}
"""The tables of published parts, with what a row of each needs."""


def step(publication: Publication | None = None, axis: str = "now") -> StandingStep:
    return StandingStep.objects.create(
        publication=publication or PublicationFactory(),
        axis=axis,
        period=("2018-08-07T00:00Z", "2018-08-09T00:00Z"),
        status="denied",
        coverage={},
        answers={},
    )


def two(model: Any, **one: Any) -> Any:
    """Two rows of one publication; answers the other one."""
    publication = PublicationFactory()
    fixed = {name: value for name, value in one.items() if not isinstance(value, tuple)}
    first, second = ({name: value[at] for name, value in one.items() if isinstance(value, tuple)} for at in (0, 1))
    model.objects.create(publication=publication, **fixed, **first)
    return model.objects.create(publication=publication, **fixed, **second)


def two_answers() -> PublishedAnswer:
    """Of two parties, to one point."""
    point = PublishedPoint.objects.create(id=ONE, publication=PublicationFactory(), place=0, card={})
    for party in (ONE, OTHER):
        answer = PublishedAnswer.objects.create(
            publication=point.publication, point=point, party_id=party, answer="none"
        )
    return answer


def two_changes() -> SnapshotChange:
    figures = {"is_same_text": False, "words_before": 1, "words_after": 1, "words_gone": 1, "words_new": 1}
    SnapshotChange.objects.create(before="a", after="b", **figures)
    return SnapshotChange.objects.create(before="b", after="c", **figures)


class NewRevision(Break):
    """A revision with other columns, in a chain that has one of another claim."""

    def attempt(self) -> None:
        row = self.make()
        RevisionFactory(**(self.changes(row) if callable(self.changes) else self.changes))


class SecondRevision(Break):
    """A second revision of a claim that has one."""

    def attempt(self) -> None:
        RevisionFactory(claim=self.make().claim, **self.changes)  # type: ignore[arg-type]  # a mapping here


class SecondSlug(Break):
    """A second entry of a slug in the register."""

    def attempt(self) -> None:
        Slug.objects.create(kind="party", slug=self.make().slug, record_id=ONE)


class BlankRedaction(Break):
    """Redactions are only ever added, so the rule is tried by adding one."""

    def attempt(self) -> None:
        RedactionFactory(revision=self.make(), reason=" ")


def without_chain() -> Any:
    """The chain stands before this constraint; with it out of the way, the constraint itself is seen."""
    row = RevisionFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_revision DISABLE TRIGGER claims_1_chain")
    return row


BREAKS = [
    Break("submission_decision_is_a_known_word", SubmissionFactory, {"decision": "maybe"}),
    Break("submission_decision_is_whole", SubmissionFactory, {"decision": "approved"}),
    Break("desksettings_is_one_row", DeskSettings.objects.get, {"id": 2}),
    SecondSlug("slug_never_reused", PartyFactory, {}),
    BlankRedaction("redaction_reason_is_not_blank", RevisionFactory, {}),
    Break("standingstep_axis_is_a_known_word", step, {"axis": "later"}),
    Break("standingstep_status_is_a_known_word", step, {"status": "false"}),
    Break("standingstep_one_at_a_time", lambda: step(step().publication, "as_of"), {"axis": "now"}),
    Break(
        "publishedparty_once_a_publication",
        lambda: two(PublishedParty, party_id=(ONE, OTHER), roles=[], stances=[], card={}),
        {"party_id": ONE},
    ),
    Break(
        "publishedsource_once_a_publication",
        lambda: two(PublishedSource, source_id=(ONE, OTHER), slug="source", card={}),
        {"source_id": ONE},
    ),
    Break(
        "publishedtopic_once_a_publication",
        lambda: two(PublishedTopic, topic_id=ONE, slug=("a", "b"), card={}),
        {"slug": "a"},
    ),
    *(
        Break(
            f"{model._meta.model_name}_one_a_place",
            partial(two, model, id=(ONE, OTHER), place=(0, 1), card={}, **needed),
            {"place": 0},
        )
        for model, needed in PARTS.items()
    ),
    Break(
        "publishedrelation_once_a_publication",
        lambda: two(PublishedRelation, target_id=(ONE, OTHER), type="updates"),
        {"target_id": ONE},
    ),
    Break("publishedanswer_one_a_party_and_point", two_answers, {"party_id": ONE}),
    Break("snapshotchange_one_a_pair", two_changes, {"before": "a", "after": "b"}),
    SecondRevision("revision_kind_is_a_known_word", RevisionFactory, {"kind": "rewrite"}),
    NewRevision("revision_first_is_number_one", RevisionFactory, {"kind": "update", "note": "Why."}),
    SecondRevision("revision_first_is_number_one", RevisionFactory, {"kind": "first"}),
    SecondRevision("revision_change_has_a_note", RevisionFactory, {"note": " "}),
    SecondRevision("revision_number_once_a_claim", without_chain, {"number": 1}),
]
