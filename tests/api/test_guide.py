"""The guide of docs/api.md: each block of it runs as it stands, and prints what stands under it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from factcheck.serve.place import PROJECT
from tests import databases, sites
from tests.workers import working

SITE = "http://localhost:8000"
BLOCK = re.compile(
    r"^### (?P<task>[^\n]+)$|^```(?P<tongue>bash|python)\n(?P<code>.*?)^```\n```text\n(?P<prints>.*?)^```$", re.M | re.S
)
PROGRAMS = {"bash": ("bash", "-euc"), "python": (sys.executable, "-c")}


@dataclass(frozen=True)
class Block:
    task: str
    tongue: str
    code: str
    prints: str

    @property
    def output(self) -> str:
        """What it prints, as a regular expression; “…” stands for anything."""
        return ".*".join(re.escape(part) for part in self.prints.strip().split("…"))


def guide() -> str:
    text = (Path(PROJECT) / "docs/api.md").read_text(encoding="utf-8")
    return text.split("## Five common tasks\n")[1].split("\n## ")[0]


def blocks() -> list[Block]:
    found, task = [], ""
    for match in BLOCK.finditer(guide()):
        task = match["task"] or task
        if match["tongue"]:
            found.append(Block(task, match["tongue"], match["code"], match["prints"]))
    return found


@pytest.fixture(scope="module")
def site(seeded_database: databases.Database, site_data: Path, django_db_blocker: Any) -> Iterator[sites.Site]:
    """The seed case, served, with a worker beside it; webhooks may go to this machine."""
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(WEBHOOKS_MAY_BE_PRIVATE=True),
        django_db_blocker.unblock(),
        databases.copied(seeded_database.name) as database,
        databases.in_use(database),
    ):
        patch.setenv("WEBHOOKS_MAY_BE_PRIVATE", "1")
        with sites.serving(database, site_data) as site, working():
            yield site


def test_each_task_is_shown_with_both() -> None:
    shown = [(block.task, block.tongue) for block in blocks()]
    tasks = dict.fromkeys(task for task, _ in shown)
    assert (len(tasks), shown) == (5, [(task, tongue) for task in tasks for tongue in PROGRAMS])
    assert guide().count("```") == len(shown) * 4, "a block that is not run"


@pytest.mark.parametrize("block", blocks(), ids=lambda block: f"{block.tongue}: {block.task}")
def test_block_prints_what_stands_under_it(site: sites.Site, block: Block) -> None:
    if block.tongue == "bash" and not (shutil.which("bash") and shutil.which("curl")):
        pytest.skip("There is no curl on this machine.")
    tokens = {f"{role.upper()}_TOKEN": account["token"] for role, account in site.accounts.items()}
    done = subprocess.run(
        [*PROGRAMS[block.tongue], block.code.replace(SITE, site.url)],
        env=os.environ | tokens | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(block.output, done.stdout.strip(), re.S), done.stdout
