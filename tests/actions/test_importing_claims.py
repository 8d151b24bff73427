"""Imported claims become drafts: each once, nothing overwritten, every row accounted for."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions import editing, importing_claims
from claims.actions.import_items import Document, Mention, Name, Refusal
from claims.dossier.build import build
from claims.errors import NotPermitted
from claims.models import Change, Claim, ExternalId, Party, Revision, Source, User
from tests.actions.imported import an_item, imported
from tests.factories import PartyFactory, SourceFactory

pytestmark = pytest.mark.django_db


class TestCase:
    def test_claim_is_a_draft_with_one_point_its_own_sentence(self, editor: User) -> None:
        imported(an_item(), by=editor)
        claim = Claim.objects.get()
        assert (claim.stage, claim.statement, claim.created_by) == ("draft", "The moon is cheese.", editor)
        assert claim.claimant
        assert claim.claimant.name == "Jane Doe"
        assert [point.text for point in claim.points.all()] == ["The moon is cheese."]

    def test_claim_and_point_are_cited_to_the_appearance(self, editor: User) -> None:
        imported(an_item(), by=editor)
        claim = Claim.objects.get()
        (citation,) = claim.citations_of_claim.all()
        assert (citation.role, citation.source.url) == ("origin", "https://news.example/1")
        assert list(claim.points.get().citations.all()) == [citation]

    def test_without_an_appearance_it_is_cited_to_the_review(self, editor: User) -> None:
        imported(an_item(mentions=()), by=editor)
        (citation,) = Claim.objects.get().citations_of_claim.all()
        assert (citation.role, citation.source.url) == ("relays", "https://checker.example/1")

    def test_claimant_that_nobody_names_is_unknown(self, editor: User) -> None:
        imported(an_item(claimant=None), by=editor)
        assert Claim.objects.get().claimant is None

    def test_review_is_an_assessment_by_its_publisher(self, editor: User) -> None:
        imported(an_item(), by=editor)
        said = build(Claim.objects.get().pk).as_json()["assessments"][0]
        assert said["rating"] == {"value": "1", "best": "5", "worst": "1"}
        assert (said["label"], said["reasons"], said["url"]) == ("False", "It is rock.", "https://checker.example/1")
        assert Party.objects.get(pk=said["author"]).same_as == ["https://checker.example/"]

    def test_long_sentence_is_whole_in_the_statement_and_short_in_the_title(self, editor: User) -> None:
        sentence = "word " * 100 + "end"
        imported(an_item(sentence=sentence), by=editor)
        claim = Claim.objects.get()
        assert (claim.statement, claim.title[-6:], len(claim.title) <= 150) == (sentence, " word…", True)

    def test_articles_for_and_against_are_no_responses(self, editor: User) -> None:
        roles = ("supports", "disputes", "observes")
        places = tuple(Mention(role, Document(f"https://{role}.example/", role)) for role in roles)
        imported(an_item(mentions=places), by=editor)
        claim = Claim.objects.get()
        assert set(claim.citations_of_claim.values_list("role", flat=True)) == set(roles)
        assert not claim.responses.exists()


class TestSharedRecords:
    def test_one_publisher_for_a_site_and_one_source_for_an_address(self, editor: User) -> None:
        other = an_item(2, mentions=(Mention("origin", Document("http://www.news.example/1/?utm_source=x", "Other")),))
        imported(an_item(1), other, by=editor)
        assert Party.objects.filter(name="Checker").count() == 1
        assert Source.objects.filter(url__contains="news.example").count() == 1

    def test_known_party_and_source_are_found(self, editor: User) -> None:
        jane = PartyFactory(name="JANE DOE")
        source = SourceFactory(url="https://news.example/1")
        imported(an_item(), by=editor)
        claim = Claim.objects.get()
        assert (claim.claimant, claim.citations_of_claim.get().source) == (jane, source)

    def test_merged_party_leads_to_the_kept_one(self, editor: User) -> None:
        kept = PartyFactory(name="Jane D.")
        PartyFactory(name="Jane Doe", merged_into=kept)
        imported(an_item(), by=editor)
        assert Claim.objects.get().claimant == kept

    def test_another_name_for_a_known_site_is_noticed(self, editor: User) -> None:
        review = replace(an_item(2).reviews[0], author=Name("Checker Fakten", "outlet", "checker.example"))
        _counts, report = imported(an_item(1), an_item(2, reviews=(review,)), by=editor)
        assert any("Checker Fakten" in line.reason for line in report)

    def test_topics_are_made_once(self, editor: User) -> None:
        imported(an_item(1, topics=("Moon",)), an_item(2, topics=("moon", "Cheese")), by=editor)
        assert sorted(Claim.topics.through.objects.values_list("topic__name", flat=True)) == ["Cheese", "Moon", "Moon"]


class TestAgain:
    def test_second_run_changes_nothing(self, editor: User) -> None:
        imported(an_item(1), an_item(2), by=editor)
        before = Change.objects.count()
        counts, report = imported(an_item(1), an_item(2), by=editor)
        assert report.outcomes() == [(1, "unchanged"), (2, "unchanged")]
        assert (counts.stored, Change.objects.count()) == (0, before)

    def test_the_same_claim_twice_in_a_file_is_stored_once(self, editor: User) -> None:
        _counts, report = imported(an_item(1), replace(an_item(1), rows=(7,)), by=editor)
        assert report.outcomes() == [(1, "stored"), (7, "unchanged")]

    def test_what_the_file_says_otherwise_by_now_is_listed_and_not_overwritten(self, editor: User) -> None:
        imported(an_item(), by=editor)
        _counts, report = imported(an_item(claimant=None), by=editor)
        assert report.outcomes() == [(1, "kept")]
        assert Claim.objects.get().claimant

    def test_deleted_draft_is_imported_again(self, editor: User) -> None:
        imported(an_item(), by=editor)
        editing.remove(by=editor, record=Claim.objects.get())
        assert not ExternalId.objects.exists()
        assert imported(an_item(), by=editor)[0].stored == 1


class TestRows:
    def test_every_row_is_accounted_for(self, editor: User) -> None:
        wrong = an_item(3, claimant=Name("x" * 301, "person"))
        counts, report = imported(an_item(1, rows=(1, 2)), wrong, Refusal(4, "", "url", "None."), by=editor)
        assert sorted(report.outcomes()) == [(1, "stored"), (2, "stored"), (3, "refused"), (4, "refused")]
        assert (counts.rows, counts.stored, counts.refused, counts.claims) == (4, 2, 2, 1)

    def test_refused_item_leaves_no_party_behind(self, editor: User) -> None:
        imported(an_item(1, sentence="x" * 20_001), by=editor)
        assert not Party.objects.exists()

    def test_what_only_the_database_refuses_is_left_out_alone(self, editor: User) -> None:
        _counts, report = imported(an_item(1), an_item(2, language="English"), an_item(3), by=editor)
        assert sorted(report.outcomes()) == [(1, "stored"), (2, "refused"), (3, "stored")]
        assert "language tag" in next(line.reason for line in report if line.row == 2)

    def test_claim_without_a_place_is_refused(self, editor: User) -> None:
        _counts, report = imported(an_item(mentions=(), reviews=()), by=editor)
        assert [(line.outcome, line.field) for line in report] == [("refused", "url")]

    def test_trial_stores_nothing_and_says_what_it_would(self, editor: User) -> None:
        counts, _report = imported(an_item(1), an_item(1), by=editor, dry_run=True)
        assert (counts.stored, counts.unchanged, Claim.objects.count(), Party.objects.count()) == (1, 1, 0, 0)

    def test_number_of_statements_does_not_grow_with_the_rows(self, editor: User) -> None:
        counts = []
        for start, many in ((1, 1), (100, 10)):
            with CaptureQueriesContext(connection) as queries:
                imported(*(an_item(number) for number in range(start, start + many)), by=editor)
            counts.append(len(queries))
        assert counts[1] <= counts[0]


class TestRecord:
    def test_it_is_recorded_as_an_import_of_who_did_it(self, editor: User) -> None:
        imported(an_item(), by=editor)
        assert set(Change.objects.values_list("through", "cause", "actor")) == {
            ("import", "import claimreview", editor.pk)
        }

    def test_publishing_is_recorded_as_unreviewed(self, publisher: User) -> None:
        counts, _report = imported(an_item(), by=publisher, publish=True)
        revision = Revision.objects.get()
        assert (counts.published, revision.is_reviewed, revision.actor) == (1, False, publisher)

    def test_drafts_of_a_run_that_was_stopped_are_published_by_the_next(self, publisher: User) -> None:
        imported(an_item(), by=publisher)
        counts, report = imported(an_item(), by=publisher, publish=True)
        assert (report.outcomes(), counts.published) == ([(1, "unchanged")], 1)
        assert imported(an_item(), by=publisher, publish=True)[0].published == 0

    def test_draft_that_somebody_works_on_is_not_published(self, publisher: User) -> None:
        imported(an_item(), by=publisher)
        claim = Claim.objects.get()
        claim.scope_note = "Not ready."
        editing.save(by=publisher, record=claim)
        assert imported(an_item(), by=publisher, publish=True)[0].published == 0

    @pytest.mark.parametrize(
        ("role", "options"), [("contributor", {}), ("stranger", {}), ("editor", {"publish": True})]
    )
    def test_right_is_asked(self, role: str, options: dict[str, Any], request: Any) -> None:
        with pytest.raises(NotPermitted):
            imported(an_item(), by=request.getfixturevalue(role), **options)


def test_chunks_are_acts_of_their_own(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing_claims, "CHUNK", 2)
    imported(*(an_item(number) for number in range(1, 6)), by=editor)
    assert Change.objects.values("act").distinct().count() == 3
