"""Two editors at one card: the second chooses between theirs and yours; what was typed and not saved stands in it again."""

from typing import Any

from django.test import Client

from claims.actions import drafts, editing
from claims.models import Claim, Draft, Event, User
from tests.admin.conflicting import lines
from tests.admin.forms import fields_of
from tests.admin.workspaces import card, card_fields, opened_card, sent_card
from tests.factories import CitationFactory, ClaimPartyFactory, EventFactory, RequestExtensionFactory, RequestFactory


def held(desk: Client, claim: Claim, name: str, key: Any, **changes: Any) -> dict[str, Any]:
    return {**card_fields(opened_card(desk, claim, name, key)), **changes}


def test_same_field_is_chosen(desk: Client, saves: Any, case: Claim) -> None:
    event = EventFactory(claim=case, text="Before.")
    mine = held(desk, case, "event", event.pk, text="Mine.")
    saves(event, text="Theirs.")
    page = desk.post(card(case, "event", event.pk), mine)
    assert lines(page) == {"text": ("Before.", "Theirs.", "Mine.", "")}
    done = desk.post(card(case, "event", event.pk), {**fields_of(page), "_choice:text": "yours"})
    assert done.status_code == 302
    assert Event.objects.get().text == "Mine."


def test_different_fields_are_both_kept(desk: Client, saves: Any, case: Claim) -> None:
    request = RequestFactory(claim=case)
    mine = held(desk, case, "request", request.pk, to="Acme Ltd", deadline="9.8.2018")
    saves(request, questions="Theirs?", channel="letter")
    page = desk.post(card(case, "request", request.pk), mine)
    chosen = {name: (line[2], line[3]) for name, line in lines(page).items()}
    assert chosen["to"] == ("Acme Ltd", "yours")
    assert chosen["questions"][1] == chosen["channel"][1] == "theirs"
    assert desk.post(card(case, "request", request.pk), fields_of(page)).status_code == 302
    request.refresh_from_db()
    assert (str(request.to), request.questions, request.channel) == ("Acme Ltd", "Theirs?", "letter")


def test_parts_that_only_one_checked_are_filled_in(desk: Client, saves: Any, case: Claim) -> None:
    citation, point = CitationFactory(claim=case), case.points.get(order=1)
    mine = held(desk, case, "citation", citation.pk, serves=[f"point:{point.pk}"])
    saves(citation, locator="page 2")
    page = desk.post(card(case, "citation", citation.pk), mine)
    assert {name: line[3] for name, line in lines(page).items()} == {"serves": "yours", "locator": "theirs"}
    assert lines(page)["serves"][2] == f"P1 {point.text}"
    assert desk.post(card(case, "citation", citation.pk), fields_of(page)).status_code == 302
    assert point.citations.get().locator == "page 2"


def test_row_that_both_changed_is_chosen(desk: Client, saves: Any, case: Claim) -> None:
    extension = RequestExtensionFactory(request=RequestFactory(claim=case))
    key = extension.request_id
    mine = held(desk, case, "request", key, **{"extensions-0-until": "10.8.2018"})
    saves(extension, until={"value": "2018-08-11"})
    page = desk.post(card(case, "request", key), mine)
    assert lines(page)["extensions-0-until"][1:] == ("2018-08-11", "2018-08-10", "")


def test_party_of_the_claim_has_no_version_and_is_told_apart_too(desk: Client, saves: Any, case: Claim) -> None:
    named = ClaimPartyFactory(claim=case, role="named")
    mine = held(desk, case, "unasked", named.party_id, unasked_reason="Mine.")
    saves(named, unasked_reason="Theirs.")
    assert lines(desk.post(card(case, "unasked", named.party_id), mine))["unasked_reason"][1:3] == ("Theirs.", "Mine.")


def test_record_that_changed_stays_or_goes_after_a_look(desk: Client, saves: Any, case: Claim) -> None:
    event = EventFactory(claim=case, text="Before.")
    mine = held(desk, case, "event", event.pk, remove="1")
    saves(event, text="Theirs.")
    page = desk.post(card(case, "event", event.pk), mine)
    base, theirs, yours, chosen = lines(page)[""]
    assert ("Before." in base, "Theirs." in theirs, yours, chosen) == (True, True, "Removed", "")
    desk.post(card(case, "event", event.pk), {**fields_of(page), "_choice:": "theirs"})
    assert Event.objects.get().text == "Theirs."
    desk.post(card(case, "event", event.pk), {**fields_of(page), "_choice:": "yours"})
    assert not Event.objects.exists()


def test_words_for_a_record_that_was_deleted_are_shown_and_saved_into_it(
    desk: Client, publisher: User, case: Claim
) -> None:
    event = EventFactory(claim=case, text="Before.")
    key = event.pk
    mine = held(desk, case, "event", key, text="Mine.")
    editing.remove(by=publisher, record=event)
    page = desk.post(card(case, "event", key), mine)
    assert page.status_code == 409
    assert "Mine." in page.content.decode()
    assert desk.post(card(case, "event", key), fields_of(page)).status_code == 302
    assert Event.objects.get().text == "Mine."


def test_mine_are_kept_as_a_draft_and_stand_in_the_card(desk: Client, editor: User, saves: Any, case: Claim) -> None:
    event = EventFactory(claim=case)
    mine = held(desk, case, "event", event.pk, text="Mine.")
    saves(event, text="Theirs.")
    page = desk.post(card(case, "event", event.pk), mine)
    answer = desk.post(card(case, "event", event.pk), {**fields_of(page), "_keep_draft": "1"}, follow=True)
    assert card_fields(answer)["text"] == "Mine."
    assert Draft.objects.get(user=editor).base_version == 1


def test_draft_with_its_rows_is_shown_without_complaints_and_forgotten_once_saved(
    desk: Client, editor: User, case: Claim
) -> None:
    typed = held(desk, case, "request", "new", to="Acme Ltd", **{"extensions-0-until": "10.8.2018"})
    kept = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    drafts.keep(by=editor, form=card(case, "request"), fields=kept, claim_id=case.pk)
    page = opened_card(desk, case, "request")
    assert card_fields(page)["extensions-0-until"] == "10.8.2018"
    assert b"errorlist" not in page.content
    sent = {"sent_at": "6.8.2018", "questions": "Why?", "extensions-0-granted_at": "7.8.2018"}
    assert sent_card(desk, case, "request", **sent).status_code == 302
    assert not Draft.objects.exists()
