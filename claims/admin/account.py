"""The page on which each person sets how they work at the desk."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from claims import rules
from claims.actions.preferences import set_preferences
from claims.admin.site import EXTRA_PAGES
from claims.admin.tokens import tokens_of
from claims.models import User


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]  # of users
    class Meta:
        model = User
        fields = ["has_letter_keys", "wants_mail"]


def site_urls(site: Any) -> list[Any]:
    return [path("account/", site.admin_view(partial(account, site=site)), name="account")]


def account(request: HttpRequest, *, site: Any) -> HttpResponse:
    if not rules.may_see_desk(request.user, None):
        raise PermissionDenied
    user = get_object_or_404(User, username=request.user.get_username())
    form = AccountForm(request.POST if request.method == "POST" else None, instance=user)
    if request.method == "POST" and form.is_valid():
        set_preferences(by=request.user, **form.cleaned_data)
        messages.success(request, _("Your settings were saved."))
        return HttpResponseRedirect(reverse("admin:account"))
    context = {
        **site.each_context(request),
        **tokens_of(request.user),
        "title": _("Your settings"),
        "form": form,
        "address": user.email,
    }
    return TemplateResponse(request, "admin/account.html", context)


EXTRA_PAGES.append(site_urls)
