"""The first page of the desk: what waits for whom. Each board shows its newest rows and leads to the list of all.

A query or two for each board, of no more than HELD rows, however many there are.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import rules
from claims.admin import drafts, waiting
from claims.models import Delivery, Draft, Submission
from claims.vocabulary import DeliveryState
from claims.wording.lists import moment_in_words
from claims.wording.quotes import quoted

HELD = 100
SHOWN = 5


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    detail: str = ""
    language: str = ""


@dataclass(frozen=True)
class Board:
    """``empty``: what it says where nothing waits. ``url``: the list of all, where there is one."""

    name: str
    title: str
    empty: str
    url: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def count(self) -> str:
        return f"{HELD - 1}+" if len(self.entries) >= HELD else str(len(self.entries))

    @property
    def newest(self) -> list[Entry]:
        return self.entries[:SHOWN]


def boards_of(user: Any) -> list[Board]:
    """Those with something in them first; none for somebody who may not see the desk."""
    if not rules.may_see_desk(user, None):
        return []
    boards = [board for make in _BOARDS if (board := make(user))]
    return sorted(boards, key=lambda board: not board.entries)


def _claims(rows: QuerySet[Any], detail: Callable[[dict[str, Any]], str], **more: Any) -> list[Entry]:
    values = rows.annotate(**more).order_by("-updated_at", "-id").values("pk", "title", "language", "updated_at", *more)
    return [
        Entry(row["title"], reverse("admin:claims_claim_change", args=[row["pk"]]), detail(row), row["language"])
        for row in values[:HELD]
    ]


def _changed(row: dict[str, Any]) -> str:
    return _("changed %(when)s") % {"when": _moment(row["updated_at"])}


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")


def _list(model: str, query: str) -> str:
    return reverse(f"admin:claims_{model}_changelist") + f"?{query}"


def _mine(user: Any) -> Board:
    def due(row: dict[str, Any]) -> str:
        return _("due %(day)s") % {"day": date_format(row["due_on"], "SHORT_DATE_FORMAT")} if row["due_on"] else ""

    entries = _claims(waiting.assigned_to(user), due, due_on=F("assignment__due_on"))
    return Board("mine", _("Assigned to me"), _("No case is assigned to you."), _list("claim", "waiting=mine"), entries)


def _reviews(user: Any) -> Board | None:
    if not rules.may_approve(user, None):
        return None

    def submitted(row: dict[str, Any]) -> str:
        return _("%(by)s, submitted %(when)s") % {"by": row["submitter"], "when": _moment(row["submitted"])}

    open_ = Submission.objects.filter(claim=OuterRef("pk"), decision="").order_by("-submitted_at")
    entries = _claims(
        waiting.reviews_for(user),
        submitted,
        submitter=Subquery(open_.values("submitted_by__username")[:1]),
        submitted=Subquery(open_.values("submitted_at")[:1]),
    )
    url = _list("claim", "waiting=review")
    return Board("reviews", _("Reviews waiting for me"), _("No review waits for you."), url, entries)


def _pending(user: Any) -> Board:
    url = _list("claim", "waiting=pending")
    empty = _("Readers see every case as it stands here.")
    return Board("pending", _("Published with pending changes"), empty, url, _claims(waiting.pending(), _changed))


def _unanswered(user: Any) -> Board:
    entries = _claims(waiting.unanswered(timezone.now()), _changed)
    empty = _("Every published claim has an answer, or is new.")
    return Board("unanswered", _("Unanswered for long"), empty, _list("claim", "waiting=unanswered"), entries)


def _overdue(user: Any) -> Board:
    rows = waiting.overdue(timezone.now()).select_related("to", "claim").prefetch_related("extensions")
    rows = rows.order_by(F("end").desc(nulls_last=True), "-id")
    entries = [
        Entry(
            str(row.to),
            reverse("admin:claims_request_change", args=[row.pk]),
            _("%(case)s, until %(when)s") % {"case": row.claim, "when": moment_in_words(row.granted_until) or "–"},
        )
        for row in rows[:HELD]
    ]
    empty = _("No request has run out without an answer.")
    return Board("overdue", _("Requests past their deadline"), empty, _list("request", "waiting=overdue"), entries)


def _not_found(user: Any) -> Board:
    rows = (
        waiting.not_found().select_related("source").order_by("-updated_at").only("exact", "language", "source__title")
    )
    entries = [
        Entry(
            quoted(row.exact[:90]),
            reverse("admin:claims_citation_change", args=[row.pk]),
            str(row.source),
            row.language,
        )
        for row in rows[:HELD]
    ]
    title, empty = (
        _("Quotes not found in their source"),
        _("Every quote stands in its source, or its source is not held."),
    )
    return Board("not-found", title, empty, _list("citation", "waiting=not_found"), entries)


def _sources(user: Any) -> Board:
    rows = waiting.changed_sources().order_by("-updated_at").values("pk", "title", "language")
    entries = [
        Entry(row["title"], reverse("admin:claims_source_change", args=[row["pk"]]), language=row["language"])
        for row in rows[:HELD]
    ]
    empty = _("No source was captured again since it was cited.")
    return Board("sources", _("Sources that changed"), empty, _list("source", "waiting=changed"), entries)


def _published(user: Any) -> Board:
    rows = waiting.published_since(timezone.now() - waiting.WEEK)
    entries = _claims(
        rows,
        lambda row: _("revision %(number)d, %(when)s") % {"number": row["number"], "when": _moment(row["at"])},
        number=F("publication__revision__number"),
        at=F("publication__published_at"),
    )
    empty = _("Nothing was published within seven days.")
    return Board("published", _("Published this week"), empty, _list("claim", "waiting=published"), entries)


def _drafts(user: Any) -> Board:
    rows = Draft.objects.filter(user=user).select_related("claim").defer("fields").order_by("-saved_at")
    entries = [
        Entry(
            str(draft.claim or _("A new record")),
            drafts.address_of(draft.form),
            _("not saved since %(when)s") % {"when": _moment(draft.saved_at)},
            draft.claim.language if draft.claim else "",
        )
        for draft in rows[:HELD]
    ]
    return Board("drafts", _("My unsaved words"), _("Everything you typed is saved."), "", entries)


def _messages(user: Any) -> Board:
    """The oldest first: its sender has waited longest."""
    entries = [
        Entry(
            row.words[:90],
            reverse("admin:claims_message_change", args=[row.pk]),
            _("%(kind)s, received %(when)s") % {"kind": row.get_kind_display(), "when": _moment(row.received_at)},
            row.language,
        )
        for row in waiting.messages()
        .order_by("received_at", "id")
        .only("kind", "words", "language", "received_at")[:HELD]
    ]
    empty = _("Every message from a reader is settled.")
    return Board("messages", _("Messages from readers"), empty, _list("message", "waiting=open"), entries)


def _jobs(user: Any) -> Board | None:
    if not rules.may_override(user, None):
        return None
    url = reverse("admin:failed_jobs")
    rows: Any = ProcrastinateJob.objects.filter(status="failed").order_by("-id").values_list("task_name", flat=True)
    entries = [Entry(name, url) for name in rows[:HELD]]
    return Board("jobs", _("Failed jobs"), _("No job has failed."), url, entries)


def _dead_letters(user: Any) -> Board | None:
    if not rules.may_manage_webhooks(user, None):
        return None
    rows = Delivery.objects.filter(state=DeliveryState.DEAD).select_related("endpoint").defer("payload")
    entries = [
        Entry(str(row), reverse("admin:claims_delivery_change", args=[row.pk]), row.error)
        for row in rows.order_by("-created_at")[:HELD]
    ]
    url = _list("delivery", f"state__exact={DeliveryState.DEAD}")
    return Board("dead-letters", _("Events that did not arrive"), _("Every webhook was reached."), url, entries)


_BOARDS: list[Callable[[Any], Board | None]] = [
    _mine,
    _reviews,
    _pending,
    _unanswered,
    _overdue,
    _not_found,
    _sources,
    _messages,
    _jobs,
    _dead_letters,
    _drafts,
    _published,
]
