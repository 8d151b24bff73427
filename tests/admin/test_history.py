"""The history of a record at the desk: what it shows, to whom, and the way back to an earlier state."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from claims.actions import editing, history
from claims.models import Change, Claim, Point, User
from claims.vocabulary import Through
from tests.actions import desk
from tests.admin import forms
from tests.factories import CitationFactory, PartyFactory, make_case
from tests.models.refusals import execute

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def history_url(record: Any) -> str:
    return reverse(f"admin:claims_{record._meta.model_name}_history", args=[record.pk])


def way_back(what: str, record: Any, change: Change | None) -> str:
    assert change is not None
    return reverse(f"admin:claims_{record._meta.model_name}_{what}", args=[record.pk, change.pk])


def own(record: Any) -> Change:
    """The newest change of the record itself."""
    return Change.objects.filter(history.of_record(type(record), record.pk))[0]


def texts(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def changed(record: Any, *, by: User, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(record, name, value)
    editing.save(by=by, record=record)


class TestPage:
    def test_case_shows_who_changed_which_field(self, at_desk: Client, publisher: User) -> None:
        claim = desk.change(make_case(title="Courier: a bank paid"), by=publisher, title="Courier: two banks paid")
        page = texts(at_desk.get(history_url(claim)))
        assert "publisher" in page
        assert "<del>a bank</del>" in page
        assert "Point “" in page

    def test_write_from_outside_is_flagged_by_word(self, at_desk: Client) -> None:
        party = PartyFactory()
        execute("UPDATE claims_party SET name = 'Face' WHERE id = %s", party.pk)
        page = texts(at_desk.get(history_url(party)))
        assert "outside the application, database user" in page
        assert "from outside" in page

    def test_markup_in_a_text_is_shown_as_text(self, at_desk: Client, publisher: User) -> None:
        claim = desk.change(make_case(title="Old"), by=publisher, title="<script>alert(1)</script>")
        page = texts(at_desk.get(history_url(claim)))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page or "&lt;" in page

    def test_it_comes_in_pages(self, at_desk: Client) -> None:
        party = PartyFactory()
        for number in range(60):
            execute("UPDATE claims_party SET name = %s WHERE id = %s", f"Name {number}", party.pk)
        first, second = (texts(at_desk.get(history_url(party), {"p": page})) for page in ("1", "2"))
        assert ("<ins>58</ins>" in first, "<ins>3</ins>" in first, "<ins>3</ins>" in second) == (True, False, True)

    @pytest.mark.parametrize("page", ["0", "x", "999", "-1"])
    def test_page_that_is_none_is_the_nearest(self, page: str, at_desk: Client) -> None:
        assert at_desk.get(history_url(PartyFactory()), {"p": page}).status_code == 200

    def test_it_speaks_german(self, at_desk: Client, publisher: User) -> None:
        claim = desk.change(make_case(), by=publisher, title="Courier: zwei Banken")
        with translation.override("de"):
            url = history_url(claim)
        assert url.startswith("/de/")
        assert 'lang="de"' in texts(at_desk.get(url))

    def test_number_of_queries_does_not_grow(self, at_desk: Client) -> None:
        small, large = make_case(), make_case(["denies"] * 10)
        counts = [forms.queries(at_desk, history_url(claim))[0] for claim in (small, large)]
        assert counts[0] == counts[1] <= 40

    @pytest.mark.parametrize(
        ("role", "status"),
        [("stranger", 302), ("contributor", 200), ("editor", 200), ("publisher", 200), ("administrator", 200)],
    )
    def test_it_is_for_the_desk(self, role: str, status: int, client: Client, request: pytest.FixtureRequest) -> None:
        client.force_login(request.getfixturevalue(role))
        assert client.get(history_url(make_case())).status_code == status

    def test_anonymous_is_asked_to_log_in(self, client: Client, db: None) -> None:
        assert client.get(history_url(make_case())).status_code == 302

    def test_record_that_is_not_there_leads_away(self, at_desk: Client) -> None:
        assert at_desk.get(history_url(PartyFactory.build(pk=uuid4()))).status_code == 302

    def test_a_citation_without_words_is_named_by_its_source(self, at_desk: Client, editor: User) -> None:
        citation = CitationFactory(exact="", source__title="Report of the agency")
        changed(citation, by=editor, role="supports")
        assert "Report of the agency" in texts(at_desk.get(history_url(citation.claim)))


class TestWaysBack:
    def test_restoring_asks_first(self, at_desk: Client, publisher: User) -> None:
        claim = make_case(title="First")
        wanted = own(claim)
        desk.change(claim, by=publisher, title="Second")
        assert "Restore this state" in texts(at_desk.get(way_back("restore", claim, wanted)))
        assert Claim.objects.get(pk=claim.pk).title == "Second"

    def test_restoring(self, at_desk: Client, publisher: User) -> None:
        claim = make_case(title="First")
        wanted = own(claim)
        desk.change(claim, by=publisher, title="Second")
        answer = forms.send(at_desk, way_back("restore", claim, wanted))
        assert answer.headers["Location"] == history_url(claim)
        assert Claim.objects.get(pk=claim.pk).title == "First"

    def test_part_is_restored_from_the_page_of_its_case(self, at_desk: Client, publisher: User) -> None:
        claim = make_case()
        point = claim.points.get()
        text, wanted = point.text, own(point)
        changed(point, by=publisher, text="Another.")
        forms.send(at_desk, way_back("restore", claim, wanted))
        assert Point.objects.get(pk=point.pk).text == text

    def test_saved_in_between_nothing_is_restored(self, at_desk: Client, publisher: User) -> None:
        claim = make_case(title="First")
        wanted = own(claim)
        desk.change(claim, by=publisher, title="Second")
        asked = forms.fields_of(at_desk.get(way_back("restore", claim, wanted)))
        desk.change(claim, by=publisher, title="Third")
        answer = at_desk.post(way_back("restore", claim, wanted), asked, follow=True)
        assert "Nothing was restored" in texts(answer)
        assert Claim.objects.get(pk=claim.pk).title == "Third"

    def test_undoing(self, at_desk: Client, publisher: User) -> None:
        claim = desk.change(make_case(title="First"), by=publisher, title="Second")
        forms.send(at_desk, way_back("undo", claim, own(claim)))
        assert Claim.objects.get(pk=claim.pk).title == "First"

    def test_what_came_from_outside_is_no_act_to_undo(self, at_desk: Client) -> None:
        claim = make_case()
        assert at_desk.get(way_back("undo", claim, own(claim))).status_code == 404

    def test_change_of_another_case_is_not_found(self, at_desk: Client) -> None:
        claim = make_case()
        assert at_desk.post(way_back("restore", claim, own(make_case()))).status_code == 404

    @pytest.mark.parametrize(("role", "status"), [("stranger", 302), ("contributor", 403), ("publisher", 302)])
    @pytest.mark.parametrize("what", ["restore", "undo"])
    def test_who_may_not_change_the_case_may_not(
        self, what: str, role: str, status: int, editor: User, client: Client, request: pytest.FixtureRequest
    ) -> None:
        claim = desk.change(make_case(), by=editor, title="Second")
        client.force_login(request.getfixturevalue(role))
        assert client.post(way_back(what, claim, own(claim))).status_code == status


class TestDoor:
    def test_form_with_its_inlines_is_one_act(self, at_desk: Client, editor: User) -> None:
        party = PartyFactory()
        before = Change.objects.latest("id").pk
        rows = {"aliases-TOTAL_FORMS": "1"} | forms.row("aliases", 0, name="WSJ")
        answer = forms.send(at_desk, forms.change_url(party), name="The Journal", **rows)
        assert answer.status_code == 302
        made = Change.objects.filter(id__gt=before)
        assert {(change.actor, change.through, change.cause) for change in made} == {(editor, Through.ADMIN, "form")}
        assert {change.table for change in made} == {"claims_party", "claims_partyalias"}
        assert made.values("act").distinct().order_by().count() == 1

    def test_deleting_from_the_list_is_one_act(self, at_desk: Client, editor: User) -> None:
        parties = PartyFactory.create_batch(2)
        before = Change.objects.latest("id").pk
        chosen = forms.chosen(parties, "delete_selected")
        forms.confirm(at_desk, reverse("admin:claims_party_changelist"), chosen)
        made = Change.objects.filter(id__gt=before)
        assert [(change.operation, change.actor, change.cause) for change in made] == [
            ("delete", editor, "delete selected")
        ] * 2
        assert made.values("act").distinct().order_by().count() == 1

    def test_german_desk_is_the_desk(self, at_desk: Client) -> None:
        party = PartyFactory()
        forms.send(at_desk, "/de" + forms.change_url(party), name="Das Journal")
        assert own(party).through == Through.ADMIN


def test_step_is_no_act_to_take_back(at_desk: Client) -> None:
    """What only says how far the case is on its way to readers stays, and stands in one line."""
    case = make_case()
    desk.publish(case)
    page = at_desk.get(history_url(case))
    acts = page.context["acts"]
    assert (acts[0].is_of_a_step, acts[-1].is_of_a_step) == (True, False)
    text = page.content.decode()
    assert text.count("Undo all of this") == sum(bool(act[0].change.act) and not act.is_of_a_step for act in acts)
    assert f"<summary>{len(acts[0])} records</summary>" in text
