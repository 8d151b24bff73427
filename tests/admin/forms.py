"""A form as a browser would send it: every field of a page with the value it shows, ready to be changed."""

from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, Any] = {}
        self.is_open = False
        self.name = ""
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_open = of.get("method") == "post" and of.get("id") != "logout-form"
        if not self.is_open:
            return
        if tag == "select":
            self.name = of["name"]
            self.data.setdefault(self.name, [] if "multiple" in of else "")
        elif tag == "option" and "selected" in of and self.name:
            if isinstance(self.data[self.name], list):
                self.data[self.name].append(of.get("value", ""))
            else:
                self.data[self.name] = of.get("value", "")
        elif tag == "textarea":
            self.name, self.text = of["name"], []
        elif tag == "input" and of.get("type") not in {"submit", "button"}:
            is_off = of.get("type") in {"checkbox", "radio"} and "checked" not in of
            if "name" in of and not is_off:
                value: Any = of.get("value", "on" if of.get("type") == "checkbox" else "")
                known = self.data.get(of["name"])
                if of.get("type") in {"hidden", "checkbox"} and known is not None:
                    value = [*(known if isinstance(known, list) else [known]), value]
                self.data[of["name"]] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_open = False
        elif tag == "textarea" and self.text is not None:
            self.data[self.name] = "".join(self.text).removeprefix("\n")
            self.text = None

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)


def fields_of(response: HttpResponseBase) -> dict[str, Any]:
    assert isinstance(response, HttpResponse)
    assert response.status_code in (200, 409)
    return fields_in(response.content.decode())


def fields_in(html: str) -> dict[str, Any]:
    parser = _Fields()
    parser.feed(html)
    return {name: value for name, value in parser.data.items() if "__prefix__" not in name}


def change_url(record: Any) -> str:
    return reverse(f"admin:claims_{record._meta.model_name}_change", args=[record.pk])


def add_url(model: str, **query: Any) -> str:
    named = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse(f"admin:claims_{model}_add") + (f"?{named}" if named else "")


def send(client: Client, url: str, **changes: Any) -> Any:
    """Open the page, change these fields, save."""
    return client.post(url, {**fields_of(client.get(url)), **changes})


def confirm(client: Client, url: str, asked: dict[str, Any] | None = None, **changes: Any) -> Any:
    """Ask for something that is confirmed first (``asked`` is posted; else the page is opened), and confirm it."""
    page = client.get(url) if asked is None else client.post(url, asked)
    return client.post(url, {**fields_of(page), **changes}, follow=True)


def chosen(records: Any, action: str) -> dict[str, Any]:
    """What a list sends for an action with these rows."""
    return {"action": action, "_selected_action": [str(record.pk) for record in records]}


def errors_of(response: Any) -> str:
    """Every error that the page shows, in one text."""
    assert response.status_code == 200, response.headers.get("Location")
    context = response.context
    if "adminform" not in context:
        return str(context["form"].errors)
    formsets = [each.formset for each in context["inline_admin_formsets"]]
    return "\n".join(str(errors) for errors in [context["adminform"].form.errors, *(each.errors for each in formsets)])


def row(prefix: str, number: int, **values: Any) -> dict[str, Any]:
    """Fields of one row of an inline, and the row count that goes with it."""
    return {f"{prefix}-{number}-{name}": value for name, value in values.items()}


def queries(client: Client, url: str) -> tuple[int, int]:
    """How many queries a page takes once it is warm, and the bytes of the answer."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured), len(answer.content)
