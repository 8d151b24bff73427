"""The seed case, published, and a way to publish more."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.conf import settings

from claims.actions import loading, publishing
from claims.dossier.schema import Dossier
from claims.formats import case_file
from claims.models import Claim, Revision, User
from tests import cast
from tests.factories import make_case
from tests.remembered import remembered

SLUGS = ("facebook-bank-data", "facebook-bank-data-use", "facebook-opt-in")

Publish = Callable[..., Claim]
Load = Callable[[Dossier], Revision]


@pytest.fixture
def publish(publisher: User) -> Publish:
    """`publish(stances, **fields)` makes a case and publishes it; `publish(claim=…, kind=…, note=…)` one that exists.

    Where nobody takes a stance, it is said why nobody was asked.
    """

    def run(
        stances: tuple[str | None, ...] = ("denies",),
        *,
        claim: Claim | None = None,
        kind: str = "",
        note: str = "",
        **fields: Any,
    ) -> Claim:
        if claim is None:
            claim = make_case(stances, **fields)
            if not any(stances):
                claim.involvements.update(unasked_reason="It no longer exists.")
        publishing.publish(by=publisher, claim_id=claim.pk, kind=kind or None, note=note, is_reviewed=False)
        claim.refresh_from_db()
        return claim

    return run


@pytest.fixture
def load(publisher: User) -> Load:
    """Stores a dossier and publishes it."""
    return partial(load_by, publisher)


def load_by(publisher: User, dossier: Dossier) -> Revision:
    loaded = loading.load(by=publisher, dossier=dossier)
    return publishing.publish(by=publisher, claim_id=loaded.claim_id, is_reviewed=False)


@pytest.fixture
def seed(db: None) -> None:
    remembered("seed", load_seed)


def load_seed() -> None:
    publisher = cast.member("publisher", "publisher of the seed case")
    for slug in SLUGS:
        path = settings.BASE_DIR / "claims" / "cases" / f"{slug}.json"
        load_by(publisher, case_file.read(path.read_bytes(), path.name))
