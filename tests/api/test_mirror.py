"""A mirror that does nothing but follow the feed ends as the site is, whatever happens to the claims meanwhile."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from rest_framework.test import APIClient

from claims.actions import merging, publishing, redacting
from claims.errors import FactcheckError
from claims.models import Announcement, Claim, Merge, Revision, User
from tests import cast
from tests.databases import Database
from tests.factories import make_case

CLAIMS, WRITERS, STEPS = 60, 4, 1_000
CHANGES = "/api/v1/changes/"


def shown(client: APIClient, claim: str) -> Any:
    """What the site answers for a claim: its dossier, where it was moved, or why it is gone."""
    answer = client.get(f"/api/v1/claims/{claim}/")
    if answer.status_code == 308:
        return 308, answer["Location"]
    body = answer.json()
    body.pop("standing", None)  # of now, which moves by itself
    return answer.status_code, body


@dataclass
class Mirror:
    client: APIClient
    since: int = 0
    events: list[int] = field(default_factory=list)
    claims: dict[str, Any] = field(default_factory=dict)

    def follow(self) -> int:
        """One page of the feed; how many events it had."""
        page = self.client.get(CHANGES, {"since": self.since, "limit": 100}).json()
        self.events += [each["event"] for each in page["results"]]
        for claim in {each["claim"]["id"] for each in page["results"]}:
            self.claims[claim] = shown(self.client, claim)
        self.since = page["since"]
        return len(page["results"])


@dataclass
class Newsroom:
    """One writer: random steps with random claims, each through its action, on a connection of its own."""

    by: User
    claims: list[UUID]
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)

    def step(self) -> None:
        steps = (self.publish, self.publish, self.publish, self.rename, self.merge, self.separate)
        taken = self.chance.choice((*steps * 5, self.withdraw, self.redact))
        with suppress(FactcheckError):
            taken(self.chance.choice(self.claims))
            self.done[taken.__name__] += 1

    def publish(self, claim: UUID) -> None:
        Claim.objects.filter(pk=claim).update(title=f"Courier: version {self.chance.random()}")
        is_first = not Revision.objects.filter(claim=claim).exists()
        kind = "first" if is_first else self.chance.choice(("update", "correction", "clarification", "typo"))
        publishing.publish(by=self.by, claim_id=claim, kind=kind, note="What changed.", is_reviewed=False)

    def rename(self, claim: UUID) -> None:
        Claim.objects.filter(pk=claim).update(slug=f"renamed-{self.chance.randrange(10**9)}")
        publishing.publish(by=self.by, claim_id=claim, kind="update", note="A better address.", is_reviewed=False)

    def withdraw(self, claim: UUID) -> None:
        hides = self.chance.random() < 0.5
        publishing.withdraw(by=self.by, claim_id=claim, reason="A mistake.", hide_revisions=hides)

    def merge(self, claim: UUID) -> None:
        merging.merge(by=self.by, kind="claim", kept_id=claim, merged_id=self.chance.choice(self.claims))

    def separate(self, claim: UUID) -> None:
        if found := Merge.objects.filter(kept_id=claim, undone_at=None).order_by("-at").first():
            merging.undo(by=self.by, merge_id=found.pk)

    def redact(self, claim: UUID) -> None:
        revisions = list(Revision.objects.filter(claim=claim, redaction=None).exclude(kind="withdrawal"))
        if not revisions:
            return
        number = self.chance.choice(revisions).number
        redacting.redact(by=self.by, claim_id=claim, numbers=[number], reason="Names a private person.")


def on_own_connection(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connections.close_all()


@pytest.mark.long
def test_mirror_ends_identical_to_the_site(cloned_database: Database) -> None:
    by = cast.member("administrator")
    claims = [make_case().pk for _ in range(CLAIMS)]
    writers = [Newsroom(by, claims, random.Random(number)) for number in range(WRITERS)]
    mirror, ended = Mirror(APIClient()), threading.Event()

    def write(writer: Newsroom) -> None:
        for _ in range(STEPS // WRITERS):
            writer.step()

    def follow() -> None:
        while mirror.follow() or not ended.is_set():
            ended.wait(0.3)

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        following = pool.submit(on_own_connection, follow)
        try:
            for done in [pool.submit(on_own_connection, partial(write, writer)) for writer in writers]:
                done.result()
        finally:
            ended.set()
        following.result()

    assert mirror.events == list(range(1, len(mirror.events) + 1))
    assert len(mirror.events) == Announcement.objects.count() > STEPS / 3
    anyone = APIClient()
    published = {str(claim) for claim in Revision.objects.values_list("claim", flat=True)}
    assert mirror.claims == {claim: shown(anyone, claim) for claim in published}
    assert {status for status, _ in mirror.claims.values()} == {200, 308, 410}
