"""A case at the limits of the issue: 50 points, 100 responses, 5 000 stances; 2 s to publish, 1 MB of dossier."""

import json
from datetime import UTC, datetime

import pytest

from claims.actions import loading, publishing
from claims.dossier.build import build
from claims.dossier.canonical import canonical_bytes
from claims.dossier.content import content_bytes
from claims.dossier.known import as_of
from claims.dossier.schema import Dossier
from claims.formats import case_file
from claims.models import Revision, User
from claims.standing import standing_of, standing_steps
from tests.actions import desk
from tests.bench.large import large_case
from tests.bench.measuring import tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
NOW = datetime(2020, 6, 1, tzinfo=UTC)


@pytest.fixture
def data() -> bytes:
    return json.dumps(large_case()).encode()


def test_reading_loading_publishing(data: bytes, editor: User) -> None:
    dossier = timed("read and check the file", lambda: case_file.read(data, "large.json"))
    done = timed("load: added", lambda: loading.load(by=editor, dossier=dossier))
    timed("load: unchanged", lambda: loading.load(by=editor, dossier=dossier))
    built = timed("build", lambda: build(done.claim_id), runs=3)
    content = timed("content bytes", lambda: content_bytes(built), runs=3)
    tell("dossier, canonical", f"{len(content):9,} bytes")
    timed("publish: first", lambda: desk.publish(done.claim_id))
    desk.change(Revision.objects.get().claim, by=editor, title="Courier: corrected")
    timed("publish: update", lambda: desk.publish(done.claim_id))
    timed("pending", lambda: publishing.pending(done.claim_id))


def test_standing(data: bytes) -> None:
    dossier = Dossier.model_validate_json(data)
    text = canonical_bytes(dossier.as_json())
    timed("dossier from bytes", lambda: Dossier.from_json(text), runs=3)
    timed("standing now", lambda: standing_of(dossier, now=NOW), runs=3)
    timed("standing as of a date", lambda: standing_of(dossier, now=NOW, as_of=NOW), runs=3)
    steps = timed("standing steps", lambda: standing_steps(dossier), runs=3)
    tell("steps", f"{len(steps.now) + len(steps.as_of):9} ")
    timed("dossier as of a date", lambda: as_of(dossier, NOW), runs=3)
