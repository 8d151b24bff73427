"""Every cause that an act of the desk records has words for an editor."""

import re
from pathlib import Path

import claims
from claims.actions.history_entries import CAUSES

OF_NO_RECORD = {"save search", "delete search"}
"""What they write has no history that is shown."""


def test_every_cause_is_told_in_words() -> None:
    sources = (path.read_text() for path in Path(claims.__file__).parent.rglob("*.py"))
    found = {each for text in sources for each in re.findall(r'recorded\("([^"]+)"\)|cause="([^"]+)"', text)}
    assert {first or second for first, second in found} - CAUSES.keys() - OF_NO_RECORD == set()
