"""Every word of the domain can be edited at the desk, and every page of it opens."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from claims import models
from claims.models import User
from tests import factories

NOT_AT_THE_DESK = {
    models.Edit: "shown before publishing; written by actions only",
    models.Announcement: "written by triggers only; the feed of changes shows them",
    models.Assignment: "on the page of its case",
    models.Change: "the history of each record; written by triggers only",
    models.Comment: "on the page of its case",
    models.Draft: "seen by its author only, in the form it belongs to",
    models.Merge: "on the pages of the two records; written by actions only",
    models.ExternalId: "written by imports only",
    models.ImportRun: "a page of its own",
    models.ListRun: "a page of its own",
    models.KeptAnswer: "answers of the API, kept for two days",
    models.Token: "on the page of its owner's tokens",
    models.Notice: "a page of its own",
    models.Presence: "a hint on the page of a case",
    models.Sending: "counts of an hour, without a name",
    models.SavedSearch: "above the list it is of",
    models.Publication: "the read side; made from dossiers by publishing",
    models.PublishedAnswer: "the read side",
    models.PublishedAssessment: "the read side",
    models.PublishedCitation: "the read side",
    models.PublishedEvent: "the read side",
    models.PublishedParty: "the read side",
    models.PublishedPoint: "the read side",
    models.PublishedRelation: "the read side",
    models.PublishedRequest: "the read side",
    models.PublishedResponse: "the read side",
    models.PublishedSource: "the read side",
    models.PublishedStance: "the read side",
    models.PublishedTopic: "the read side",
    models.Redaction: "a step of a case",
    models.RevisionDocument: "bytes; the public page of the revision shows them",
    models.Slug: "written by triggers only",
    models.SnapshotChange: "the read side; computed",
    models.StandingStep: "the read side; computed",
    models.WebhookSecret: "shown once, when it is made",
    models.Submission: "shown on the page of its case; written by actions only",
}
AT_THE_DESK = [model for model in admin.site._registry if model._meta.app_label == "claims"]
ADDED = [
    model
    for model in AT_THE_DESK
    if model not in (models.Revision, models.DeskSettings, models.Delivery, models.Message)
]


def inlines() -> set[Any]:
    return {inline.model for page in admin.site._registry.values() for inline in page.inlines}


def record_of(model: Any) -> Any:
    if model is models.DeskSettings:
        return model.objects.get()
    return getattr(factories, f"{model.__name__}Factory")()


def test_every_model_is_edited_or_has_a_reason_not_to_be() -> None:
    known = {*AT_THE_DESK, *inlines(), *NOT_AT_THE_DESK}
    assert {model.__name__ for model in apps.get_app_config("claims").get_models() if model not in known} == set()


def test_no_reason_is_given_for_what_is_edited() -> None:
    assert not {*AT_THE_DESK, *inlines()} & {*NOT_AT_THE_DESK}


@pytest.mark.parametrize("model", AT_THE_DESK, ids=lambda model: model.__name__)
@pytest.mark.parametrize("language", ["", "/de"])
def test_change_page_and_list_open(model: Any, language: str, administrator: User, client: Client) -> None:
    administrator.is_superuser = True
    administrator.save()
    client.force_login(administrator)
    record = record_of(model)
    name = f"admin:claims_{model._meta.model_name}"

    assert client.get(language + reverse(f"{name}_change", args=[record.pk])).status_code == 200
    assert client.get(language + reverse(f"{name}_changelist"), follow=True).status_code == 200
    assert client.get(language + reverse(f"{name}_changelist"), {"q": "x\x00y"}, follow=True).status_code == 200


@pytest.mark.parametrize("model", ADDED, ids=lambda model: model.__name__)
def test_add_page_opens(model: Any, administrator: User, client: Client) -> None:
    client.force_login(administrator)
    url = reverse(f"admin:claims_{model._meta.model_name}_add")
    claim = factories.ClaimFactory()

    for query in ({}, {"claim": str(claim.pk)}, {"claim": "no id"}, {"claim": "\x00"}):
        assert client.get(url, query).status_code == 200


@pytest.mark.parametrize("model", AT_THE_DESK, ids=lambda model: model.__name__)
def test_pages_are_closed_to_strangers(model: Any, stranger: User, client: Client) -> None:
    url = reverse(f"admin:claims_{model._meta.model_name}_changelist")
    login = f"{reverse('admin:login')}?next={url}"

    assert client.get(url).headers["Location"] == login
    client.force_login(stranger)
    assert client.get(url).headers["Location"] == login


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
@pytest.mark.parametrize("model", ["user", "desksettings"])
def test_people_and_settings_are_for_administrators(role: str, model: str, request: Any, client: Client) -> None:
    client.force_login(request.getfixturevalue(role))
    page = "change" if model == "desksettings" else "changelist"
    url = reverse(f"admin:claims_{model}_{page}", args=[1] if page == "change" else [])
    assert client.get(url).status_code == 403
