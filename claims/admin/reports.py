"""What became of an action for several records: how many it was done for, and which were left out, why, with what changed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.actions import history_seen
from claims.actions.history_entries import entries
from claims.admin.history import ActEntries, by_act
from claims.errors import FactcheckError, RecordChanged

AT_ONCE = 100
SEEN = "_seen"
MOST_CHANGES = 20
"""Changes that are listed for one record; its history has them all."""


@dataclass(frozen=True)
class LeftOut:
    record: Any
    sentences: list[str]
    url: str
    acts: list[ActEntries]


@dataclass
class Outcome:
    done: int = 0
    left_out: list[LeftOut] = field(default_factory=list)

    @contextmanager
    def of(self, record: Any, seen: int) -> Iterator[None]:
        """What is done inside is for this record; a refusal is noted, and the next record has its turn."""
        try:
            yield
        except FactcheckError as refused:
            acts = acts_since(record, seen) if isinstance(refused, RecordChanged) else []
            self.left_out.append(LeftOut(record, _sentences(refused), _url(record), acts))
        else:
            self.done += 1


def carried(records: Sequence[Any]) -> list[str]:
    """What the confirmation carries: each record, and the newest change of it that is shown."""
    newest = history_seen.newest(records)
    return [f"{record.pk}:{newest.get(str(record.pk), 0)}" for record in records]


def seen_in(request: HttpRequest) -> dict[str, int]:
    """By key of the record. What is not in it was not seen."""
    pairs = [each.rpartition(":") for each in request.POST.getlist(SEEN)]
    return {key: int(last) for key, _colon, last in pairs if last.isascii() and last.isdigit() and len(last) < 19}


def newest_of(record: Any) -> int:
    """What the page of one record carries: its newest change. Ask before the page is made."""
    return history_seen.newest([record]).get(str(record.pk), 0)


def seen_sent(request: HttpRequest) -> int:
    """What came back from it. Without it nothing was seen: then every change is one that came since."""
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else 0


def acts_since(record: Any, seen: int) -> list[ActEntries]:
    changes = history_seen.since(record, seen).select_related("actor")
    return by_act(entries(changes[:MOST_CHANGES]))


def too_many(modeladmin: Any, request: HttpRequest) -> None:
    sentence = _("At most %(count)d records at once. Choose fewer.") % {"count": AT_ONCE}
    modeladmin.message_user(request, sentence, messages.ERROR)


def answer(modeladmin: Any, request: HttpRequest, title: Any, done: str, outcome: Outcome) -> HttpResponse | None:
    """The report; back to the list with a sentence where nothing was left out."""
    if not outcome.left_out:
        modeladmin.message_user(request, done, messages.SUCCESS)
        return None
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": title,
        "done": done if outcome.done else "",
        "left_out": outcome.left_out,
        "list_url": reverse(f"admin:{modeladmin.opts.app_label}_{modeladmin.opts.model_name}_changelist"),
    }
    return TemplateResponse(request, "admin/claims/lists/report.html", context)


def _sentences(refused: FactcheckError) -> list[str]:
    """Each once, with those of the fields."""
    of_fields = [text for text in refused.fields.values() if text not in refused.message]
    return list(dict.fromkeys([refused.message, *of_fields]))


def _url(record: Any) -> str:
    """Where it is still there to be looked at."""
    if not type(record)._base_manager.filter(pk=record.pk).exists():
        return ""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
