"""A new case: paste the article, confirm what the desk reads from it, and the workspace opens."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import evidence
from claims.admin import drafts
from claims.admin.desk import forms
from claims.errors import FactcheckError
from claims.reading import dates, proposals


def urls(model_admin: Any) -> list[Any]:
    def view(request: HttpRequest) -> HttpResponse:
        return start(model_admin, request)

    return [path("new/", model_admin.admin_site.admin_view(view), name="claims_claim_new")]


def start(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """First what the text says of itself is proposed; confirmed, it is stored."""
    if not rules.may_create(request.user, None):
        raise PermissionDenied
    kept = drafts.mark(request, None)
    form = forms.StartForm(
        request.POST if request.method == "POST" else None, initial=drafts.initial_of(kept.kept, forms.StartForm)
    )
    is_confirming = False
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if "confirmed" in request.POST:
            try:
                claim = evidence.start(
                    by=request.user, **{**data, "language": data["language"] or get_language() or "en"}
                )
            except FactcheckError as refused:
                for name, message in (refused.fields or {"text": refused.message}).items():
                    form.add_error(name if name in form.fields else None, message)
            else:
                drafts.forget(request)
                return HttpResponseRedirect(reverse("admin:claims_claim_desk", args=[claim.pk]))
        else:
            form, is_confirming = _proposed(data), True
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("New case"),
        "form": form,
        "draft": kept,
        "is_confirming": is_confirming or "confirmed" in request.POST,
    }
    return TemplateResponse(request, "admin/claims/desk/new.html", context, status=422 if form.errors else 200)


def _proposed(data: dict[str, Any]) -> forms.StartForm:
    """The form again, with language and time of publication as the text gives them where nothing was typed."""
    published = data["published_at"] or dates.dateline(data["text"])
    return forms.StartForm(
        initial={
            **data,
            "language": data["language"] or proposals.language_of(data["text"]) or "",
            "published_at": _typed(published),
        }
    )


def _typed(moment: Any) -> str:
    if moment is None:
        return ""
    value = str(moment.value or "")
    if moment.zone and "T" in value:  # the zone says the offset
        return f"{value[:16].replace('T', ' ')} {moment.zone}"
    return value
