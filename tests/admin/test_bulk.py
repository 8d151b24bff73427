"""Actions for several claims of the list, through HTTP: each asks first, leaves out what changed, and reports."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from claims.actions import casework
from claims.models import Assignment, Claim, Revision, User
from claims.vocabulary import Stage
from tests.actions.desk import publish
from tests.admin.forms import chosen, confirm, errors_of, fields_of
from tests.factories import EditFactory, TopicFactory, make_case

AtDesk = Callable[[User], Client]
LIST = "/admin/claims/claim/"


@pytest.fixture
def cases(db: None) -> list[Claim]:
    return [make_case(), make_case()]


@pytest.fixture
def published(db: None) -> list[Claim]:
    cases = [make_case(), make_case()]
    for case in cases:
        publish(case)
    return cases


def topics(case: Claim) -> list[str]:
    return [topic.name for topic in case.topics.all()]


def test_topic_joins_those_of_each_case(desk: Client, cases: list[Claim]) -> None:
    old, new = TopicFactory(name="Banks"), TopicFactory(name="Privacy")
    cases[0].topics.add(old)
    done = confirm(desk, LIST, chosen(cases, "add_topic_selected"), topic=str(new.pk))
    assert "Done for 2 claims." in done.content.decode()
    assert [set(topics(case)) for case in cases] == [{"Banks", "Privacy"}, {"Privacy"}]


def test_topic_is_asked_for(desk: Client, cases: list[Claim]) -> None:
    asked = desk.post(LIST, chosen(cases, "add_topic_selected"))
    assert "topic" in errors_of(desk.post(LIST, fields_of(asked)))


def test_cases_are_assigned_and_keep_their_day(desk: Client, editor: User, publisher: User, cases: list[Claim]) -> None:
    casework.assign(
        by=editor, claim_id=cases[0].pk, assignee=None, due_on=date(2018, 8, 10), embargo_until=None, version=0
    )
    done = confirm(desk, LIST, chosen(cases, "assign_selected"), assignee=str(publisher.pk))
    assert "Done for 2 claims." in done.content.decode()
    found = Assignment.objects.order_by("claim_id").values_list("assignee__username", "due_on")
    assert [(who, str(day)) for who, day in found] == [("publisher", "2018-08-10"), ("publisher", "None")]


FIELDS: dict[str, dict[str, Any]] = {
    "add_topic_selected": {"topic": "TOPIC"},
    "assign_selected": {"assignee": "PUBLISHER"},
    "publish_selected": {"kind": "update", "note": "Yearly check."},
    "withdraw_selected": {"reason": "Test data."},
    "delete_selected": {},
}


def filled(action: str, publisher: User) -> dict[str, Any]:
    values = {"TOPIC": str(TopicFactory(name="Banks").pk), "PUBLISHER": str(publisher.pk)}
    return {name: values.get(value, value) for name, value in FIELDS[action].items()}


def state(case: Claim) -> dict[str, Any]:
    return {
        "is there": Claim.objects.filter(pk=case.pk).exists(),
        "topics": topics(case),
        "stage": Claim.objects.filter(pk=case.pk).values_list("stage", flat=True).first(),
        "revisions": Revision.objects.filter(claim=case.pk).count(),
        "assigned": Assignment.objects.filter(claim=case.pk, assignee__isnull=False).exists(),
    }


@pytest.mark.parametrize("action", FIELDS)
def test_case_that_somebody_changed_is_left_out_and_listed(
    action: str, publisher: User, editor: User, at_desk: AtDesk, saves: Any
) -> None:
    same, changed = make_case(), make_case()
    if action == "withdraw_selected":
        publish(same), publish(changed)
    for case in (same, changed):
        EditFactory(claim=case, by=editor)
    desk = at_desk(publisher)
    asked = fields_of(desk.post(LIST, chosen([same, changed], action)))
    saves(changed.points.get(order=1), text="Theirs.")
    before, untouched = state(changed), state(same)
    report = desk.post(LIST, {**asked, **filled(action, publisher)}).content.decode()
    assert "Somebody else changed this claim since it was shown to you." in report
    assert "Theirs" in report
    assert state(changed) == before
    assert state(same) != untouched


@pytest.mark.parametrize("action", FIELDS)
def test_nothing_is_done_before_it_is_confirmed(action: str, publisher: User, at_desk: AtDesk, case: Claim) -> None:
    before = state(case)
    asked = at_desk(publisher).post(LIST, chosen([case], action))
    assert asked.status_code == 200
    assert fields_of(asked)["_seen"].startswith(f"{case.pk}:")
    assert state(case) == before


@pytest.mark.parametrize("action", FIELDS)
def test_confirmation_without_what_was_seen_does_nothing(
    action: str, publisher: User, at_desk: AtDesk, case: Claim
) -> None:
    before = state(case)
    sent = {**chosen([case], action), "confirmed": "1", "post": "yes", **filled(action, publisher)}
    assert "1 was left out" in at_desk(publisher).post(LIST, sent).content.decode()
    assert state(case) == before


def test_withdrawn_case_is_listed_with_its_reason(desk: Client, published: list[Claim]) -> None:
    Claim.objects.filter(pk=published[0].pk).update(stage=Stage.WITHDRAWN)
    topic = TopicFactory(name="Banks")
    report = confirm(desk, LIST, chosen(published, "add_topic_selected"), topic=str(topic.pk)).content.decode()
    assert "The claim is withdrawn" in report
    assert "Done for 1 claim." in report


def test_contributor_changes_only_own_drafts(contributor: User, at_desk: AtDesk) -> None:
    own, others = make_case(created_by=contributor), make_case()
    sent = confirm(at_desk(contributor), LIST, chosen([own, others], "add_topic_selected"), topic=TopicFactory().pk)
    assert "You may not change this case" in sent.content.decode()
    assert [case.topics.count() for case in (own, others)] == [1, 0]


def test_too_many_are_refused(desk: Client) -> None:
    cases = [make_case([]) for _number in range(101)]
    answer = desk.post(LIST, chosen(cases, "assign_selected"), follow=True)
    assert "At most 100 records at once" in answer.content.decode()
