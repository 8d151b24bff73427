"""Merging at the desk: choose, look, confirm, undo; and the look-ups that fields ask while somebody types."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Merge, Party, User
from tests.actions.desk import publish
from tests.admin.forms import fields_of
from tests.factories import ClaimFactory, PartyFactory, SourceFactory, make_case

pytestmark = pytest.mark.django_db
AtDesk = Callable[[User], Client]
LADDER = [("contributor", 403), ("editor", 200), ("publisher", 200), ("administrator", 200)]


def merge_url(record: Any) -> str:
    return reverse(f"admin:claims_{record._meta.model_name}_merge", args=[record.pk])


def merged_by(client: Client, kept: Any, merged: Any, **changes: Any) -> Any:
    """As a browser does it: the preview, then its form."""
    sent = fields_of(client.get(merge_url(merged), {"other_id": str(kept.pk)}))
    return client.post(merge_url(merged), {**sent, **changes})


@pytest.fixture
def kept(db: None) -> Party:
    return PartyFactory(name="Facebook")


@pytest.fixture
def merged(db: None) -> Party:
    return PartyFactory(name="Face Book Company")


class TestMerging:
    @pytest.mark.parametrize("make", [PartyFactory, SourceFactory, ClaimFactory])
    def test_choose_look_confirm(self, make: Any, at_desk: AtDesk, editor: User) -> None:
        one, other = make(), make()
        answer = merged_by(at_desk(editor), one, other, reason="The same.")
        other.refresh_from_db()
        done = Merge.objects.get()
        assert answer.url == reverse(f"admin:claims_{one._meta.model_name}_merge_done", args=[other.pk, done.pk])
        assert (other.merged_into, done.reason) == (one, "The same.")

    def test_preview_shows_what_moves(self, kept: Party, merged: Party, at_desk: AtDesk, publisher: User) -> None:
        claim = make_case(claimant=merged, title="Courier: a claim")
        publish(claim)
        page = at_desk(publisher).get(merge_url(merged), {"other_id": str(kept.pk)}).text
        assert "Claims made: 1" in page
        assert "pending changes" in page
        assert not Merge.objects.exists()

    def test_name_alone_is_enough(self, kept: Party, merged: Party, at_desk: AtDesk, editor: User) -> None:
        page = at_desk(editor).get(merge_url(merged), {"other": "facebook"})
        assert page.context["other"] == kept

    def test_words_that_may_mean_several_are_a_choice(self, merged: Party, at_desk: AtDesk, editor: User) -> None:
        PartyFactory.create_batch(2, name="Facebook Ireland")
        page = at_desk(editor).get(merge_url(merged), {"other": "facebok"})
        assert len(page.context["offered"]) == 2

    def test_changed_since_the_preview(self, kept: Party, merged: Party, at_desk: AtDesk, editor: User) -> None:
        answer = merged_by(at_desk(editor), kept, merged, kept_version="7")
        assert answer.status_code == 422
        assert "Somebody saved one of the two" in answer.text

    @pytest.mark.parametrize("other_id", ["", "nonsense", "0198c0de-0000-7000-8000-000000000000"])
    def test_wrong_id_is_refused_with_a_sentence(
        self, merged: Party, other_id: str, at_desk: AtDesk, editor: User
    ) -> None:
        sent = {"other_id": other_id, "kept_version": "1", "merged_version": "1"}
        assert at_desk(editor).post(merge_url(merged), sent).status_code == 422

    def test_into_itself(self, merged: Party, at_desk: AtDesk, editor: User) -> None:
        client = at_desk(editor)
        assert "into itself" in client.get(merge_url(merged), {"other_id": str(merged.pk)}).text
        sent = {"other_id": merged.pk, "kept_version": "1", "merged_version": "1"}
        assert client.post(merge_url(merged), sent).status_code == 422

    def test_unknown_record(self, at_desk: AtDesk, editor: User) -> None:
        assert at_desk(editor).get(merge_url(PartyFactory.build())).status_code == 404

    @pytest.mark.parametrize(("role", "status"), LADDER)
    def test_who_may(self, role: str, status: int, merged: Party, at_desk: AtDesk, request: Any) -> None:
        assert at_desk(request.getfixturevalue(role)).get(merge_url(merged)).status_code == status

    def test_anonymous_and_stranger_log_in(self, merged: Party, client: Client, stranger: User) -> None:
        assert client.get(merge_url(merged)).status_code == 302
        client.force_login(stranger)
        assert client.get(merge_url(merged)).status_code == 302

    def test_german(self, kept: Party, merged: Party, at_desk: AtDesk, editor: User) -> None:
        assert at_desk(editor).get("/de" + merge_url(merged), {"other_id": str(kept.pk)}).status_code == 200


class TestUndo:
    def test_report_undoes_it(self, kept: Party, merged: Party, at_desk: AtDesk, editor: User) -> None:
        client = at_desk(editor)
        report = merged_by(client, kept, merged).url
        assert client.post(report, fields_of(client.get(report))).status_code == 302
        merged.refresh_from_db()
        assert merged.merged_into is None
        assert "Undone by editor" in client.get(report).text

    def test_twice_is_a_conflict(self, kept: Party, merged: Party, at_desk: AtDesk, editor: User) -> None:
        client = at_desk(editor)
        report = merged_by(client, kept, merged).url
        client.post(report)
        assert client.post(report).status_code == 409

    def test_contributor_reads_the_report_only(
        self, kept: Party, merged: Party, at_desk: AtDesk, editor: User, contributor: User
    ) -> None:
        report = merged_by(at_desk(editor), kept, merged).url
        client = at_desk(contributor)
        assert "Undo the merge" not in client.get(report).text
        assert client.post(report).status_code == 403

    def test_report_of_another_record(self, kept: Party, merged: Party, at_desk: AtDesk, editor: User) -> None:
        client = at_desk(editor)
        merged_by(client, kept, merged)
        other = reverse("admin:claims_party_merge_done", args=[PartyFactory().pk, Merge.objects.get().pk])
        assert client.get(other).status_code == 404

    def test_records_page_lists_its_merges(self, kept: Party, merged: Party, at_desk: AtDesk, editor: User) -> None:
        client = at_desk(editor)
        report = merged_by(client, kept, merged).url
        page = client.get(reverse("admin:claims_party_change", args=[merged.pk])).text
        assert report in page
        assert merge_url(merged) in page


class TestLookUps:
    def look_up(self, client: Client, kind: str, q: str, **more: Any) -> Any:
        return client.get(reverse("admin:claims_lookup", args=[kind]), {"q": q, **more})

    def test_results_have_id_label_and_detail(self, kept: Party, at_desk: AtDesk, editor: User) -> None:
        found = self.look_up(at_desk(editor), "party", "facebok").json()
        assert found == {
            "results": [{"id": str(kept.pk), "label": "Facebook", "detail": "organisation"}],
            "create": True,
        }

    def test_record_that_is_to_be_merged_is_not_offered(self, kept: Party, at_desk: AtDesk, editor: User) -> None:
        asked = {"q": kept.name, "besides": str(kept.pk)}
        assert at_desk(editor).get("/admin/lookups/party/", asked).json()["results"] == []

    def test_known_name_is_not_created_again(self, kept: Party, at_desk: AtDesk, editor: User) -> None:
        assert self.look_up(at_desk(editor), "party", "facebook").json()["create"] is False

    @pytest.mark.parametrize("kind", ["party", "source", "topic", "claim", "similar"])
    @pytest.mark.parametrize("q", ["", "\x00", "Facebook sought bank data", "'%_\\", "x" * 5000])
    def test_every_kind_answers_everything(self, kind: str, q: str, at_desk: AtDesk, editor: User) -> None:
        assert self.look_up(at_desk(editor), kind, q).json()["results"] == []

    def test_pasted_address_fills_a_source(self, at_desk: AtDesk, editor: User) -> None:
        answer = self.look_up(at_desk(editor), "source", "https://a.example/banks-and-data?utm_source=x").json()
        assert answer["guess"] == {
            "url": "https://a.example/banks-and-data",
            "title": "Banks and data",
            "publisher": None,
        }

    def test_address_that_is_too_long_says_so(self, at_desk: AtDesk, editor: User) -> None:
        answer = self.look_up(at_desk(editor), "source", "https://example.org/" + "a" * 2174)
        assert answer.status_code == 200
        assert "2,000" in answer.json()["message"]

    def test_similar_claims_say_where_they_stand(self, at_desk: AtDesk, editor: User) -> None:
        case = make_case(title="WSJ: Facebook sought bank data")
        publish(case)
        client = at_desk(editor)
        [found] = self.look_up(client, "similar", "Facebook sought bank data").json()["results"]
        assert found["detail"] == "published · denied"
        assert self.look_up(client, "similar", "Facebook sought bank data", besides=case.pk).json()["results"] == []

    @pytest.mark.parametrize("rows", [1, 10])
    def test_it_costs_the_same_for_one_and_ten(self, rows: int, at_desk: AtDesk, editor: User) -> None:
        PartyFactory.create_batch(rows, name="Bank")
        client = at_desk(editor)
        with CaptureQueriesContext(connection) as asked:
            assert len(self.look_up(client, "party", "bank").json()["results"]) == rows
        ours = [query for query in asked if "claims_party" in query["sql"] or "set_config('pg_trgm" in query["sql"]]
        assert len(ours) == 3

    def test_unknown_kind(self, at_desk: AtDesk, editor: User) -> None:
        assert self.look_up(at_desk(editor), "user", "a").status_code == 404

    def test_only_reading(self, at_desk: AtDesk, editor: User) -> None:
        assert at_desk(editor).post(reverse("admin:claims_lookup", args=["party"])).status_code == 405

    def test_anonymous_and_stranger_log_in(self, client: Client, stranger: User) -> None:
        assert self.look_up(client, "party", "a").status_code == 302
        client.force_login(stranger)
        assert self.look_up(client, "party", "a").status_code == 302

    def test_autocomplete_of_the_admin_finds_the_same(self, kept: Party, at_desk: AtDesk, editor: User) -> None:
        PartyFactory(name="Facebook (old)", merged_into=kept)
        asked = {"term": "facebok", "app_label": "claims", "model_name": "claim", "field_name": "claimant"}
        found = at_desk(editor).get(reverse("admin:autocomplete"), asked).json()["results"]
        assert [each["id"] for each in found] == [str(kept.pk)]
