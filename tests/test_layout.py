"""How the code is laid out: rules that no linter knows."""

import ast
import re
from pathlib import Path

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


def offenders(paths: list[Path], pattern: str) -> list[str]:
    return [name(path) for path in paths if re.search(pattern, path.read_text(encoding="utf-8"))]


def test_modules_are_short() -> None:
    long = {
        name(path)
        for path in MODULES
        if "migrations" not in path.parts and len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    }
    assert long == LONGER.keys(), "too long, or an exception that is no longer needed"


def test_modules_are_named_by_their_subject() -> None:
    parts = {name(path): {part.removesuffix(".py") for part in path.relative_to(ROOT).parts} for path in MODULES}
    assert [path for path, names in parts.items() if NOT_SUBJECTS & names] == []


def test_domain_uses_no_signals() -> None:
    assert offenders(within("claims/"), r"\bdjango\.(dispatch|db\.models\.signals|core\.signals)\b|@receiver\b") == []


def test_models_do_not_override_saving() -> None:
    saving = {"save", "delete", "asave", "adelete", "save_base"}
    assert [path for path in within("claims/models/") if functions(path) & saving] == []


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_fields_are_listed_by_name() -> None:
    assert offenders(within("claims/", "factcheck/"), r"""fields\s*=\s*\(?\s*["']__all__["']""") == []


def test_tests_do_not_empty_databases() -> None:
    """Nothing empties the record, so these would fail at their end; `cloned_database` and `seeded_site` replace them."""
    others = [path for path in within("tests/") if path != Path(__file__)]
    assert offenders(others, r"\b(live_server|transactional_db|TransactionTestCase)\b|transaction=True") == []
