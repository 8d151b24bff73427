"""axe-core in an opened page: WCAG 2.2 A and AA and its best practices, the size of targets included."""

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

OPTIONS = json.dumps({"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}})  # off by default


def violations(page: Page) -> str:
    """What axe finds, as its report; empty where nothing. The page may be asked again on another screen."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {OPTIONS})")
    return AxeResults(found).generate_report() if found["violations"] else ""
