"""Saved searches: a list of the desk as somebody filtered it, under a name; for oneself, or shared with the desk."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims import rules
from claims.actions import provenance
from claims.actions.editing import check, refusals_of_the_database
from claims.errors import NotPermitted
from claims.models import SavedSearch


@provenance.recorded("save search")
def save(*, by: Any, name: str, list: str, query: str, is_shared: bool = False) -> SavedSearch:  # noqa: A002 - the column's name
    """Keep the list under a name; a second one of that name and list replaces the first. Raises NotPermitted, InvalidRecord."""
    rules.require(rules.may_see_desk, by)
    kept = SavedSearch.objects.select_for_update().filter(owner=by, list=list, name=name.strip()).first()
    search = kept or SavedSearch(owner=by, list=list, name=name.strip())
    search.query, search.is_shared = query, is_shared
    check(search)
    with refusals_of_the_database():
        search.save()
    return search


@provenance.recorded("delete search")
def delete(*, by: Any, search_id: UUID) -> None:
    """Only one's own. Raises NotPermitted; SavedSearch.DoesNotExist."""
    search = SavedSearch.objects.select_for_update().get(pk=search_id)
    if search.owner_id != by.pk:
        raise NotPermitted(_("This search belongs to a colleague."))
    search.delete()
