"""The file of an import between the look at it and the confirmation: kept a day, for the person who brought it."""

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.http import Http404

from claims.actions.importing import Report, Wrong

DAY = 24 * 3600
_SALT = "imports"


def _folder() -> Path:
    folder = Path(settings.FACTCHECK_DATA) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep(data: bytes, *, user: Any, model: str) -> str:
    """Store the file; return the token that leads to it. What is older than a day goes."""
    folder = _folder()
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - DAY:
            old.unlink(missing_ok=True)
    name = uuid4().hex
    path = folder / f"{name}.csv"
    path.touch(mode=0o600)
    path.write_bytes(data)
    return signing.dumps({"user": user.pk, "list": model, "file": name}, salt=_SALT)


def path_of(token: str, *, user: Any, model: str) -> Path:
    """The file of the token. Raises Http404 for another person's, another list's, an old or a made-up one."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=DAY)
    except signing.BadSignature as refused:
        raise Http404 from refused
    path = _folder() / f"{said['file']}.csv"
    if (said["user"], said["list"]) != (user.pk, model) or not path.is_file():
        raise Http404
    return path


def keep_report(path: Path, report: Report) -> None:
    path.with_suffix(".json").write_text(json.dumps(asdict(report)), encoding="utf-8")


def report_of(path: Path) -> Report:
    try:
        said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    except FileNotFoundError as gone:
        raise Http404 from gone
    return Report(**{**said, "wrong": [Wrong(**each) for each in said["wrong"]]})


def drop(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_suffix(".json").unlink(missing_ok=True)
