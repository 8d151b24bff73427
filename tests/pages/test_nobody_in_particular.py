"""Readers' pages do not know who reads them: on that rests that Django's check of forms is off for them (claims.pages.urls)."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.test import Client

from claims.models import User
from tests.browser.pages import KINDS

PAGES = settings.BASE_DIR / "claims" / "pages"
TEMPLATES = settings.BASE_DIR / "templates"
WHO = {"user", "auser", "session", "COOKIES", "get_signed_cookie", "set_cookie", "set_signed_cookie"}
ASKS_WHO = {"views/preview.py"}
"""It is a page of the desk."""
IN_TEMPLATES = re.compile(
    r"{[{%] *(?:if |with )?(?:csrf_token|user|perms|messages|request\.(?:user|session|COOKIES|META))\b"
)
TOKEN = re.compile(r'name="token" value="[^"]+"')


def named(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_no_module_asks_who_reads() -> None:
    asking = {path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.py") if named(path) & WHO}

    assert asking == ASKS_WHO


def test_no_template_asks_who_reads() -> None:
    paths = [path for path in TEMPLATES.rglob("*.html") if "admin" not in path.relative_to(TEMPLATES).parts]

    assert paths
    assert [path.name for path in paths if IN_TEMPLATES.search(path.read_text(encoding="utf-8"))] == []


def test_an_administrator_is_answered_like_anybody(seed: None, client: Client, administrator: User) -> None:
    somebody = Client()
    somebody.force_login(administrator)

    for kind, address in KINDS.items():
        answers = [each.get(address) for each in (client, somebody)]
        first, second = (TOKEN.sub("", answer.text) for answer in answers)
        assert first == second, kind
        for answer in answers:
            assert not answer.cookies, kind
            assert "cookie" not in answer.headers.get("Vary", "").lower(), kind
