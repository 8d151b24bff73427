"""What publishing leaves for lists and search: card, texts, parties, standing steps. Never the name of a private person."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from claims.models import Party, Publication, Source, StandingStep, User
from tests.actions import desk
from tests.actions.rich_case import PRIVATE_LABEL, PRIVATE_NAME, rich_case
from tests.dossiers import an_id
from tests.factories import CitationFactory, RequestFactory, make_case

pytestmark = pytest.mark.django_db
PRIVATE = (PRIVATE_NAME, "Frau M.", "example.org/clerk")


@pytest.fixture
def published(editor: User) -> Publication:
    claim = desk.loaded(by=editor)
    desk.publish(claim)
    return Publication.objects.get(claim=claim)


def everything_of(publication: Publication) -> str:
    """All that readers' surfaces can read of a publication."""
    rows = [publication, *publication.parties.all(), *publication.sources.all(), *publication.topics.all()]
    return " ".join(str(vars(row)) for row in rows)


class TestPrivatePerson:
    def test_name_stands_nowhere_in_public(self, published: Publication) -> None:
        document = bytes(published.revision.document.content or b"").decode()
        for name in PRIVATE:
            assert name not in document
            assert name not in everything_of(published)
        assert PRIVATE_LABEL in document

    def test_label_is_shown_without_a_page(self, published: Publication) -> None:
        clerk = an_id("clerk")
        assert published.card["parties"][clerk] == {"id": clerk, "name": PRIVATE_LABEL, "private": True}
        row = published.parties.get(party_id=clerk)
        assert (row.slug, row.card["name"]) == ("", PRIVATE_LABEL)

    def test_search_does_not_find_it(self, published: Publication) -> None:
        for words in (PRIVATE_NAME, '"Frau M."', PRIVATE_LABEL, "Mustermann"):
            assert not Publication.objects.matching(words).exists()

    def test_named_with_a_reason_it_is_shown_without_page_or_search_hit(self, editor: User) -> None:
        case = rich_case()
        clerk = next(party for party in case["parties"] if party["id"] == an_id("clerk"))
        clerk["naming_reason"] = "Gave an interview."
        desk.publish(claim := desk.loaded(case, by=editor))
        publication = Publication.objects.get(claim=claim)
        row = publication.parties.get(party_id=clerk["id"])
        assert publication.card["parties"][clerk["id"]]["name"] == PRIVATE_NAME
        assert (row.slug, "naming_reason" in row.card) == ("", False)
        assert not Publication.objects.matching("Mustermann").exists()

    def test_made_private_later_it_leaves_the_next_revision(self, published: Publication, editor: User) -> None:
        Party.objects.filter(slug="agency").update(kind="person", is_private=True, public_label="an official")
        claim = desk.change(published.claim, by=editor, title="Courier: another title")
        document = desk.content(desk.publish(claim))
        assert "The Agency" not in str(document)


class TestLists:
    def test_card_tells_who_claims_what_about_whom(self, published: Publication) -> None:
        card = published.card
        assert (card["title"], card["claimant"]["slug"], card["points"]) == (published.title, "courier", 3)
        assert [each["name"] for each in card["subjects"]] == ["The Bank", PRIVATE_LABEL]
        assert card["revision"] == {
            "number": 1,
            "kind": "first",
            "published_at": published.published_at.isoformat().replace("+00:00", "Z"),
        }

    def test_parties_have_roles_and_stances(self, published: Publication) -> None:
        rows = {row.slug: (row.roles, row.stances) for row in published.parties.all()}
        assert rows["bank"] == (["asked", "responder", "subject"], ["denies", "qualifies"])
        assert rows["courier"] == (["claimant", "publisher", "responder"], ["corrects"])
        assert rows["ministry"] == (["assessor", "named"], [])

    def test_stances_sources_topics_and_relations_have_rows(self, published: Publication) -> None:
        stances = set(published.stances.values_list("stance", "directness"))
        assert stances == {
            ("denies", "express"),
            ("denies", "general"),
            ("qualifies", "express"),
            ("corrects", "express"),
        }
        assert set(published.sources.values_list("slug", flat=True)) == {"report", "story"}
        assert list(published.topics.values_list("slug", flat=True)) == ["banking"]
        assert published.relations.count() == 2

    def test_second_revision_replaces_the_rows(self, published: Publication, editor: User) -> None:
        before = {name: getattr(published, name).count() for name in ("parties", "sources", "stances", "steps")}
        claim = desk.change(published.claim, by=editor, title="Courier: another title", slug="other-slug")
        revision = desk.publish(claim)
        after = Publication.objects.get(claim=claim)
        assert {name: getattr(after, name).count() for name in before} == before
        assert (after.slug, after.title, after.revision) == ("other-slug", "Courier: another title", revision)
        assert after.first_published_at == published.first_published_at < after.published_at

    @pytest.mark.parametrize("words", ["asked", "gefragt", "Ministry", "Daily Courier", "Banken", "purchases", "stieg"])
    def test_search_finds_texts_translations_names_and_topics(self, words: str, published: Publication) -> None:
        assert list(Publication.objects.matching(words)) == [published]

    def test_texts_beyond_what_an_index_holds_are_left_out(self, editor: User) -> None:
        claim = make_case()
        for number in range(20):
            text = " ".join(f"w{number}x{each}" for each in range(2200))
            claim.events.create(order=number, text=text, language="en")
        desk.publish(claim)
        assert Publication.objects.matching(f'"{claim.title}"').exists()


class TestSteps:
    def test_deadline_passes_without_an_edit(self, clock: Any) -> None:
        claim = make_case([None])
        RequestFactory(claim=claim, sent_at={"value": "2018-08-06"}, deadline={"value": "2018-08-10"})
        desk.publish(claim)
        assert self.now(claim.pk) == "awaiting"
        clock.move_to(datetime(2018, 8, 10, 23, 59, 59, tzinfo=UTC), tick=False)
        assert self.now(claim.pk) == "awaiting"
        clock.shift(timedelta(seconds=1))
        assert self.now(claim.pk) == "no_response"

    def test_lists_follow_the_deadline(self) -> None:
        claim = make_case([None])
        RequestFactory(claim=claim, sent_at={"value": "2018-08-06"}, deadline={"value": "2018-08-10"})
        desk.publish(claim)
        before, after = datetime(2018, 8, 9, tzinfo=UTC), datetime(2018, 8, 11, tzinfo=UTC)
        assert Publication.objects.standing_as("awaiting", before).count() == 1
        assert Publication.objects.standing_as("no_response", after).count() == 1
        shown: Any = Publication.objects.with_standing(after).get()
        assert shown.step["status"] == "no_response"

    def test_as_of_before_the_answer_is_unanswered(self) -> None:
        claim = make_case(["denies", None], made_at={"value": "2018-08-05"})
        claim.responses.update(made_at={"value": "2018-08-07"})
        Source.objects.update(published_at={"value": "2018-08-07"})
        claim.citations_of_claim.set([CitationFactory(claim=claim, source__published_at={"value": "2018-08-05"})])
        desk.publish(claim)
        steps = StandingStep.objects.filter(publication=claim.pk, axis="as_of")
        known = {
            day: steps.get(period__contains=datetime(2018, 8, day, 23, 59, 59, 999_999, tzinfo=UTC)).status
            for day in (4, 5, 7)
        }
        assert known == {4: "not_yet_made", 5: "unanswered", 7: "partly_denied"}

    def test_steps_cover_all_of_time_without_overlap(self, published: Publication) -> None:
        for axis in ("now", "as_of"):
            periods = [step.period for step in published.steps.filter(axis=axis).order_by("period")]
            assert (periods[0].lower, periods[-1].upper) == (None, None)
            assert all(one.upper == next_.lower for one, next_ in pairwise(periods))

    def now(self, claim_id: UUID) -> str:
        return StandingStep.objects.now(datetime.now(UTC)).get(publication=claim_id).status
