import gettext
import os
from pathlib import Path

import pytest

from factcheck.serve import catalogues

SOURCE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "claim"
msgstr "Behauptung"

#, fuzzy
msgid "denial"
msgstr "Denar"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    source = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE, encoding="utf-8")
    return source


def test_a_catalogue_is_compiled_without_its_guesses(source: Path, tmp_path: Path) -> None:
    assert catalogues.compile_stale(tmp_path) == [source]
    with source.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("claim") == "Behauptung"
    assert compiled.gettext("denial") == "denial"


def test_only_a_changed_catalogue_is_compiled_again(source: Path, tmp_path: Path) -> None:
    catalogues.compile_stale(tmp_path)
    assert catalogues.compile_stale(tmp_path) == []
    later = source.with_suffix(".mo").stat().st_mtime_ns + 1_000_000_000
    os.utime(source, ns=(later, later))
    assert catalogues.compile_stale(tmp_path) == [source]


def test_nothing_but_source_and_result_is_left(source: Path, tmp_path: Path) -> None:
    catalogues.compile_stale(tmp_path)
    assert sorted(file.name for file in source.parent.iterdir()) == ["django.mo", "django.po"]
