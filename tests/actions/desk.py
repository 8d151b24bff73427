"""Steps that many tests take: loading a case, publishing it through a second person, reading what was published."""

import json
from typing import Any
from uuid import UUID

from claims.actions import editing, loading, publishing, review
from claims.dossier.schema import Dossier
from claims.formats import case_file
from claims.models import Claim, Revision, User
from tests import cast
from tests.actions.rich_case import Json, rich_case
from tests.factories import EditFactory


def second_publisher() -> User:
    return User.objects.filter(username="second").first() or cast.member("publisher", "second")


def loaded(case: Json | None = None, *, by: User, **options: Any) -> Claim:
    """The case of a file, as a draft."""
    dossier = read(case or rich_case())
    done = loading.load(by=by, dossier=dossier, **options)
    return Claim.objects.get(pk=done.claim_id)


def read(case: Json) -> Dossier:
    return case_file.read(json.dumps(case).encode(), "case.json")


def publish(claim: Claim | UUID, **options: Any) -> Revision:
    """By somebody who changed nothing of the case; rows of factories, which nobody changed, get an author here."""
    pk = claim if isinstance(claim, UUID) else claim.pk
    if not review.changed_by(Claim.objects.get(pk=pk)):
        EditFactory(claim=Claim.objects.get(pk=pk), by=User.objects.get_or_create(username="author of rows")[0])
    if Revision.objects.filter(claim=pk).exists():
        options = {"kind": "update", "note": "What changed."} | options
    by = options.pop("by", None) or second_publisher()
    return publishing.publish(by=by, claim_id=pk, **options)


def change(claim: Claim, *, by: User, **columns: Any) -> Claim:
    """Changed the way the desk does it."""
    fresh = Claim.objects.get(pk=claim.pk)
    for name, value in columns.items():
        setattr(fresh, name, value)
    editing.save(by=by, record=fresh)
    return fresh


def content(revision: Revision) -> Json:
    """The published document, without what is added for readers."""
    document: Json = json.loads(bytes(revision.document.content or b""))
    return document
