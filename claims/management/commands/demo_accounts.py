"""``manage.py demo_accounts``: the four accounts for trying the desk out, and the file that holds their passwords."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claims.actions.accounts import ROLES, make_demo_accounts
from claims.models import User


class Command(BaseCommand):
    help = "Make the four demo accounts (user name = role) and FACTCHECK_DATA/demo-accounts.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--renew", action="store_true", help="new passwords and tokens, even where the file is there"
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, **options: Any) -> None:
        path = Path(settings.FACTCHECK_DATA) / "demo-accounts.json"
        if path.exists() and not options["renew"] and _all_there(path):
            self.stdout.write(f"The demo accounts are there; their passwords are in {path}.")
            return
        accounts = make_demo_accounts()
        _write(path, json.dumps(accounts, indent=2) + "\n")
        if options["json"]:
            self.stdout.write(json.dumps(accounts, indent=2))
            return
        self.stdout.write(f"Demo accounts, also in {path}:")
        for account in accounts:
            self.stdout.write(f"  {account['username']:<14} {account['password']}")


def _all_there(path: Path) -> bool:
    try:
        names = [account["username"] for account in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, TypeError, KeyError):
        return False
    return sorted(names) == sorted(ROLES) and User.objects.filter(username__in=ROLES).count() == len(ROLES)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)
