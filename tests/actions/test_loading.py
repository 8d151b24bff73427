"""Loading a case file: added, changed or unchanged; whole or not at all; never over pending changes."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions import editing, loading, review
from claims.actions.loading import PendingChanges, load
from claims.dossier.build import build
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Citation, Claim, Edit, Party, Point, Request, Response, Stance, User
from tests.actions import desk
from tests.actions.rich_case import COPY, Json, cited, rich_case
from tests.dossiers import an_id

pytestmark = pytest.mark.django_db


def changed(change: Callable[[Json], object]) -> Json:
    case = rich_case()
    change(case)
    return case


def retitled(case: Json) -> None:
    case["title"] = "Courier: another title"


def without_everything_optional(case: Json) -> None:
    """What else refers to the parts that go goes too."""
    case["citations"] = [each for each in case["citations"] if each["id"] in cited("origin", "words")]
    case["points"] = case["points"][:1]
    case["responses"] = case["responses"][:1]
    response = case["responses"][0]
    response["stances"] = [each for each in response["stances"] if each["point"] == an_id("point", 1)]
    response["stances"][0]["hedges"] = []
    case["requests"] = [each for each in case["requests"] if "response" not in each]
    for name in ("events", "assessments", "relations", "topics"):
        case[name] = []


class TestOutcome:
    def test_new_case_is_added_as_a_draft_of_who_loads_it(self, editor: User) -> None:
        done = load(by=editor, dossier=desk.read(rich_case()))
        claim = Claim.objects.get(pk=done.claim_id)
        assert (done.outcome, claim.stage, claim.created_by) == ("added", "draft", editor)
        assert Edit.objects.get(claim=claim).what.startswith("loaded from a file")

    def test_same_file_again_is_unchanged(self, editor: User) -> None:
        desk.loaded(by=editor)
        versions = list(Point.objects.values_list("version", flat=True))
        assert load(by=editor, dossier=desk.read(rich_case())).outcome == "unchanged"
        assert Edit.objects.count() == 1
        assert list(Point.objects.values_list("version", flat=True)) == versions

    def test_dry_run_stores_nothing(self, editor: User) -> None:
        assert load(by=editor, dossier=desk.read(rich_case()), dry_run=True).outcome == "added"
        assert not Claim.objects.exists()
        assert not Party.objects.exists()

    def test_changed_file_changes_a_published_case(self, editor: User) -> None:
        claim = desk.loaded(by=editor)
        desk.publish(claim)
        assert load(by=editor, dossier=desk.read(changed(retitled))).outcome == "changed"
        assert desk.content(desk.publish(claim))["title"] == "Courier: another title"

    def test_change_of_a_time_beside_its_value_is_a_change(self, editor: User) -> None:
        desk.publish(desk.loaded(by=editor))
        case = changed(lambda case: case["made_at"].update(stated="last week"))
        assert load(by=editor, dossier=desk.read(case)).outcome == "changed"

    def test_case_in_review_is_handed_in_again(self, editor: User) -> None:
        claim = desk.loaded(by=editor)
        review.submit(by=editor, claim_id=claim.pk)
        load(by=editor, dossier=desk.read(changed(retitled)), replace=True)
        assert Claim.objects.get(pk=claim.pk).stage == "draft"

    def test_response_before_the_claim_is_accepted_with_a_notice(self, editor: User) -> None:
        case = changed(lambda case: case["responses"][0].update(made_at={"value": "2018-07-01"}))
        done = load(by=editor, dossier=desk.read(case))
        assert "Response 1 is dated before the claim. Is the date right?" in done.notices


class TestPendingChanges:
    def test_draft_that_differs_is_kept(self, editor: User) -> None:
        claim = desk.loaded(by=editor)
        with pytest.raises(PendingChanges, match="“rich-case” is a draft at this desk and differs"):
            load(by=editor, dossier=desk.read(changed(retitled)))
        assert Claim.objects.get(pk=claim.pk).title == claim.title

    def test_published_case_with_pending_changes_is_kept(self, editor: User) -> None:
        claim = desk.loaded(by=editor)
        desk.publish(claim)
        desk.change(claim, by=editor, title="Courier: pending")
        with pytest.raises(PendingChanges, match=r"has pending changes at this desk. Publish or undo them first"):
            load(by=editor, dossier=desk.read(rich_case()))
        assert Claim.objects.get(pk=claim.pk).title == "Courier: pending"

    def test_replacing_overwrites_them(self, editor: User) -> None:
        claim = desk.change(desk.loaded(by=editor), by=editor, title="Courier: pending")
        assert load(by=editor, dossier=desk.read(rich_case()), replace=True).outcome == "changed"
        assert Claim.objects.get(pk=claim.pk).title == rich_case()["title"]


class TestWhatTheFileNoLongerHolds:
    def test_unpublished_is_deleted(self, editor: User) -> None:
        """Also where parts that are left out refer to each other."""
        claim = desk.loaded(by=editor)
        smaller = desk.read(changed(without_everything_optional))
        load(by=editor, dossier=smaller, replace=True)
        assert build(claim.pk, all_words=True).as_json() == smaller.as_json()
        counts = [model.objects.filter(claim=claim).count() for model in (Point, Response, Stance, Citation)]
        assert counts == [1, 1, 1, 2]

    def test_published_is_removed_and_comes_back(self, editor: User) -> None:
        claim = desk.loaded(by=editor)
        desk.publish(claim)
        load(by=editor, dossier=desk.read(changed(without_everything_optional)))
        assert Point.objects.filter(claim=claim, is_removed=True).count() == 2
        desk.publish(claim)
        load(by=editor, dossier=desk.read(rich_case()))
        assert not Point.objects.filter(claim=claim, is_removed=True).exists()
        assert build(claim.pk, all_words=True).as_json() == rich_case()

    def test_published_response_is_unaltered_by_a_file(self, editor: User) -> None:
        desk.publish(desk.loaded(by=editor))
        case = changed(lambda case: case["responses"][0]["passages"][0].update(text="Other words."))
        with pytest.raises(InvalidRecord, match="published response are unaltered"):
            load(by=editor, dossier=desk.read(case))

    def test_points_may_change_places(self, editor: User) -> None:
        claim = desk.loaded(by=editor)
        case = rich_case()
        for point, order in zip(case["points"], (3, 1, 2), strict=True):
            point["order"] = order
        case["points"].sort(key=lambda point: int(point["order"]))
        load(by=editor, dossier=desk.read(case), replace=True)
        assert [point.order for point in build(claim.pk).points] == [1, 2, 3]


class TestRefusal:
    def test_contributor_loads_new_cases_only(self, contributor: User, editor: User) -> None:
        desk.loaded(by=editor)
        with pytest.raises(NotPermitted):
            load(by=contributor, dossier=desk.read(changed(retitled)), replace=True)

    def test_stranger_loads_nothing(self, stranger: User) -> None:
        with pytest.raises(NotPermitted):
            load(by=stranger, dossier=desk.read(rich_case()))

    def test_slug_of_another_claim_is_refused_by_name(self, editor: User) -> None:
        desk.loaded(by=editor)
        case = changed(lambda case: case.update(id=an_id("other")))
        with pytest.raises(InvalidRecord, match="“rich-case” is taken by another claim, “Courier: the bank"):
            load(by=editor, dossier=desk.read(case))

    @pytest.mark.parametrize("name", ["points", "responses", "citations", "events", "requests", "assessments"])
    def test_part_of_another_claim_is_refused_by_name(self, name: str, editor: User) -> None:
        desk.loaded(by=editor)
        case = {
            "id": an_id("other"), "slug": "other", "language": "en", "title": "Other", "statement": "Other.",
            "schema": "dossier/1", "claimant": an_id("courier"), "subjects": rich_case()["subjects"],
            "named": rich_case()["named"], "parties": rich_case()["parties"], "sources": rich_case()["sources"],
        }  # fmt: skip
        stray = rich_case()[name][-1]
        for link in ("citations", "points"):
            stray |= {link: []} if link in stray else {}
        stray |= {"passages": [], "stances": []} if name == "responses" else {}
        stray.pop("replaces", None), stray.pop("response", None), stray.pop("outcome", None)
        with pytest.raises(InvalidRecord, match="belongs to another claim, “rich-case”"):
            load(by=editor, dossier=desk.read(case | {name: [stray]}))
        assert not Claim.objects.filter(slug="other").exists()

    def test_one_refused_case_leaves_none_of_several(self, editor: User) -> None:
        second = changed(lambda case: case.update(id=an_id("other")))  # its slug is taken by the first
        with pytest.raises(InvalidRecord):
            loading.load_all(by=editor, dossiers=[desk.read(rich_case()), desk.read(second)])
        assert not Claim.objects.exists()

    def test_number_of_statements_does_not_grow_with_passages(self, editor: User) -> None:
        counts = []
        for copies in (1, 100):
            case = rich_case()
            for each in case["responses"]:
                each.update(passages=each["passages"] * copies)
            with CaptureQueriesContext(connection) as statements:
                load(by=editor, dossier=desk.read(case), dry_run=True)
            counts.append(len(statements))
        assert counts[1] - counts[0] < 5  # long statements are sent in parts


def test_removed_part_leaves_no_reference_behind(editor: User) -> None:
    """The parts that replace it stay, and the export can be loaded again."""
    claim = desk.loaded(by=editor)
    desk.publish(claim)
    Request.objects.filter(response__order=1).update(response=None)
    editing.remove(by=editor, record=Response.objects.get(claim=claim, order=1))
    editing.remove(by=editor, record=Point.objects.get(claim=claim, order=2))
    document = build(claim.pk, all_words=True).as_json()
    assert not any("replaces" in part for part in (*document["points"], *document["responses"]))
    assert load(by=editor, dossier=desk.read(document)).outcome == "unchanged"


def test_snapshots_keep_what_is_known_of_them(editor: User) -> None:
    desk.loaded(by=editor)
    report = next(source for source in rich_case()["sources"] if source["slug"] == "report")
    assert {copy["sha256"] for copy in report["snapshots"]} > {COPY}
    assert build(Claim.objects.get().pk, all_words=True).as_json()["sources"] == rich_case()["sources"]
