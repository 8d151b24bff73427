"""A party that is made in place is of the kind that was chosen beside its name; one that is there keeps its own."""

import pytest
from django.test import Client

from claims.models import Claim, Party
from claims.vocabulary import PartyKind
from tests.admin.workspaces import answered, sent_card, url, words
from tests.factories import PartyFactory

CLAIM = {"name": "Gazette: a title", "statement": "A statement."}
FORMS = {
    ("answer", "party"): {"kind": "statement"},
    ("parties", "names"): {"role": "named"},
    ("claim", "claimant"): CLAIM,
    ("claim", "subjects"): CLAIM,
    ("relayed", "publisher"): {},
}
NAME = "Zora Neumann"


def send(desk: Client, case: Claim, form: str, field: str, **kind: str) -> Party:
    snapshot = words(case, "Acme habe Daten gesucht")
    source = case.citations.get().source.pk
    sent = desk.post(url("make", case, form), {**snapshot, "source": source, **FORMS[form, field], field: NAME, **kind})
    assert sent.status_code == 302
    return Party.objects.get(name=NAME)


@pytest.mark.parametrize(("form", "field"), FORMS)
def test_new_party_is_of_the_chosen_kind(form: str, field: str, desk: Client, started: Claim) -> None:
    chosen = "kind" if form == "parties" else f"{field}_kind"
    assert send(desk, started, form, field, **{chosen: "person"}).kind == PartyKind.PERSON


@pytest.mark.parametrize(("form", "field"), FORMS)
def test_without_a_choice_it_is_what_stands_there_mostly(form: str, field: str, desk: Client, started: Claim) -> None:
    is_outlet = field in ("claimant", "publisher")
    assert send(desk, started, form, field).kind == (PartyKind.OUTLET if is_outlet else PartyKind.ORGANISATION)


def test_party_that_is_there_keeps_its_kind(desk: Client, started: Claim) -> None:
    known = PartyFactory(name=NAME, kind=PartyKind.PUBLIC_BODY)
    assert send(desk, started, "answer", "party", party_kind="person") == known
    known.refresh_from_db()
    assert known.kind == PartyKind.PUBLIC_BODY


def test_cards_and_the_new_case_ask_too(desk: Client, started: Claim) -> None:
    answered(desk, started)
    request = {"to": "Ada Asked", "to_kind": "person", "questions": "Is it so?", "sent_at": "6.8.2018"}
    assert sent_card(desk, started, "request", **request).status_code == 302
    rating = {"author": "Board of Examiners", "author_kind": "public_body", "label": "False"}
    assert sent_card(desk, started, "assessment", **rating).status_code == 302
    new = {
        "text": "Another text.",
        "language": "en",
        "confirmed": "1",
        "publisher": "Zoe Blog",
        "publisher_kind": "person",
    }
    assert desk.post("/admin/claims/claim/new/", new).status_code == 302
    kinds = dict(Party.objects.values_list("name", "kind"))
    assert [kinds[name] for name in ("Ada Asked", "Board of Examiners", "Zoe Blog")] == [
        "person",
        "public_body",
        "person",
    ]


def test_unknown_kind_is_refused_at_its_field(desk: Client, started: Claim) -> None:
    sent = {**words(started, "Acme habe Daten gesucht"), "party": NAME, "party_kind": "ghost", "kind": "statement"}
    refused = desk.post(url("make", started, "answer"), sent)
    assert (refused.status_code, list(refused.context["opened"].form.errors)) == (422, ["party_kind"])
