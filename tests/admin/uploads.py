"""Tables that somebody brings to the desk."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.actions import importing
from claims.formats import list_imports
from claims.models import ListRun

URL = "/admin/claims/party/import/"


def upload(client: Client, text: str | bytes, model: str = "party") -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(f"/admin/claims/{model}/import/", {"file": SimpleUploadedFile("table.csv", data)})


def confirm(client: Client, text: str, model: str = "party", **data: Any) -> Any:
    return client.post(upload(client, text, model).headers["Location"], data)


def run_of(client: Client, text: str, model: str = "party") -> ListRun:
    run: ListRun = client.get(upload(client, text, model).headers["Location"]).context["run"]
    return run


def wrong_of(client: Client, text: str, model: str = "party") -> list[importing.Wrong]:
    return list_imports.wrong_of(run_of(client, text, model), 0, 100)


def table(rows: int) -> str:
    """Every tenth row is wrong."""
    lines = (f"p-{n},{'alien' if n % 10 == 0 else 'person'},N\n" for n in range(1, rows + 1))
    return "slug,kind,name\n" + "".join(lines)
