"""axe-core in an opened page: WCAG 2.2 A and AA and its best practices, the size of targets included."""

import json
from collections.abc import Sequence
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

TARGETS = {"target-size": {"enabled": True}}  # off by default
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer another colour scheme can change."""
SCHEMES: list[tuple[Literal["light", "dark"], Sequence[str]]] = [("light", ()), ("dark", COLOURS)]
"""What is looked at in each: in the dark only what depends on colours is another."""


def violations(page: Page, rules: Sequence[str] = ()) -> str:
    """What axe finds by these rules (by all without any), as its report; empty where nothing."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")  # colours that are changing
    options = {
        "preload": False,  # no rule that is on reads the style sheets or waits for a film
        "resultTypes": ["violations"],
        **({"runOnly": list(rules)} if rules else {"rules": TARGETS}),
    }
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return AxeResults(found).generate_report() if found["violations"] else ""
