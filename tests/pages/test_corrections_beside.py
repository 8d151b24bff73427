"""What changed since the last revision, and corrections beside what they correct."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.models import Claim
from tests.factories import make_case
from tests.pages.conftest import Publish
from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(publish: Publish) -> Claim:
    """Two points; the second revision corrects the wording of the first, and the statement."""
    claim = publish(claim=make_case(("denies", None), statement="The bank was asked in June."))
    claim.statement = "The bank was asked in July."
    claim.save()
    point = claim.points.order_by("order")[0]
    point.text = "It asked in July."
    point.save()
    return publish(claim=claim, kind="correction", note="The month was wrong.")


def page(client: Client, claim: Claim, more: str = "") -> str:
    return text_of(client.get(f"/claims/{claim.slug}/{more}"))


def test_a_corrected_wording_stands_beside_its_point_with_what_stood_there(corrected: Claim, client: Client) -> None:
    text = page(client, corrected)

    assert text.count("Correction · ") == 3  # at the claim, at the point, and in the record
    assert "Now: It asked in July." in text
    assert "Statement. Before: The bank was asked in June. Now: The bank was asked in July." in text


def test_the_record_lists_what_changed(corrected: Claim, client: Client) -> None:
    text = page(client, corrected)

    assert "The month was wrong. What changed: The claim (changed) " in text


def test_an_update_is_listed_and_marks_nothing_as_corrected(corrected: Claim, publish: Publish, client: Client) -> None:
    corrected.scope_note = "Drawn from one report."
    corrected.save()
    publish(claim=corrected, kind="update", note="The scope.")

    text = page(client, corrected)

    assert "The scope. What changed: The claim (changed)" in text
    assert "Before:" not in text


def test_each_revision_shows_its_own_corrections(corrected: Claim, publish: Publish, client: Client) -> None:
    corrected.scope_note = "Drawn from one report."
    corrected.save()
    publish(claim=corrected, kind="update", note="The scope.")

    assert "Now: It asked in July." in page(client, corrected, "revisions/2/")
    assert "What changed:" not in page(client, corrected, "revisions/1/")


def test_a_look_back_shows_no_corrections(corrected: Claim, client: Client) -> None:
    assert "Before:" not in page(client, corrected, "?as_of=2018-08-06")


def test_the_revision_before_costs_no_further_query(
    corrected: Claim, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        client.get(f"/claims/{corrected.slug}/")


def test_the_timeline_tells_first_publication_and_correction(corrected: Claim, client: Client) -> None:
    text = page(client, corrected)

    assert "Published. This file, revision 1." in text
    assert "Corrected. This file, revision 2." in text


def test_the_page_can_be_embedded_and_followed(corrected: Claim, client: Client) -> None:
    response = client.get(f"/claims/{corrected.slug}/")

    address = f"http://localhost:8000/claims/{corrected.slug}"
    assert f"&lt;iframe src=&quot;{address}/card/&quot;" in response.text
    assert f'href="{address}/feed/"' in response.text
