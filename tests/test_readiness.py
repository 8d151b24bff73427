from typing import Any

import pytest
from django.template import engines

from factcheck.readiness import make_ready


@pytest.fixture
def held() -> dict[str, Any]:
    """What the loader of templates has read, by their names and the places where it looked; empty at first."""
    loader = engines["django"].engine.template_loaders[0]  # type: ignore[attr-defined]  # of Django's own engine
    loader.reset()
    held: dict[str, Any] = loader.get_template_cache
    return held


def test_readers_wait_for_no_template_after_a_start(held: dict[str, Any]) -> None:
    make_ready()

    assert {"base.html", "404.html", "claims/claim_detail.html", "claims/_matrix.html", "components/head.html"} <= set(
        held
    )
    assert not [name for name in held if name.startswith("admin/")]
