"""Saved searches above the filters of a list: mine and those that colleagues share."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import searches
from claims.admin.site import EXTRA_PAGES
from claims.errors import FactcheckError
from claims.models import SavedSearch

SHOWN = 100
_NOT_KEPT = ("p", "e", "all", "_popup", "_to_field")
"""Parameters of the page that are no part of the search."""


class SearchForm(forms.ModelForm):  # type: ignore[type-arg]  # of SavedSearch
    class Meta:
        model = SavedSearch
        fields = ["name", "is_shared"]


class SavedSearches(admin.ModelAdmin):  # type: ignore[type-arg]  # of any model
    change_list_template = "admin/claims/change_list.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """One query more."""
        mine_or_shared = Q(owner=request.user.pk) | Q(is_shared=True)
        found = SavedSearch.objects.filter(mine_or_shared, list=self.opts.model_name).select_related("owner")[:SHOWN]
        context = {
            "saved_searches": [(each, each.owner_id == request.user.pk) for each in found],
            "search_form": SearchForm(auto_id="saved_%s"),
            "search_query": normal_query(request.GET.urlencode()),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})


def normal_query(query: str) -> str:
    """The parameters that filter, search and order."""
    kept = QueryDict(query[:2000], mutable=True)
    for name in _NOT_KEPT:
        kept.pop(name, None)
    return kept.urlencode()


def pages(site: admin.AdminSite) -> list[URLPattern]:
    return [
        path("searches/", site.admin_view(require_POST(save)), name="save_search"),
        path("searches/<uuid:pk>/delete/", site.admin_view(require_POST(delete)), name="delete_search"),
    ]


def save(request: HttpRequest) -> HttpResponse:
    name, query = request.POST.get("list", ""), normal_query(request.POST.get("query", ""))
    if (back := _list(name)) is None:
        raise Http404
    try:
        searches.save(
            by=request.user,
            name=request.POST.get("name", ""),
            list=name,
            query=query,
            is_shared="is_shared" in request.POST,
        )
    except FactcheckError as refused:
        reasons = list(refused.fields.values()) or [refused.message]
        messages.error(request, " ".join(map(str, reasons)))
    else:
        messages.success(request, _("The search is saved. It stands above the filters of the list."))
    return HttpResponseRedirect(f"{back}?{query}" if query else back)


def delete(request: HttpRequest, pk: Any) -> HttpResponse:
    search = get_object_or_404(SavedSearch, pk=pk)
    try:
        searches.delete(by=request.user, search_id=pk)
    except FactcheckError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The search “%(name)s” is deleted.") % {"name": search.name})
    return HttpResponseRedirect(_list(search.list) or reverse("admin:index"))


def _list(name: str) -> str | None:
    """Where the list of a model stands."""
    try:
        return reverse(f"admin:claims_{name}_changelist")
    except NoReverseMatch:
        return None


EXTRA_PAGES.append(pages)
