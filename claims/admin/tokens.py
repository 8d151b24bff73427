"""Tokens of the API, on the page of one's own settings: made, shown once, revoked."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from claims import rules
from claims.actions import tokens
from claims.admin.site import EXTRA_PAGES
from claims.errors import FactcheckError
from claims.models import Token
from claims.vocabulary import TokenScope

USUAL = timedelta(days=90)
MOST_OF_OTHERS = 200


class TokenForm(forms.Form):
    """Valid to the end of its last day."""

    name = forms.CharField(
        max_length=300,
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Which program it is for, for example “import of the newsroom system”."),
    )
    scopes = forms.MultipleChoiceField(
        choices=TokenScope.choices,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("It may"),
        help_text=gettext_lazy("Only what the program needs. Your role still limits it."),
    )
    expires_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("Valid until"),
        help_text=gettext_lazy("At most a year from now. For example 2018-12-31."),
    )

    def end(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["expires_on"], time(23, 59, 59)))


def empty_form() -> TokenForm:
    return TokenForm(initial={"scopes": [TokenScope.READ], "expires_on": timezone.localdate() + USUAL})


def tokens_of(user: Any, form: TokenForm | None = None) -> dict[str, Any]:
    """What the page of settings shows of them. At most two queries."""
    return {
        "token_form": form or empty_form(),
        "tokens": list(tokens.of(user)),
        "tokens_of_others": list(tokens.of_others(user)[:MOST_OF_OTHERS]),
    }


def site_urls(site: Any) -> list[Any]:
    return [
        path("account/tokens/", site.admin_view(partial(make, site=site)), name="tokens"),
        path("account/tokens/<uuid:token_id>/revoke/", site.admin_view(revoke), name="token_revoke"),
    ]


@never_cache
def make(request: HttpRequest, *, site: Any) -> HttpResponse:
    """The answer to the form shows the token, this once: it is kept nowhere, so there is nothing to lead on to."""
    if not rules.may_see_desk(request.user, None):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:account"))
    form, made, secret = TokenForm(request.POST), None, ""
    if form.is_valid():
        try:
            made, secret = tokens.make(
                by=request.user,
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                expires_at=form.end(),
            )
        except FactcheckError as refused:
            places = {"name": "name", "scopes": "scopes", "expires_at": "expires_on"}
            for field, message in (refused.fields or {"": refused.message}).items():
                form.add_error(places.get(field), message)
    context = {
        **site.each_context(request),
        **tokens_of(request.user, None if made else form),
        "title": _("Tokens of the API"),
        "made": made,
        "secret": secret,
    }
    return TemplateResponse(request, "admin/tokens.html", context)


@require_POST
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    if not rules.may_see_desk(request.user, None):
        raise PermissionDenied
    token = Token.objects.filter(pk=token_id).first()
    if token is None:
        raise Http404
    try:
        tokens.revoke(by=request.user, token_id=token_id)
    except FactcheckError as refused:
        raise PermissionDenied(refused.message) from refused
    messages.success(request, _("The token “%(name)s” was revoked.") % {"name": token.name})
    return HttpResponseRedirect(reverse("admin:account"))


EXTRA_PAGES.append(site_urls)
