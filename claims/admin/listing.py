"""Long lists: counted up to a limit, and searched through indexes, so that 100,000 rows open like 100."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import smart_split, unescape_string_literal
from django.utils.translation import gettext as _

COUNTED = 1_000
"""Rows a list counts and leads through; whoever looks for more narrows it."""
WORDS = 8


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # of any rows
    """Counts no further than it has pages; ``has_more`` rows that it does not lead to."""

    @cached_property
    def found(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[: COUNTED + 1].count())

    @cached_property
    def count(self) -> int:
        return min(self.found, COUNTED)

    @property
    def has_more(self) -> bool:
        return self.found > COUNTED


class BoundedChangeList(ChangeList):
    """``is_cut``: there are more rows than it leads to."""

    is_cut = False

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.is_cut = bool(getattr(self.paginator, "has_more", False))


class BoundedList(admin.ModelAdmin):  # type: ignore[type-arg]  # of any model
    """``is_search_indexed``: each column of ``search_fields`` has an index for parts of words (``words_of``)."""

    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200
    paginator = BoundedPaginator
    is_search_indexed = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return BoundedChangeList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if getattr(context.get("cl"), "is_cut", False):  # choosing “all” chooses those beyond the count, too
            context["selection_note_all"] = _("All selected")
        return response

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """PostgreSQL knows no NUL."""
        term = search_term.replace("\x00", "")
        if not self.is_search_indexed:
            return super().get_search_results(request, queryset, term)
        return matching(queryset, list(self.get_search_fields(request)), term), False


def matching(rows: QuerySet[Any], paths: Sequence[str], term: str) -> QuerySet[Any]:
    """The rows that hold each word in one of the columns. Words in quotation marks belong together.

    A column of another table is looked up there, through its own index.
    """
    for word in words_of(term):
        here = [Q(**{f"{path}__icontains": word}) for path in paths if "__" not in path]
        beside = [path for path in paths if "__" in path]
        found = rows.model._base_manager.filter(_any(here))
        if beside:
            others = [rows.model._base_manager.filter(_through(rows.model, path, word)) for path in beside]
            found = found.order_by().values("pk").union(*(other.order_by().values("pk") for other in others))
            rows = rows.filter(pk__in=found)
        else:
            rows = rows.filter(_any(here))
    return rows


def words_of(term: str) -> list[str]:
    words = []
    for bit in smart_split(term):
        quoted = bit.startswith(('"', "'")) and bit[0] == bit[-1] and len(bit) > 1
        words.append(unescape_string_literal(bit) if quoted else bit)
    return [word for word in words if word][:WORDS]


def _any(conditions: list[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found


def _through(model: Any, path: str, word: str) -> Q:
    relation, column = path.split("__", 1)
    related = model._meta.get_field(relation).related_model
    return Q(**{f"{relation}__in": related._base_manager.filter(**{f"{column}__icontains": word}).values("pk")})
