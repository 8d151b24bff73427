"""How the code is laid out: rules that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 250
LONGER = {
    "claims/dossier/schema.py": "the schema reads as one document",
    "claims/vocabulary.py": "the closed lists of words, one a class",
    "factcheck/settings.py": "settings are one list",
    "tests/factories.py": "a list of declarations, one a table",
    "tests/test_standing.py": "the truth table of standing",
    "tests/test_wording.py": "the table of what readers see",
}
"""Modules that may be longer, each with its reason."""
NOT_SUBJECTS = {"utils", "util", "helpers", "helper", "common", "misc"}
MODULES = sorted(
    path
    for folder in ("factcheck", "claims", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def within(*folders: str) -> list[Path]:
    return [path for path in MODULES if name(path).startswith(folders)]


def test_modules_are_found() -> None:
    assert {"claims/models/claim.py", "factcheck/settings.py", "tests/test_layout.py"} <= {
        name(path) for path in MODULES
    }


@pytest.mark.parametrize("path", [path for path in MODULES if "migrations" not in path.parts], ids=name)
def test_module_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST or name(path) in LONGER


@pytest.mark.parametrize("path", LONGER)
def test_exception_is_still_needed(path: str) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) > LONGEST


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_is_named_by_its_subject(path: Path) -> None:
    assert not NOT_SUBJECTS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}


@pytest.mark.parametrize("path", within("claims/"), ids=name)
def test_domain_uses_no_signals(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bdjango\.(dispatch|db\.models\.signals|core\.signals)\b|@receiver\b", text)


@pytest.mark.parametrize("path", within("claims/models/"), ids=name)
def test_models_do_not_override_saving(path: Path) -> None:
    functions = {
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert not functions & {"save", "delete", "asave", "adelete", "save_base"}


@pytest.mark.parametrize("path", within("claims/", "factcheck/"), ids=name)
def test_fields_are_listed_by_name(path: Path) -> None:
    assert not re.search(r"""fields\s*=\s*\(?\s*["']__all__["']""", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [path for path in within("tests/") if path != Path(__file__)], ids=name)
def test_tests_do_not_empty_databases(path: Path) -> None:
    """Nothing empties the record, so these would fail at their end; `cloned_database` and `seeded_site` replace them."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(live_server|transactional_db|TransactionTestCase)\b|transaction=True", text)
