"""The words of a form that were not saved: the script sends them here, and the form offers them again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse, translate_url
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.actions import drafts
from claims.admin.site import EXTRA_PAGES
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Draft

FORM, CLAIM, RESTORE, OWN = "_draft_form", "_draft_claim", "_draft_restore", "_draft"
VERSION = "opened_version"
_OF_CASE = re.compile(
    r"(?:desk/(?P<claim>[0-9a-f-]{36})/(?P<kind>[a-z-]+)|translations/(?P<of>[0-9a-f-]{36})/(?P<language>[a-z-]+)/.*)"
)
"""What the forms of a workspace and of the translations of a case are named, which have no address of their own."""


@dataclass(frozen=True)
class Mark:
    """What a form says of itself, and what was kept of it."""

    form: str
    claim_id: UUID | None
    kept: Draft | None


def site_urls(site: Any) -> list[Any]:
    return [
        path("drafts/", site.admin_view(keep), name="drafts"),
        path("drafts/discard/", site.admin_view(discard), name="drafts_discard"),
    ]


@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """POST keeps the fields of the form named by ``_draft_form``. GET gives a fresh token to who signed in again."""
    if request.method == "GET":
        return TemplateResponse(request, "admin/claims/_token.html")
    try:
        _keep(request, request.POST)
    except NotPermitted as refused:
        raise PermissionDenied from refused
    except InvalidRecord as refused:
        return HttpResponse(refused.message, status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    drafts.discard(by=request.user, form=request.POST.get(FORM, ""))
    return HttpResponseRedirect(_address(request))


def _address(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/admin/"


def kept_instead(request: HttpRequest, typed: Mapping[str, list[str]], *, to: str = "") -> HttpResponse:
    """From the page of a conflict back to the form, which shows what is stored and offers what was typed.

    ``to``: where that is, if not at the address of the request.
    """
    try:
        _keep(request, request.POST, typed)
    except (NotPermitted, InvalidRecord) as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Your words are kept as a draft; the form shows what is stored."))
    return HttpResponseRedirect(to or request.get_full_path())


def _keep(request: HttpRequest, data: QueryDict, typed: Mapping[str, list[str]] | None = None) -> None:
    fields = typed if typed is not None else {name: data.getlist(name) for name in data if not name.startswith(OWN)}
    version = "".join(fields.get(VERSION, []))
    drafts.keep(
        by=request.user,
        form=data.get(FORM) or name_of(request),
        fields=fields,
        claim_id=_id(data.get(CLAIM, "")),
        base_version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None,
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def name_of(request: HttpRequest) -> str:
    """The address of the form, the same in every language; a new part is one of its case."""
    prefixes = [f"/{code}" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    prefix = next((each for each in prefixes if request.path.startswith(f"{each}/")), "")
    claim = _id(request.GET.get("claim", ""))
    return request.path.removeprefix(prefix) + (f"?claim={claim}" if claim else "")


def address_of(form: str) -> str:
    """Where the form stands, in the language of the page; of a name that says no place, the first page."""
    address = form.split()[0] if form.split() else ""
    if of_case := _OF_CASE.fullmatch(address):
        if language := of_case["language"]:
            return reverse("admin:claims_claim_translations", args=[of_case["of"], language])
        return f"{reverse('admin:claims_claim_desk', args=[of_case['claim']])}?form={of_case['kind']}"
    is_here = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return translate_url(address, get_language() or settings.LANGUAGE_CODE) if is_here else reverse("admin:index")


def mark(request: HttpRequest, claim_id: UUID | None, form: str = "") -> Mark:
    """Of the form at this address, or of the one named. One query."""
    form = form or name_of(request)
    return Mark(form, claim_id, drafts.of(request.user, form))


def forget_if_saved(request: HttpRequest, answer: HttpResponse) -> None:
    """A form that was saved leads elsewhere."""
    if request.method == "POST" and answer.status_code == 302:
        forget(request)


def forget(request: HttpRequest) -> None:
    """What was kept of the form at this address was saved."""
    drafts.discard(by=request.user, form=name_of(request))


def as_sent(draft: Draft) -> QueryDict:
    """What was kept, as the form would send it."""
    typed = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        typed.setlist(name, values)
    return typed


def initial_of(draft: Draft | None, form: type[forms.Form]) -> dict[str, Any]:
    """What was kept, as a form of these fields begins with it."""
    fields: dict[str, Any] = getattr(form, "base_fields", {})
    typed = {name: values for name, values in (draft.fields if draft else {}).items() if name in fields and values}
    several = forms.MultipleChoiceField
    return {name: values if isinstance(fields[name], several) else values[-1] for name, values in typed.items()}


def restored(request: HttpRequest) -> InvalidRecord | None:
    """Put what was kept in the place of what was sent, and say so; None where nothing is kept."""
    draft = drafts.of(request.user, name_of(request))
    if draft is None:
        return None
    request.POST = as_sent(draft)  # type: ignore[assignment]  # it can be set
    when = date_format(localtime(draft.saved_at), "DATETIME_FORMAT")
    return InvalidRecord(_("Restored from %(when)s and not saved yet.") % {"when": when})


EXTRA_PAGES.append(site_urls)
