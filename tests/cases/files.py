"""Reading the shipped case files, for the tests beside this module."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "claims" / "cases"
MAIN, USE, OPT_IN = "facebook-bank-data", "facebook-bank-data-use", "facebook-opt-in"
SLUGS = (MAIN, USE, OPT_IN)

Case = dict[str, Any]


def read(slug: str) -> Case:
    case: Case = json.loads((FILES / f"{slug}.json").read_bytes())
    return case


def objects(value: Any, path: str = "") -> Iterator[tuple[str, Case]]:
    """Every object of a document with its path, the document included."""
    if isinstance(value, dict):
        yield path, value
        for name, inner in value.items():
            yield from objects(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from objects(inner, f"{path}/{index}")


def published_words(case: Case) -> list[str]:
    """The words of the source that a public dossier carries: passages, deciding words and hedges."""
    found: list[str] = []
    for response in case["responses"]:
        found += [passage["text"] for passage in response["passages"]]
        for stance in response["stances"]:
            found += [stance["words"]] if "words" in stance else []
            found += [hedge["words"] for hedge in stance["hedges"]]
    return found


def quotes(case: Case) -> list[Case]:
    return [citation["quote"] for citation in case["citations"] if "quote" in citation]
