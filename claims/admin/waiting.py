"""What waits at the desk: each a queryset, the same for the first page and for the filter of the list it leads to."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Least

from claims import rules
from claims.actions import review
from claims.models import (
    Assignment,
    Citation,
    Claim,
    DeskSettings,
    Edit,
    Message,
    Publication,
    Request,
    RequestExtension,
    Response,
    Snapshot,
    Source,
    StandingStep,
    Submission,
)
from claims.models.workflow import Decision
from claims.vocabulary import Anchor, Stage, StandingWord

WEEK = timedelta(days=7)
SILENT = (StandingWord.UNANSWERED, StandingWord.NO_RESPONSE)


class EndOf(Func):
    """The first instant after the period that the text of a moment names, as ``claims.fields.moment.end_of`` has it.

    A minute is its own instant; days, months and years end in UTC. NULL stays NULL.
    """

    output_field = DateTimeField()
    template = (
        "CASE length(%(expressions)s) WHEN 10 THEN ((%(expressions)s)::date + 1)::timestamp AT TIME ZONE 'UTC'"
        " WHEN 7 THEN ((%(expressions)s || '-01')::date + interval '1 month') AT TIME ZONE 'UTC'"
        " WHEN 4 THEN ((%(expressions)s || '-01-01')::date + interval '1 year') AT TIME ZONE 'UTC'"
        " ELSE (%(expressions)s)::timestamptz END"
    )

    def as_sql(self, compiler: Any, connection: Any, *arguments: Any, **context: Any) -> Any:
        """The expression stands in the template seven times, and so do its parameters."""
        sql, parameters = super().as_sql(compiler, connection, *arguments, **context)
        return sql, tuple(parameters) * self.template.count("%(expressions)s")


def end_of(field: str) -> Least:
    """When a moment has certainly passed; NULL where nothing bounds it."""
    return Least(EndOf(KT(f"{field}__value")), EndOf(KT(f"{field}__not_after")))


# --- Claims ---------------------------------------------------------------------------------------------------------------


def unanswered(at: datetime) -> QuerySet[Claim]:
    """Published for longer than the desk's settings allow, and nobody answered."""
    days = DeskSettings.objects.values_list("unanswered_days", flat=True).first() or 0
    steps = StandingStep.objects.now(at).filter(publication=OuterRef("pk"), status__in=SILENT)
    public = Publication.objects.public().filter(Exists(steps), first_published_at__lte=at - timedelta(days=days))
    return Claim.objects.filter(pk__in=public.order_by().values("pk"))


def reviews_for(user: Any) -> QuerySet[Claim]:
    """In review, and the user may decide: with the two-person rule, whoever changed or submitted it may not."""
    if not rules.may_approve(user, None):
        return Claim.objects.none()
    open_ = Submission.objects.filter(claim=OuterRef("pk"), decision="")
    if review.is_two_person_rule_on():
        since = Q(claim__publication__isnull=True) | Q(at__gt=F("claim__publication__published_at"))
        own = Edit.objects.filter(since, claim=OuterRef("pk"), by=user)
        return Claim.objects.filter(Exists(open_.exclude(submitted_by=user)), ~Exists(own), stage=Stage.IN_REVIEW)
    return Claim.objects.filter(Exists(open_), stage=Stage.IN_REVIEW)


def own_work(user: Any) -> QuerySet[Claim]:
    """Changed by the user since their last revision, and approved by nobody else: for others to publish.

    What a case shares with others is not looked at, as the list of many cases asks.
    """
    if not review.is_two_person_rule_on():
        return Claim.objects.none()
    since = Q(claim__publication__isnull=True) | Q(at__gt=F("claim__publication__published_at"))
    edits = Edit.objects.filter(since, claim=OuterRef("pk"))
    approvals = Submission.objects.filter(claim=OuterRef("pk"), decision=Decision.APPROVED).filter(
        ~Exists(Edit.objects.filter(since, claim=OuterRef("claim"), by=OuterRef("decided_by"))),
        ~Exists(Edit.objects.filter(claim=OuterRef("claim"), at__gt=OuterRef("decided_at"))),
    )
    return Claim.objects.filter(Exists(edits.filter(by=user)), ~Exists(approvals))


def pending() -> QuerySet[Claim]:
    """Published, and changed since its last revision."""
    changed = Publication.objects.filter(is_withdrawn=False, pending_at__isnull=False)
    return Claim.objects.filter(pk__in=changed.order_by().values("pk"))


def published_since(at: datetime) -> QuerySet[Claim]:
    public = Publication.objects.public().filter(published_at__gte=at)
    return Claim.objects.filter(pk__in=public.order_by().values("pk"))


def assigned_to(user: Any) -> QuerySet[Claim]:
    return Claim.objects.filter(pk__in=Assignment.objects.filter(assignee=user).values("pk"))


def due_for(user: Any, on: datetime) -> QuerySet[Claim]:
    due = Assignment.objects.filter(assignee=user, due_on__lte=on.date())
    return Claim.objects.filter(pk__in=due.values("pk"))


# --- Parts of cases, and sources ----------------------------------------------------------------------------------------------


def overdue(at: datetime) -> QuerySet[Request]:
    """Requests whose latest granted deadline has passed, without outcome and without a response of the party."""
    extensions = RequestExtension.objects.filter(request=OuterRef("pk")).annotate(end=end_of("until"))
    runs_on = extensions.filter(Q(end__isnull=True) | Q(end__gt=at))
    answered = Response.objects.filter(claim=OuterRef("claim"), party=OuterRef("to"), is_removed=False)
    rows: QuerySet[Request] = (
        Request.objects.standing()
        .filter(outcome="")
        .exclude(claim__stage=Stage.WITHDRAWN)
        .annotate(end=end_of("deadline"))
        .filter(Q(end__lte=at) | Q(deadline__isnull=True) & Exists(extensions))
        .filter(~Exists(runs_on), ~Exists(answered))
    )
    return rows


def not_found() -> QuerySet[Citation]:
    """Quotes whose words their source does not hold."""
    return Citation.objects.filter(anchor=Anchor.NOT_FOUND, is_removed=False)


def changed_sources() -> QuerySet[Source]:
    """Captured again since a case cited an earlier copy. Those with one copy, nearly all, are told apart first."""
    again = (
        Snapshot.objects.order_by().values("source").annotate(copies=Count("pk")).filter(copies__gt=1).values("source")
    )
    newer = Snapshot.objects.filter(source=OuterRef("source"), pk__gt=OuterRef("snapshot"))
    cited = Citation.objects.standing().filter(Exists(newer), source__in=again, snapshot__isnull=False)
    return Source.objects.filter(pk__in=cited.order_by().values("source"))


# --- Messages from readers -----------------------------------------------------------------------------------------------------


def messages() -> QuerySet[Message]:
    return Message.objects.waiting()


def messages_of(user: Any) -> QuerySet[Message]:
    return Message.objects.waiting().filter(taken_by=user)
