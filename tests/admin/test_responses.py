"""Responses, their passages and stances, and what stays as it is once readers have seen it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import publishing
from claims.models import Claim, Hedge, Passage, PassageTranslation, Response, Stance, User
from claims.models.record import Translation
from tests.admin.forms import add_url, change_url, confirm, errors_of, fields_of, row, send
from tests.factories import (
    CitationFactory,
    PartyFactory,
    PassageFactory,
    PointFactory,
    StanceFactory,
    make_case,
    subject_of,
)

AtDesk = Callable[[User], Client]


@pytest.fixture
def response(case: Claim) -> Response:
    return case.responses.get()


@pytest.fixture
def published(case: Claim, publisher: User) -> Response:
    publishing.publish(by=publisher, claim_id=case.pk, is_reviewed=False)
    return case.responses.get()


def new_response(case: Claim, **changes: Any) -> dict[str, Any]:
    citation, point = case.citations.get(), case.points.get(order=2)
    return {
        "party": str(subject_of(case).pk),
        "kind": "statement",
        "made_at_value": "2018-08-08",
        "passages-TOTAL_FORMS": "1",
        "stances-TOTAL_FORMS": "1",
        **row("passages", 0, form="reported", text="Es stimmt.", language="de", citations=[str(citation.pk)]),
        **row("stances", 0, point=str(point.pk), stance="confirms", directness="express", words="stimmt"),
        **changes,
    }


def test_response_is_added_with_words_and_stance(editor: User, at_desk: AtDesk, case: Claim) -> None:
    answer = send(at_desk(editor), add_url("response", claim=case.pk), **new_response(case))

    added = case.responses.get(order=2)
    assert answer.headers["Location"] == change_url(case)
    assert added.passages.get().citations.get() == case.citations.get()
    assert added.passages.get().order == 1
    stance = added.stances.get()
    assert (stance.claim, stance.point.order, stance.stance) == (case, 2, "confirms")


def test_new_standing_is_on_the_page_of_the_case(editor: User, at_desk: AtDesk, case: Claim) -> None:
    desk = at_desk(editor)
    assert "1 of 3 points is addressed" in desk.get(change_url(case)).content.decode()
    send(desk, add_url("response", claim=case.pk), **new_response(case))
    assert "2 of 3 points are addressed" in desk.get(change_url(case)).content.decode()


def test_new_words_are_in_the_language_of_the_case(editor: User, at_desk: AtDesk) -> None:
    case = make_case(language="de")
    assert fields_of(at_desk(editor).get(add_url("response", claim=case.pk)))["passages-0-language"] == "de"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"stances-0-stance": "retracts"}, "cannot be taken by"),
        ({"stances-0-stance": ""}, "required"),
        ({"passages-0-text": "\x00"}, "Null characters"),
        ({"passages-0-language": "German"}, "language tag"),
        ({"passages-0-translated_from": "de"}, "own language"),
        ({"made_at_value": "Tuesday"}, "is no date"),
        ({"order": "1"}, "already has this place"),
        ({"order": "99999999999"}, "less than or equal"),
    ],
)
def test_refused_response_leaves_nothing_behind(
    changes: dict[str, str], sentence: str, editor: User, at_desk: AtDesk, case: Claim
) -> None:
    answer = send(at_desk(editor), add_url("response", claim=case.pk), **new_response(case, **changes))
    assert sentence in errors_of(answer)
    assert fields_of(answer)["stances-0-words"] == "stimmt"
    assert case.responses.count() == 1
    assert Passage.objects.count() == 1


def test_stranger_to_the_case_does_not_answer(editor: User, at_desk: AtDesk, case: Claim) -> None:
    data = new_response(case, party=str(PartyFactory().pk))
    answer = send(at_desk(editor), add_url("response", claim=case.pk), **data)
    assert "a stranger to the case" in errors_of(answer)


def test_second_stance_on_a_point_is_refused_at_its_row(editor: User, at_desk: AtDesk, response: Response) -> None:
    point = response.stances.get().point
    again = row("stances", 1, point=str(point.pk), stance="denies", directness="express")
    answer = send(at_desk(editor), change_url(response), **{"stances-TOTAL_FORMS": "2"}, **again)
    assert "already takes a stance" in errors_of(answer)


def test_points_and_citations_are_those_of_the_case(editor: User, at_desk: AtDesk, response: Response) -> None:
    foreign_point, foreign_citation = PointFactory(), CitationFactory()
    changes = {"stances-0-point": str(foreign_point.pk), "stances-0-citations": [str(foreign_citation.pk)]}
    desk = at_desk(editor)
    page = desk.get(change_url(response)).content.decode()
    assert str(foreign_point.pk) not in page
    assert send(desk, change_url(response), **changes).status_code == 200


def test_passages_exchange_their_places(editor: User, at_desk: AtDesk, response: Response) -> None:
    first, second = response.passages.get(), PassageFactory(response=response)
    send(at_desk(editor), change_url(response), **{"passages-0-order": "2", "passages-1-order": "1"})
    assert list(response.passages.order_by("order")) == [second, first]


def test_stance_has_hedges(editor: User, at_desk: AtDesk, response: Response) -> None:
    stance = response.stances.get()
    data = {"hedges-TOTAL_FORMS": "1", **row("hedges", 0, kind="manner", words="aktiv")}
    assert send(at_desk(editor), change_url(stance), **data).status_code == 302
    assert Hedge.objects.get().stance == stance


def test_translation_of_a_passage_knows_its_original(editor: User, at_desk: AtDesk, response: Response) -> None:
    passage = response.passages.get()
    data = row("translations", 0, language="en", translator="desk", text="It is not true.")
    send(at_desk(editor), change_url(passage), **{"translations-TOTAL_FORMS": "1"}, **data)
    translation: Translation = PassageTranslation.objects.get()
    assert len(translation.of) == 64


# --- Published ---------------------------------------------------------------------------------------------------------


def test_published_words_are_shown_and_not_offered(editor: User, at_desk: AtDesk, published: Response) -> None:
    page = at_desk(editor).get(change_url(published))
    fields = fields_of(page)
    assert not {"party", "kind", "made_at_value", "passages-0-text"} & set(fields)
    assert "stances-0-stance" in fields
    assert "what was said, by whom and when stays as it is" in page.content.decode()


def test_published_response_is_replaced_by_a_new_one(editor: User, at_desk: AtDesk, published: Response) -> None:
    url = add_url("response", claim=published.claim_id, replaces=published.pk)
    desk = at_desk(editor)
    fields = fields_of(desk.get(url))
    assert (fields["party"], fields["replaces"]) == (str(published.party_id), str(published.pk))

    assert send(desk, url, **new_response(published.claim)).status_code == 302
    assert Response.objects.get(order=2).replaces == published


@pytest.mark.parametrize("replaces", ["no id", "\x00"])
def test_replacing_what_is_unknown_starts_empty(replaces: str, editor: User, at_desk: AtDesk, case: Claim) -> None:
    page = at_desk(editor).get(add_url("response"), {"claim": str(case.pk), "replaces": replaces})
    assert fields_of(page)["replaces"] == ""


def test_published_response_is_left_out_when_deleted(editor: User, at_desk: AtDesk, published: Response) -> None:
    confirm(at_desk(editor), f"/admin/claims/response/{published.pk}/delete/")
    published.refresh_from_db()
    assert published.is_removed


# --- Who ---------------------------------------------------------------------------------------------------------------


def test_contributor_adds_nothing_to_the_case_of_others(contributor: User, at_desk: AtDesk, case: Claim) -> None:
    answer = send(at_desk(contributor), add_url("response", claim=case.pk), **new_response(case))
    assert "You may not change this case" in errors_of(answer)
    assert case.responses.count() == 1


def test_contributor_cannot_change_the_response_of_others(
    contributor: User, at_desk: AtDesk, response: Response
) -> None:
    desk = at_desk(contributor)
    assert desk.post(change_url(response), {"kind": "post"}).status_code == 403
    assert desk.post(f"/admin/claims/response/{response.pk}/delete/", {"post": "yes"}).status_code == 403


def test_part_without_a_case_asks_for_it_first(editor: User, at_desk: AtDesk, case: Claim) -> None:
    desk = at_desk(editor)
    assert "passages-TOTAL_FORMS" not in fields_of(desk.get(add_url("response")))
    answer = send(desk, add_url("response"), claim=str(case.pk))
    assert answer.headers["Location"] == add_url("response", claim=case.pk)
    assert "required" in errors_of(send(desk, add_url("response")))


def test_response_with_many_stances_opens_with_few_queries(
    editor: User, at_desk: AtDesk, django_assert_max_num_queries: Any
) -> None:
    case = make_case(["denies"] * 10)
    response = case.responses.get()
    for _number in range(10):
        PassageFactory(response=response)
    desk = at_desk(editor)
    with django_assert_max_num_queries(25):
        desk.get(change_url(response))
    for point in [PointFactory(claim=case) for _number in range(10)]:
        StanceFactory(response=response, point=point)
    assert Stance.objects.count() == 20
    with django_assert_max_num_queries(25):
        desk.get(change_url(response))
