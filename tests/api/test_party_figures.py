"""The figures of a party for programs: the ladder. That they are right is the subject of tests/pages/test_party_figures.py."""

from collections.abc import Callable

import jsonschema
import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from claims.api.public.party_figures import PartyFiguresDocument
from claims.models import Claim
from tests.api.problems import refused
from tests.factories import PartyFactory

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]
API = "/api/v1/parties/"


def test_figures_keep_to_their_description(anyone: APIClient, publish: Publish) -> None:
    claim = publish()
    party = claim.involvements.get().party
    answer = anyone.get(f"{API}{party.slug}/figures/")
    jsonschema.validate(answer.json(), PartyFiguresDocument.model_json_schema())
    assert answer.json()["points"]["denies"] == answer.json()["became"]["nothing"] == 1
    assert anyone.get(f"{API}{party.slug}/figures/", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert anyone.get(f"{API}{party.pk}/figures/").json() == answer.json()


def test_figures_refuse_what_is_not_there(anyone: APIClient, publish: Publish) -> None:
    publish(claimant=PartyFactory(slug="a-clerk", kind="person", is_private=True, public_label="a clerk"))
    for key in ("nobody", "a-clerk"):
        refused(anyone.get(f"{API}{key}/figures/"), 404)
    refused(anyone.get(f"{API}nobody/figures/?year=2018"), 400)
    assert anyone.post(f"{API}nobody/figures/").status_code == 405


def test_figures_take_constant_queries(
    anyone: APIClient, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    outlet = PartyFactory(slug="courier", kind="outlet")
    for _ in range(2):
        publish(claimant=outlet)
        with django_assert_num_queries(8):
            anyone.get(f"{API}courier/figures/")
