"""What a claim page weighs on its way to a phone, and a case at the limits of the issue."""

import gzip
import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from claims.dossier.schema import Dossier
from claims.pages.presenting.case import case_page
from claims.standing import standing_of
from tests.bench.large import FROM, large_case

STATIC = settings.BASE_DIR / "claims" / "static"
KB = 1000


def weight(*documents: bytes) -> int:
    """Compressed one by one, as they are sent."""
    return sum(len(gzip.compress(document, 6)) for document in documents)


def static(kind: str) -> list[bytes]:
    """The files that the templates of the readers' pages name."""
    templates = [
        settings.BASE_DIR / "templates" / name for name in ("components/styles.html", "claims/claim_detail.html")
    ]
    named = re.findall(r"claims/[a-z/-]+\.\w+", " ".join(path.read_text(encoding="utf-8") for path in templates))
    imported = re.findall(r'"([\w-]+\.css)"', (STATIC / "claims/css/readers.css").read_text(encoding="utf-8"))
    named += [f"claims/css/{name}" for name in imported]
    return [(STATIC / name).read_bytes() for name in named if name.endswith(f".{kind}")]


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/de"])
def test_the_page_of_the_seed_case_is_light(seed: None, client: Client, prefix: str) -> None:
    assert weight(client.get(f"{prefix}/claims/facebook-bank-data/").content) <= 25 * KB


@pytest.mark.parametrize(("kind", "most"), [("css", 20 * KB), ("js", 15 * KB)])
def test_styles_and_scripts_are_light(kind: str, most: int) -> None:
    found = static(kind)

    assert found
    assert weight(*found) <= most


def test_fifty_points_and_a_hundred_responses_stay_readable_and_light() -> None:
    dossier = Dossier.model_validate(large_case(others=10))
    case = case_page(dossier, dossier, standing_of(dossier, now=FROM))

    html = render_to_string("claims/claim_detail.html", {"case": case, "preview": {"claim": dossier.id}})

    assert weight(html.encode()) <= 150 * KB
    assert html.count('class="points__item"') == 50
    assert "<table" not in html  # ten columns cannot be read: those that answered alike stand together
    assert html.count('class="answer__parties"') <= 50 * 4
