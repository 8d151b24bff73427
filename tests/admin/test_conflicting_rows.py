"""Two editors at the rows of one record: only what both touched is asked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import editing
from claims.models import Claim, ClaimTranslation, Party, PartyAlias, Passage, Point, User
from tests.admin.conflicting import lines, opened
from tests.admin.forms import change_url, fields_of, row
from tests.factories import CitationFactory, PartyFactory, PassageFactory, ResponseFactory

AtDesk = Callable[[User], Client]


@pytest.fixture
def desk(editor: User, at_desk: AtDesk) -> Client:
    return at_desk(editor)


def test_row_that_only_they_changed_is_no_conflict(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="Mine")
    saves(case.points.get(order=1), text="Theirs.")
    assert desk.post(change_url(case), mine).status_code == 302
    assert case.points.get(order=1).text == "Theirs."
    assert Claim.objects.get().title == "Mine"


def test_record_that_only_they_changed_is_no_conflict(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, **{"points-0-text": "Mine."})
    saves(case, title="Theirs")
    assert desk.post(change_url(case), mine).status_code == 302
    assert Claim.objects.get().title == "Theirs"
    assert case.points.get(order=1).text == "Mine."


def test_row_that_both_changed(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="My title", **{"points-0-text": "Mine."})
    saves(case.points.get(order=1), text="Theirs.")
    refused = desk.post(change_url(case), mine)
    assert list(lines(refused)) == ["points-0-text"]
    saved = desk.post(change_url(case), {**fields_of(refused), "_choice:points-0-text": "yours"})
    assert saved.status_code == 302
    assert (case.points.get(order=1).text, Claim.objects.get().title) == ("Mine.", "My title")


def test_links_are_compared(desk: Client, publisher: User, case: Claim) -> None:
    first, second = CitationFactory.create_batch(2, claim=case)
    mine = opened(desk, case, **{"points-0-citations": [str(first.pk)]})
    point = case.points.get(order=1)
    editing.save(by=publisher, record=point, links={"citations": [second]})
    refused = desk.post(change_url(case), mine)
    assert lines(refused)["points-0-citations"] == ("(empty)", str(second), str(first), "")
    desk.post(change_url(case), {**fields_of(refused), "_choice:points-0-citations": "theirs"})
    assert list(point.citations.all()) == [second]


@pytest.mark.parametrize(("choice", "texts"), [("theirs", ["Theirs."]), ("yours", [])])
def test_row_that_they_changed_is_not_removed_unseen(
    desk: Client, saves: Any, case: Claim, choice: str, texts: list[str]
) -> None:
    mine = opened(desk, case, **{"points-2-DELETE": "on"})
    point = case.points.get(order=3)
    saves(point, text="Theirs.")
    page = fields_of(desk.post(change_url(case), mine))
    assert case.points.filter(pk=point.pk).exists()
    assert desk.post(change_url(case), {**page, "_choice:points-2": choice}).status_code == 302
    assert list(case.points.filter(pk=point.pk).values_list("text", flat=True)) == texts


@pytest.mark.parametrize(("choice", "texts"), [("theirs", []), ("yours", ["Mine."])])
def test_row_that_they_removed_is_not_lost(
    desk: Client, publisher: User, case: Claim, choice: str, texts: list[str]
) -> None:
    mine = opened(desk, case, **{"points-2-text": "Mine."})
    editing.remove(by=publisher, record=case.points.get(order=3))
    refused = desk.post(change_url(case), mine)
    assert lines(refused)["points-2"][1] == "Removed"
    assert "Mine." in lines(refused)["points-2"][2]
    assert desk.post(change_url(case), {**fields_of(refused), "_choice:points-2": choice}).status_code == 302
    assert list(case.points.filter(order=3).values_list("text", flat=True)) == texts


def test_row_that_they_removed_and_you_left_alone_is_no_conflict(desk: Client, publisher: User, case: Claim) -> None:
    Point.objects.filter(claim=case).update(is_published=True)
    mine = opened(desk, case, title="Mine")
    editing.remove(by=publisher, record=case.points.get(order=3))
    assert desk.post(change_url(case), mine).status_code == 302
    assert Claim.objects.get().title == "Mine"


def test_row_without_a_version(desk: Client, saves: Any, case: Claim) -> None:
    passage = PassageFactory(response=ResponseFactory(claim=case), text="Before.")
    mine = opened(desk, passage.response, **{"passages-0-text": "Mine."})
    saves(passage, text="Theirs.")
    refused = desk.post(change_url(passage.response), mine)
    assert lines(refused)["passages-0-text"] == ("Before.", "Theirs.", "Mine.", "")
    desk.post(change_url(passage.response), {**fields_of(refused), "_choice:passages-0-text": "yours"})
    assert Passage.objects.get(pk=passage.pk).text == "Mine."


def test_row_without_a_version_that_you_left_alone(desk: Client, saves: Any, case: Claim) -> None:
    translation = ClaimTranslation(claim=case, language="de", translator="desk", title="Titel", statement="Satz")
    editing.save(by=User.objects.get(username="publisher"), record=translation)
    mine = opened(desk, case, title="Mine")
    saves(translation, title="Ihr Titel")
    assert desk.post(change_url(case), mine).status_code == 302
    assert ClaimTranslation.objects.get().title == "Ihr Titel"


def test_row_without_a_version_that_only_you_changed(desk: Client, case: Claim) -> None:
    passage = PassageFactory(response=ResponseFactory(claim=case), text="Before.")
    mine = opened(desk, passage.response, **{"passages-0-text": "Mine."})
    assert desk.post(change_url(passage.response), mine).status_code == 302
    assert Passage.objects.get(pk=passage.pk).text == "Mine."


def test_shared_record_with_its_rows(desk: Client, saves: Any) -> None:
    alias = PartyAlias.objects.create(party=PartyFactory(name="Before"), name="Alias")
    mine = opened(desk, alias.party, name="Mine", **row("aliases", 0, name="My alias"))
    saves(alias.party, name="Theirs")
    saves(alias, name="Their alias")
    refused = desk.post(change_url(alias.party), mine)
    assert {name: line[1:3] for name, line in lines(refused).items()} == {
        "name": ("Theirs", "Mine"),
        "aliases-0-name": ("Their alias", "My alias"),
    }
    assert Party.objects.get(pk=alias.party.pk).name == "Theirs"


def test_moment_is_taken_from_them_whole(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, made_at_value="2018-08-05")
    saves(case, made_at={"value": "2018-08-06", "zone": "Europe/Berlin", "stated": "am Montag"})
    page = fields_of(desk.post(change_url(case), mine))
    desk.post(change_url(case), {**page, "_choice:made_at": "theirs"})
    case.refresh_from_db()
    assert (case.made_at.value, case.made_at.stated) == ("2018-08-06", "am Montag")
