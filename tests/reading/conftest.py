"""Texts that others published. They stand beside the repository and are not shipped; without them a test says so."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from claims.fields.moment import Moment
from tests.cases.files import ROOT

SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def article() -> str:
    """The report of the seed case."""
    return _beside("seed/article_de.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def published() -> Moment:
    """When that report appeared."""
    return Moment(value="2018-08-07T09:38+02:00", zone="Europe/Berlin")


@pytest.fixture(scope="session")
def german_texts() -> dict[int, str]:
    """The German Wikinews articles by page."""
    return {row["page_id"]: row["text"] for row in _rows("data/wikinews_de/articles.jsonl.gz")}


@pytest.fixture(scope="session")
def german_quotes(german_texts: dict[int, str]) -> list[tuple[str, dict[str, Any]]]:
    """Each quotation that annotators marked in them, with its article."""
    rows = _rows("data/wikinews_de/quotes.jsonl.gz")
    return [(german_texts[row["page_id"]], quote) for row in rows for quote in row["quotes"]]


@pytest.fixture(scope="session")
def english_articles() -> list[dict[str, Any]]:
    lines = _beside("data/wikinews_en/articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(_beside(name), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _beside(name: str) -> Path:
    file = SHARED / name
    if not file.exists():
        pytest.skip(f"texts of others are not shipped; this needs shared/{name} beside the repository")
    return file
