"""The page of a conflict marks words, and offers both changes together where they do not touch each other."""

from typing import Any

import pytest
from django.test import Client

from claims.actions import editing
from claims.models import Claim, PartyAlias, Point, User
from tests.admin.conflicting import lines, opened
from tests.admin.forms import change_url, fields_of
from tests.factories import CitationFactory, PartyFactory, TopicFactory

BASE = "The bank paid ten euros on Monday."
THEIRS = "The bank paid twelve euros on Monday."
YOURS = "The bank paid ten euros on Tuesday."
BOTH = "The bank paid twelve euros on Tuesday."


@pytest.fixture
def refused(desk: Client, saves: Any, case: Claim) -> Any:
    saves(case, statement=BASE)
    mine = opened(desk, case, statement=YOURS)
    saves(case, statement=THEIRS)
    return desk.post(change_url(case), mine)


def line(response: Any, name: str) -> Any:
    parts = response.context["conflict"].parts
    return next(each for part in parts for each in part.lines if each.name == name)


def marked(segments: Any) -> str:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[each.share].format(each.text) for each in segments)


def test_words_of_each_side_are_marked_against_the_base(refused: Any) -> None:
    marks = line(refused, "statement").marks
    assert marked(marks.theirs) == "The bank paid [-ten-][+twelve+] euros on Monday."
    assert marked(marks.yours) == "The bank paid ten euros on [-Monday-][+Tuesday+]."


def test_marks_are_seen_and_heard(refused: Any) -> None:
    page = refused.content.decode()
    assert '<del><span class="visually-hidden">removed: </span>ten</del>' in page
    assert '<ins><span class="visually-hidden">added: </span>twelve</ins>' in page


def test_both_together_is_filled_in_and_not_chosen(refused: Any, case: Claim) -> None:
    sent = fields_of(refused)
    assert sent["_both:statement"] == BOTH
    assert "_choice:statement" not in sent
    assert Claim.objects.get().statement == THEIRS


def test_both_together_is_saved_when_it_is_chosen(desk: Client, refused: Any, case: Claim) -> None:
    sent = {**fields_of(refused), "_choice:statement": "both"}
    assert desk.post(change_url(case), sent).status_code == 302
    assert Claim.objects.get().statement == BOTH


def test_both_together_can_be_mended(desk: Client, refused: Any, case: Claim) -> None:
    sent = {**fields_of(refused), "_choice:statement": "both", "_both:statement": "Mended."}
    desk.post(change_url(case), sent)
    assert Claim.objects.get().statement == "Mended."


def test_both_together_that_cannot_be_stored_is_an_error(desk: Client, refused: Any, case: Claim) -> None:
    sent = {**fields_of(refused), "_choice:statement": "both", "_both:statement": "a\x07b"}
    assert desk.post(change_url(case), sent).status_code == 200
    assert Claim.objects.get().statement == THEIRS


def test_third_save_meanwhile_returns_with_both_as_yours(desk: Client, refused: Any, saves: Any, case: Claim) -> None:
    saves(case, statement="A third.")
    again = desk.post(change_url(case), {**fields_of(refused), "_choice:statement": "both"})
    assert lines(again)["statement"][1:3] == ("A third.", BOTH)


def test_changes_that_touch_are_not_offered_together(desk: Client, saves: Any, case: Claim) -> None:
    saves(case, statement=BASE)
    mine = opened(desk, case, statement=BASE.replace("ten", "nine"))
    saves(case, statement=THEIRS)
    page = desk.post(change_url(case), mine)
    assert line(page, "statement").marks.both is None
    assert "_both:statement" not in fields_of(page)


def test_field_that_one_side_changed_is_marked_and_not_joined(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title=f"{case.title} today")
    saves(case, scope_note="Theirs.")
    found = line(desk.post(change_url(case), mine), "title").marks
    assert (marked(found.yours), found.both) == (f"{case.title}[+ today+]", None)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ends_of_lines_are_no_change(desk: Client, saves: Any, case: Claim, end: str) -> None:
    saves(case, statement="One ten.\nTwo on Monday.")
    mine = opened(desk, case, statement=f"One ten.{end}Two on Tuesday.")
    saves(case, statement="One twelve.\nTwo on Monday.")
    both = line(desk.post(change_url(case), mine), "statement").marks.both
    assert both.text == "One twelve.\nTwo on Tuesday."


def test_choice_of_words_is_not_joined(desk: Client, saves: Any) -> None:
    party = PartyFactory(kind="organisation")
    mine = opened(desk, party, kind="outlet")
    saves(party, kind="public_body")
    assert line(desk.post(change_url(party), mine), "kind").marks.both is None


class TestLinks:
    def test_rows_are_marked_by_name_and_fit_together(self, desk: Client, publisher: User, case: Claim) -> None:
        old, first, second = (TopicFactory(name=name) for name in ("Old", "First", "Second"))
        editing.save(by=publisher, record=Claim.objects.get(), links={"topics": [old]})
        mine = opened(desk, case, topics=[str(first.pk)])
        editing.save(by=publisher, record=Claim.objects.get(), links={"topics": [old, second]})
        page = desk.post(change_url(case), mine)
        marks = line(page, "topics").marks
        assert marked(marks.theirs) == "Old[+, +][+Second+]".replace("[+, +]", ", ")
        assert marked(marks.yours) == "[-Old-], [+First+]"
        sent = {**fields_of(page), "_choice:topics": "both"}
        assert desk.post(change_url(case), sent).status_code == 302
        assert {topic.name for topic in case.topics.all()} == {"First", "Second"}

    def test_links_of_a_row(self, desk: Client, publisher: User, case: Claim) -> None:
        first, second = CitationFactory.create_batch(2, claim=case)
        point = case.points.get(order=1)
        editing.save(by=publisher, record=point, links={"citations": []})
        mine = opened(desk, case, **{"points-0-citations": [str(first.pk)]})
        editing.save(by=publisher, record=Point.objects.get(pk=point.pk), links={"citations": [second]})
        page = desk.post(change_url(case), mine)
        desk.post(change_url(case), {**fields_of(page), "_choice:points-0-citations": "both"})
        assert set(point.citations.all()) == {first, second}


class TestRows:
    def test_words_of_a_row_fit_together(self, desk: Client, saves: Any, case: Claim) -> None:
        point = case.points.get(order=1)
        saves(point, text=BASE)
        mine = opened(desk, case, **{"points-0-text": YOURS})
        saves(point, text=THEIRS)
        page = fields_of(desk.post(change_url(case), mine))
        desk.post(change_url(case), {**page, "_choice:points-0-text": "both"})
        assert case.points.get(order=1).text == BOTH

    def test_row_that_one_removed_marks_what_the_other_changed(self, desk: Client, saves: Any) -> None:
        alias = PartyAlias.objects.create(party=PartyFactory(), name="Old name")
        mine = opened(desk, alias.party, **{"aliases-0-DELETE": "on"})
        saves(alias, name="New name")
        marks = line(desk.post(change_url(alias.party), mine), "aliases-0").marks
        assert "[-Old-][+New+] name" in marked(marks.theirs)
