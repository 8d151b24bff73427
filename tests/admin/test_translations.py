"""The page of translations: original and translation side by side, one row saved at a time, nobody's words lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import drafts, editing, loading
from claims.models import Claim, Passage, Point, PointTranslation, User
from tests.actions.desk import read
from tests.admin.forms import queries
from tests.admin.workspaces import url
from tests.bench.large import large_case
from tests.factories import make_case, translate

AtDesk = Callable[[User], Client]


def address(claim: Claim, language: str = "de") -> str:
    return url("translations", claim, language)


def row_of(page: Any, kind: str, key: Any) -> Any:
    return next(row for row in page.context["rows"] if (row.text.kind, row.text.key) == (kind, str(key)))


def send(desk: Client, claim: Claim, point: Point, text: str, **changes: Any) -> Any:
    """What the row of the point sends when it was opened just now."""
    row = row_of(desk.get(address(claim)), "point", point.pk)
    data = {"kind": "point", "key": str(point.pk), "of": row.of, "seen": row.seen, "words-text": text}
    return desk.post(address(claim), data | changes)


@pytest.fixture
def point(case: Claim) -> Point:
    found: Point = case.points.get(order=1)
    return found


class TestOpening:
    def test_shows_what_is_translated_and_what_is_missing(self, desk: Client, case: Claim, point: Point) -> None:
        translate(point, "de", text="Auf Deutsch.", of=row_of(desk.get(address(case)), "point", point.pk).text.of)
        page = desk.get(address(case))
        assert (page.context["translated"], page.context["stale"]) == (1, 0)
        assert page.context["count"] > 3
        assert "1 of" in page.content.decode()

    def test_original_and_field_say_their_languages(self, desk: Client, case: Claim) -> None:
        page = desk.get(address(case)).content.decode()
        assert 'class="desk-original" lang="en" dir="auto"' in page
        assert 'lang="de" dir="ltr"' in page

    def test_only_what_is_missing(self, desk: Client, case: Claim, point: Point) -> None:
        send(desk, case, point, "Auf Deutsch.")
        page = desk.get(address(case) + "?only=missing&part=points")
        assert [row.text.key for row in page.context["rows"]] == [str(each.pk) for each in case.points.all()[1:]]

    def test_stale_one_shows_what_was_changed_since(
        self, desk: Client, case: Claim, point: Point, editor: User
    ) -> None:
        send(desk, case, point, "Auf Deutsch.")
        point.refresh_from_db()
        point.text += " And more."
        editing.save(by=editor, record=point)
        page = desk.get(address(case))
        assert page.context["stale"] == 1
        assert "<ins> And more.</ins>" in page.content.decode()

    def test_quotation_that_is_a_translation_is_shown_so(self, desk: Client, case: Claim) -> None:
        Passage.objects.filter(response__claim=case).update(translated_from="fr", language="en", form="direct")
        page = desk.get(address(case) + "?part=answers")
        assert "A translation from French itself." in page.content.decode()
        assert not any(row.text.is_open for row in page.context["rows"] if row.text.kind == "passage")

    def test_workspace_leads_there(self, desk: Client, case: Claim) -> None:
        assert f'href="{address(case)}"' in desk.get(url("desk", case)).content.decode()

    def test_it_speaks_german(self, desk: Client, case: Claim) -> None:
        page = desk.get("/de" + address(case))
        assert page.status_code == 200
        assert page.headers["Content-Language"] == "de"

    @pytest.mark.parametrize("page", ["0", "99", "x", "-1", "9" * 40])
    def test_page_that_is_none_is_the_nearest(self, desk: Client, case: Claim, page: str) -> None:
        assert desk.get(address(case), {"page": page}).context["page"] == 1


class TestAccess:
    def test_anonymous_and_stranger_are_sent_away(
        self, client: Client, stranger: User, at_desk: AtDesk, case: Claim
    ) -> None:
        for visitor in (client, at_desk(stranger)):
            assert visitor.get(address(case)).status_code == 302

    def test_contributor_reads_the_case_of_another_and_changes_nothing(
        self, contributor: User, at_desk: AtDesk, case: Claim, point: Point
    ) -> None:
        visitor = at_desk(contributor)
        page = visitor.get(address(case))
        assert "<textarea" not in page.content.decode()
        assert send(visitor, case, point, "Auf Deutsch.").status_code == 403

    def test_unknown_case_and_language_are_not_found(self, desk: Client, case: Claim) -> None:
        assert desk.get("/admin/claims/claim/01a20dc1-0000-7000-8000-000000000000/translations/de/").status_code == 404
        assert desk.get(address(case, "xx")).status_code == 404

    def test_other_methods_are_refused(self, desk: Client, case: Claim) -> None:
        assert desk.delete(address(case)).status_code == 405

    def test_withdrawn_case_is_only_shown(self, desk: Client, case: Claim, point: Point) -> None:
        Claim.objects.filter(pk=case.pk).update(stage="withdrawn")
        assert send(desk, case, point, "Auf Deutsch.").status_code == 403


class TestSaving:
    def test_one_row_is_saved_and_leads_back_to_it(self, desk: Client, case: Claim, point: Point) -> None:
        answer = send(desk, case, point, "Auf Deutsch.", only="missing", page="1")
        assert answer.status_code == 302
        assert answer["Location"] == f"{address(case)}?only=missing&page=1#point-{point.pk}"
        assert PointTranslation.objects.get().text == "Auf Deutsch."

    def test_changed_original_answers_with_both(self, desk: Client, case: Claim, point: Point, editor: User) -> None:
        old = row_of(desk.get(address(case)), "point", point.pk).of
        point.text = point.text.replace(".", "") + " by then."
        editing.save(by=editor, record=point)
        answer = send(desk, case, point, "Meine Worte.", of=old)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Meine Worte." in page
        assert "by then" in page
        assert "<ins>" in page
        assert not PointTranslation.objects.exists()

    def test_conflict_is_saved_on_purpose(self, desk: Client, case: Claim, point: Point) -> None:
        send(desk, case, point, "Von jemand anderem.")
        refused = send(desk, case, point, "Meine Worte.", seen="")
        assert refused.status_code == 409
        assert "Von jemand anderem." in refused.content.decode()
        row = row_of(refused, "point", point.pk)
        assert send(desk, case, point, "Meine Worte.", of=row.of, seen=row.seen).status_code == 302
        assert PointTranslation.objects.get().text == "Meine Worte."

    def test_refused_words_stay_in_the_field(self, desk: Client, case: Claim) -> None:
        row = row_of(desk.get(address(case)), "claim", case.pk)
        data = {"kind": "claim", "key": str(case.pk), "of": row.of, "seen": "", "words-title": "Nur der Titel"}
        answer = desk.post(address(case), data)
        assert answer.status_code == 422
        assert "Nur der Titel" in answer.content.decode()
        assert "aria-invalid" in answer.content.decode()

    @pytest.mark.parametrize(
        "changes",
        [
            {"kind": "nothing"},
            {"key": "none"},
            {"key": "9" * 30},
            {"key": ""},
            {"words-text": "a\x00"},
            {"kind": "reason"},
        ],
        ids=["kind", "key", "number", "empty", "nul", "other table"],
    )
    def test_bad_input_is_refused(self, desk: Client, case: Claim, point: Point, changes: dict[str, str]) -> None:
        assert send(desk, case, point, "Auf Deutsch.", **changes).status_code == 422
        assert not PointTranslation.objects.exists()


class TestDrafts:
    @pytest.fixture
    def kept(self, desk: Client, editor: User, case: Claim, point: Point) -> str:
        row = row_of(desk.get(address(case)), "point", point.pk)
        name = f"translations/{case.pk}/de/point/{point.pk}"
        fields = {"words-text": ["Halb fertig"], "of": [row.of], "seen": [row.seen]}
        drafts.keep(by=editor, form=name, fields=fields, claim_id=case.pk)
        return name

    def test_words_not_saved_stand_in_the_field_again(self, desk: Client, case: Claim, kept: str) -> None:
        page = desk.get(address(case)).content.decode()
        assert "Halb fertig" in page
        assert "words that were not saved" in page

    def test_draft_of_an_earlier_original_is_still_refused(
        self, desk: Client, editor: User, case: Claim, point: Point, kept: str
    ) -> None:
        point.text += " More."
        editing.save(by=editor, record=point)
        assert send(desk, case, point, "Halb fertig").status_code == 409

    def test_saving_forgets_the_draft(self, desk: Client, editor: User, case: Claim, point: Point, kept: str) -> None:
        send(desk, case, point, "Fertig.")
        assert drafts.of(editor, kept) is None


class TestLarge:
    def test_queries_are_the_same_for_one_point_and_ten(self, desk: Client) -> None:
        small, large = make_case(["denies"]), make_case(["denies"] * 10)
        few, _size = queries(desk, address(small))
        many, _size = queries(desk, address(large))
        assert many == few < 60

    def test_largest_case_stays_small(self, desk: Client, publisher: User) -> None:
        file = large_case()
        for response in file["responses"]:
            for stance in response["stances"]:
                stance["words"] = "that is not so"
        claim = Claim.objects.get(pk=loading.load(by=publisher, dossier=read(file)).claim_id)
        count, size = queries(desk, address(claim))
        page = desk.get(address(claim) + "?part=answers&page=3")
        assert count < 60
        assert max(size, len(page.content)) < 1_000_000
        assert page.context["page"] == 3
        assert page.context["count"] > 5000
