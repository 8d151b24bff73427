"""The page of a party and the lists behind its figures. That the figures are right is the subject of test_party_figures."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.actions import publishing
from claims.fields.moment import Moment
from claims.models import Claim, Party, Stance, User
from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    PartyFactory,
    PassageFactory,
    RequestFactory,
    ResponseFactory,
    StanceFactory,
    make_case,
    subject_of,
)
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db
LISTS = ("claims", "points", "denials", "requests", "answers")
QUERIES = 13  # of the page, for any number of cases; one less where no account differs


@pytest.fixture
def harbour(db: None) -> Party:
    return PartyFactory(slug="harbour", name="Harbour Authority")


def told_differently(publish: Publish, party: Party, **fields: str) -> Claim:
    """A case whose one point the party denied, and told differently a month later."""
    claim = make_case(("denies",), **fields)
    claim.involvements.update(party=party)
    claim.responses.update(party=party)
    claim.responses.get().passages.update(text="There was no agreement.", language="en", translated_from="")
    response = ResponseFactory(claim=claim, party=party, order=2, made_at={"value": "2018-09-07"})
    PassageFactory(response=response, text="There were talks.", language="en", translated_from="").citations.add(
        claim.citations.first()
    )
    StanceFactory(response=response, point=claim.points.get(), stance="qualifies")
    return publish(claim=claim)


def test_party_shows_what_was_claimed_about_it_and_what_it_answered(seed: None, client: Client) -> None:
    text = text_of(client.get("/parties/facebook/"))
    assert "Claims about this party, and the answers" in text
    assert "Denied in part by Facebook" in text
    assert "What Facebook answered Denies Gives a different account" in text
    assert "Claims made" in text
    assert "Facebook: using the services with banks is the user’s choice (opt-in)" in text
    assert "not a finding of who was right" in text


def test_what_was_entered_in_error_or_withdrawn_is_not_what_a_party_answered(
    publish: Publish, client: Client, harbour: Party
) -> None:
    claim = told_differently(publish, harbour)
    denied, mistyped = claim.responses.order_by("order")
    page = "/parties/harbour/"
    assert "What Harbour Authority answered Denies Gives a different account" in text_of(client.get(page))

    denied.withdrawn_at = Moment(value="2018-09-08")
    denied.save()
    mended = ResponseFactory(claim=claim, party=harbour, order=3, replaces=mistyped)
    PassageFactory(response=mended).citations.add(claim.citations.first())
    StanceFactory(response=mended, point=claim.points.get(), stance="confirms")
    publish(claim=claim, kind="correction", note="It withdrew its denial, and the other answer was mistyped.")
    text = text_of(client.get(page))
    assert "What Harbour Authority answered Confirms" in text
    assert "2 answers on record" in text


def test_sweeping_denial_is_no_answer_to_a_point(publish: Publish, client: Client, harbour: Party) -> None:
    claim = told_differently(publish, harbour)
    Stance.objects.filter(response__claim=claim, stance="denies").update(directness="general")
    publish(claim=claim, kind="correction", note="The denial named no point.")

    assert "What Harbour Authority answered Gives a different account" in text_of(client.get("/parties/harbour/"))


def test_general_confirmation_is_not_told_as_a_denial(publish: Publish, client: Client, harbour: Party) -> None:
    claim = told_differently(publish, harbour)
    Stance.objects.filter(response__claim=claim).update(stance="confirms", directness="general")
    publish(claim=claim, kind="correction", note="Both named no point.")

    text = text_of(client.get("/parties/harbour/points/?answer=general"))
    assert "Possibly covered by a general answer. Shown, not counted." in text
    assert "1 of the points without a specific answer may be covered by a general answer" in text_of(
        client.get("/parties/harbour/")
    )


def test_party_shows_each_case_once(seed: None, client: Client) -> None:
    assert client.get("/parties/facebook/").text.count('href="/claims/facebook-opt-in/"') == 1


def test_party_that_is_only_named_shows_where(seed: None, client: Client) -> None:
    text = text_of(client.get("/parties/citigroup/"))
    assert "Claims that name this party" in text
    assert "denied" not in text


def test_figures_lead_to_their_lists(seed: None, client: Client) -> None:
    text = text_of(client.get("/parties/facebook/points/?answer=denies"))
    assert "Denies 1" in text
    assert "out of interest" in text


def test_denial_and_later_account_stand_side_by_side(publish: Publish, harbour: Party, client: Client) -> None:
    told_differently(publish, harbour)
    text = text_of(client.get("/parties/harbour/"))
    assert "Harbour Authority has denied 1 point." in text
    assert "1 A later different account by the party itself" in text
    assert text.index("“There was no agreement.”") < text.index("“There were talks.”")
    assert "On 1 of these points the answer is another one by now." in text


def test_requests_are_told_with_the_median_time(publish: Publish, harbour: Party, client: Client) -> None:
    claim = make_case()
    for days in (8, 9, 12):
        RequestFactory(claim=claim, to=harbour, outcome="answered", outcome_at={"value": f"2018-08-{days:02}"},
                       sent_at={"value": "2018-08-07"})  # fmt: skip
    RequestFactory(claim=claim, to=harbour, outcome="declined", sent_at={"value": "2018-08-07"})
    publish(claim=claim)
    text = text_of(client.get("/parties/harbour/"))
    assert "requests on record here that were answered 3 of 4" in text
    assert "median time until 3 answers with known days 2 days" in text


def test_running_deadline_counts_against_nobody(
    publish: Publish, harbour: Party, client: Client, clock: object
) -> None:
    claim = make_case()
    RequestFactory(claim=claim, to=harbour, sent_at={"value": "2018-08-08"}, deadline={"value": "2018-08-08T12:01Z"})
    publish(claim=claim)
    answer = client.get("/parties/harbour/")
    assert "none due yet" in text_of(answer)
    assert answer["Cache-Control"] == "public, max-age=60"
    clock.shift(61)  # type: ignore[attr-defined]
    assert "0 of 1" in text_of(client.get("/parties/harbour/"))


def test_claimant_is_told_by_its_own_moves(publish: Publish, client: Client) -> None:
    outlet = PartyFactory(slug="courier", kind="outlet")
    claim = make_case(("denies",), claimant=outlet)
    response = ResponseFactory(claim=claim, party=outlet, kind="correction", order=2, made_at={"value": "2018-10-01"})
    PassageFactory(response=response).citations.add(claim.citations.first())
    StanceFactory(response=response, point=claim.points.get(), stance="retracts")
    subject = subject_of(claim)
    publish(claim=claim)
    assert "point retracted 1" in text_of(client.get("/parties/courier/"))
    assert "1 Corrected, retracted or disowned by the claimant" in text_of(client.get(f"/parties/{subject.slug}/"))


def test_verdict_of_others_is_told_without_repeating_it(publish: Publish, harbour: Party, client: Client) -> None:
    claim = make_case()
    claim.involvements.update(party=harbour)
    claim.responses.update(party=harbour)
    assessment = AssessmentFactory(
        claim=claim, author=PartyFactory(), label="Pants on fire", made_at={"value": "2018-12-01"}
    )
    assessment.citations.add(CitationFactory(claim=claim))
    publish(claim=claim)
    text = text_of(client.get("/parties/harbour/"))
    assert "1 Assessed or ruled on by others" in text
    assert "Pants on fire" not in text


def test_chart_comes_with_the_tenth_case(publish: Publish, harbour: Party, client: Client) -> None:
    claim = told_differently(publish, harbour)
    assert "The answers by year" not in text_of(client.get("/parties/harbour/"))
    for _ in range(9):
        case = make_case((None,))
        case.involvements.update(party=harbour)
        RequestFactory(claim=case, to=harbour)
        publish(claim=case)
    text = text_of(client.get("/parties/harbour/"))
    assert "The answers by year" in text
    assert "2018 0 1 0 0 9 10" in text
    assert claim.title in text_of(client.get("/parties/harbour/claims/?part=about"))


def test_queries_are_constant(
    publish: Publish, harbour: Party, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        told_differently(publish, harbour)
        with django_assert_num_queries(QUERIES):
            client.get("/parties/harbour/")
        for name in LISTS:
            with django_assert_num_queries(9 if name == "denials" else 8):
                client.get(f"/parties/harbour/{name}/")


def test_withdrawn_claim_counts_nowhere(publish: Publish, harbour: Party, publisher: User, client: Client) -> None:
    kept, withdrawn = told_differently(publish, harbour), told_differently(publish, harbour)
    publishing.withdraw(by=publisher, claim_id=withdrawn.pk, reason="Mistaken identity.")
    text = text_of(client.get("/parties/harbour/denials/"))
    assert kept.title in text
    assert withdrawn.title not in text
    assert "has denied 1 point." in text_of(client.get("/parties/harbour/"))


def test_private_person_has_no_page_no_list_and_no_feed(publish: Publish, client: Client) -> None:
    person = PartyFactory(
        slug="a-clerk", kind="person", name="Erika Mustermann", is_private=True, public_label="a bank clerk"
    )
    publish(claimant=person)
    for path in ("", "feed/", *(f"{name}/" for name in LISTS)):
        assert client.get(f"/parties/a-clerk/{path}").status_code == 404
    assert "Mustermann" not in text_of(client.get("/claims/"))
    assert "clerk" not in text_of(client.get("/parties/"))


def test_old_slug_leads_to_the_new_one(publish: Publish, client: Client) -> None:
    outlet = PartyFactory(slug="old-paper", kind="outlet")
    claim = publish(claimant=outlet)
    outlet.refresh_from_db()
    outlet.slug = "new-paper"
    outlet.save()
    publish(claim=claim, kind="update", note="The paper was renamed.")
    for path in ("", "denials/"):
        response = client.get(f"/parties/old-paper/{path}")
        assert (response.status_code, response.headers["Location"]) == (308, f"/parties/new-paper/{path}")


@pytest.mark.parametrize("asked", ["?became=guilty", "?page=0", "?page=first", "?page=2", "?page=5001"])
def test_list_refuses_what_it_cannot_read(seed: None, client: Client, asked: str) -> None:
    answer = client.get(f"/parties/facebook/denials/{asked}")
    assert answer.status_code == 400
    assert {"?", "?became=nothing"} & set(links(answer))


def test_list_that_is_narrowed_is_not_indexed_and_keeps_its_address_in_german(seed: None, client: Client) -> None:
    page = client.get("/parties/facebook/denials/?became=nothing")
    assert '<meta name="robots" content="noindex">' in page.text
    assert "/de/parties/facebook/denials/?became=nothing" in links(page)


def test_empty_list_says_so(seed: None, client: Client) -> None:
    assert "Nothing of this kind is on record here." in text_of(client.get("/parties/citigroup/denials/"))
