"""The preview: the public page from the working state, for the desk and for nobody else."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.models import Claim, User
from tests import cast
from tests.factories import PointFactory, RelationFactory, make_case
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db: None) -> Claim:
    return make_case(["denies", None], title="Newspaper: it knew", scope_note="Drawn from one report.")


def address(claim: Claim, prefix: str = "") -> str:
    return f"{prefix}/claims/{claim.pk}/preview/"


@pytest.fixture
def at_desk(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


def test_draft_is_shown_as_readers_would_see_it(at_desk: Client, case: Claim) -> None:
    text = text_of(at_desk.get(address(case)))
    assert "Preview of the working state. Not public. Readers have never seen the case." in text
    assert "Newspaper: it knew" in text
    assert "1 of 2 points is addressed" in text
    assert "Drawn from one report." in text


def test_working_state_is_shown_and_not_the_revision(at_desk: Client, publish: Publish, client: Client) -> None:
    claim = publish(("denies",))
    PointFactory(claim=claim, text="Added after publication.")
    assert "Added after publication." in text_of(at_desk.get(address(claim)))
    assert "Readers have revision 1." in text_of(at_desk.get(address(claim)))
    assert "Added after publication." not in text_of(client.get(f"/claims/{claim.slug}/"))


def test_working_state_is_shown_as_of_a_date(seed: None, at_desk: Client) -> None:
    claim = Claim.objects.get(slug="facebook-bank-data")
    moments = [link for link in links(at_desk.get(address(claim))) if "?as_of=" in link]
    assert f"{address(claim)}?as_of=2018-08-06" in moments

    page = at_desk.get(f"{address(claim)}?as_of=2018-08-06")
    assert "As of 6 August 2018: what became known later is left out." in text_of(page)
    assert address(claim, "/de") + "?as_of=2018-08-06" in links(page)
    assert at_desk.get(f"{address(claim)}?as_of=some+day").status_code == 400


def test_german_preview_says_so_in_german(at_desk: Client, case: Claim) -> None:
    response = at_desk.get(address(case, "/de"))
    assert response.headers["Content-Language"] == "de"
    assert '<html lang="de"' in response.text


def test_preview_leads_to_the_other_language_and_back_to_the_desk(at_desk: Client, case: Claim) -> None:
    found = links(at_desk.get(address(case)))
    assert address(case, "/de") in found
    assert f"/admin/claims/claim/{case.pk}/change/" in found
    assert f"/admin/claims/claim/{case.pk}/changes/" in found


def test_nothing_leads_to_a_revision_that_does_not_exist(at_desk: Client, case: Claim) -> None:
    found = links(at_desk.get(address(case)))
    assert not [link for link in found if f"/claims/{case.slug}/" in link]


@pytest.mark.parametrize("prefix", ["", "/de"])
def test_no_cache_and_no_index_keeps_it(prefix: str, at_desk: Client, case: Claim) -> None:
    response: Any = at_desk.get(address(case, prefix))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert '<meta name="robots" content="noindex">' in response.text
    assert "ETag" not in response.headers


@pytest.mark.parametrize("role", cast.ROLES)
def test_each_role_of_the_desk_sees_it(role: str, client: Client, case: Claim) -> None:
    client.force_login(cast.member(role))
    assert client.get(address(case)).status_code == 200


def test_anonymous_is_asked_to_log_in(client: Client, case: Claim) -> None:
    response = client.get(address(case))
    assert response.status_code == 302
    assert response.headers["Location"] == f"/admin/login/?next={address(case)}"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_anonymous_german_is_asked_in_german(client: Client, case: Claim) -> None:
    assert client.get(address(case, "/de")).headers["Location"].startswith("/de/admin/login/")


def test_stranger_learns_nothing(stranger: User, client: Client, case: Claim) -> None:
    client.force_login(stranger)
    response = client.get(address(case))
    assert response.status_code == 403
    assert case.title not in response.text
    assert client.get(f"/claims/{uuid4()}/preview/").status_code == 403
    assert response.headers["Cache-Control"] == "private, no-store"


def test_unknown_claim(at_desk: Client) -> None:
    assert at_desk.get(f"/claims/{uuid4()}/preview/").status_code == 404


def test_writing_is_refused(at_desk: Client, case: Claim) -> None:
    assert at_desk.post(address(case)).status_code == 405


def test_related_claim_that_is_public_is_linked(at_desk: Client, publish: Publish, case: Claim) -> None:
    other = publish(("denies",))
    RelationFactory(claim=case, target=other, type="updates")
    assert f"/claims/{other.slug}/" in links(at_desk.get(address(case)))


def test_preview_stays_within_sixty_queries(
    at_desk: Client, case: Claim, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(60):
        at_desk.get(address(case))


def test_parties_and_sources_without_a_page_are_not_linked(at_desk: Client, case: Claim) -> None:
    followed = [link for link in links(at_desk.get(address(case))) if "/parties/" in link or "/sources/" in link]
    assert [link for link in followed if at_desk.get(link).status_code == 404] == []


def test_parties_and_sources_with_a_page_stay_linked(at_desk: Client, publish: Publish) -> None:
    followed = links(at_desk.get(address(publish(("denies",)))))
    assert any("/parties/" in link for link in followed)
    assert any("/sources/" in link for link in followed)
