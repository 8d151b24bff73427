"""What the feed of changes says of events that make no revision: merges, their undoing, redactions."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.actions import merging
from claims.models import Claim, Redaction, Revision, User
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
CHANGES = "/api/v1/changes/"
Publish = Callable[..., Claim]


def told(anyone: APIClient, since: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = anyone.get(CHANGES, {"since": since}).json()["results"]
    return found


def test_merge_names_the_claim_that_was_kept(anyone: APIClient, publish: Publish, publisher: User) -> None:
    kept, merged = publish(), publish()
    merging.merge(by=publisher, kind="claim", kept_id=kept.pk, merged_id=merged.pk)
    (event,) = told(anyone, since=2)
    assert (event["event"], event["kind"], event["position"], event["hash"]) == (3, "merge", None, None)
    assert event["claim"]["id"] == str(merged.pk)
    assert event["merged_into"] == {"id": str(kept.pk), "slug": kept.slug, "url": event["merged_into"]["url"]}


def test_undone_merge_is_told(anyone: APIClient, publish: Publish, publisher: User) -> None:
    kept, merged = publish(), publish()
    done = merging.merge(by=publisher, kind="claim", kept_id=kept.pk, merged_id=merged.pk)
    merging.undo(by=publisher, merge_id=done.pk)
    (event,) = told(anyone, since=3)
    assert (event["kind"], event["claim"]["id"], event["merged_into"]) == ("separation", str(merged.pk), None)


def test_claim_that_a_merged_one_was_merged_into_is_merged(
    anyone: APIClient, publish: Publish, publisher: User
) -> None:
    """Each claim whose page leads elsewhere from now on is told of."""
    last, middle, first = publish(), publish(), publish()
    merging.merge(by=publisher, kind="claim", kept_id=middle.pk, merged_id=first.pk)
    merging.merge(by=publisher, kind="claim", kept_id=last.pk, merged_id=middle.pk)
    moved = {event["claim"]["id"]: event["merged_into"]["id"] for event in told(anyone, since=3)}
    where = {claim: anyone.get(f"/api/v1/claims/{claim}/")["Location"] for claim in moved}
    slugs = {event["claim"]["id"]: event["merged_into"]["slug"] for event in told(anyone, since=3)}
    assert where == {claim: f"/api/v1/claims/{slug}/" for claim, slug in slugs.items()}


def test_redaction_gives_its_reason(anyone: APIClient, publish: Publish, publisher: User) -> None:
    claim = publish()
    Redaction.objects.create(revision=Revision.objects.get(claim=claim), reason="Names a child.", by=publisher)
    (event,) = told(anyone, since=1)
    assert (event["kind"], event["number"], event["note"]) == ("redaction", 1, "Names a child.")


def test_merge_of_parties_moves_no_claim(anyone: APIClient, publish: Publish, publisher: User) -> None:
    kept, merged = publish(), publish()
    parties = [claim.involvements.get().party_id for claim in (kept, merged)]
    merging.merge(by=publisher, kind="party", kept_id=parties[0], merged_id=parties[1])
    assert told(anyone, since=2) == []


def test_place_beyond_the_end_is_refused(anyone: APIClient, publish: Publish) -> None:
    publish()
    assert told(anyone, since=1) == []
    assert named(refused(anyone.get(CHANGES, {"since": 2}), 400)) == {"since"}
