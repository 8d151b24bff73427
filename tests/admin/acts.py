"""Everything that somebody can send to the desk, ready to be sent: one case in each state, and every act on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.test import Client
from django.urls import reverse

from claims.actions import editing, history, history_seen, publishing, review
from claims.admin.desk.making import KINDS
from claims.admin.steps import STEPS
from claims.models import (
    Assessment,
    Change,
    Citation,
    Claim,
    ClaimParty,
    Event,
    Hedge,
    Passage,
    Point,
    Relation,
    Request,
    Response,
    Snapshot,
    Stance,
    User,
)
from claims.vocabulary import RelationType
from tests import factories as make
from tests.admin.forms import change_url, chosen, fields_of

STATES = ("draft", "in review", "published", "withdrawn")
PARTS: dict[str, Any] = {
    "point": Point, "response": Response, "stance": Stance, "passage": Passage, "hedge": Hedge, "citation": Citation,
    "request": Request, "event": Event, "relation": Relation, "assessment": Assessment, "claimparty": ClaimParty,
}  # fmt: skip
CHANGED = {
    "claim": "title", "point": "text", "response": "remark", "stance": "words", "passage": "text", "hedge": "words",
    "citation": "locator", "request": "questions", "event": "text", "assessment": "label", "claimparty": "unasked_reason",
    "party": "short_name", "source": "title", "topic": "name", "ratingscale": "name", "snapshot": "media_type",
    "user": "first_name", "desksettings": "licence", "abouttext": "text",
}  # fmt: skip
"""A text of each record, which the acts change."""


@dataclass(frozen=True)
class Act:
    """``page``: the name of the address, without ``admin:``."""

    page: str
    args: tuple[Any, ...] = ()
    data: Any = None
    query: str = ""

    @property
    def url(self) -> str:
        return reverse(f"admin:{self.page}", args=self.args) + self.query


def a_case(state: str, owner: User, second: User) -> Claim:
    """One with a part of each kind, by ``owner``; what others have to do with it is done by ``second``."""
    claim = make.make_case(["denies", None], created_by=owner)
    response = claim.responses.get()
    make.HedgeFactory(stance=claim.stances.get())
    make.RequestFactory(claim=claim, to=response.party)
    for factory in (make.EventFactory, make.RelationFactory, make.AssessmentFactory, make.EditFactory):
        factory(claim=claim, **({"by": owner} if factory is make.EditFactory else {}))
    make.SnapshotFactory(source=claim.citations.get().source, text="Acme denies it. Nobody asked why.")
    make.CommentFactory(claim=claim, by=owner)
    for record in (claim, *_parts(claim).values()):
        change(record, owner)
    if state == "in review":
        review.submit(by=owner, claim_id=claim.pk)
    elif state != "draft":
        publishing.publish(by=second, claim_id=claim.pk, is_reviewed=False)
    if state == "published":
        claim.refresh_from_db()
        claim.scope_note = "From one report."
        editing.save(by=second, record=claim)
    if state == "withdrawn":
        publishing.withdraw(by=second, claim_id=claim.pk, reason="A mistake.")
    return Claim.objects.get(pk=claim.pk)


def _parts(claim: Claim) -> dict[str, Any]:
    """One of each kind: the last, on which nothing hangs."""
    return {name: model.objects.filter(**{_owner(name): claim}).order_by("pk").last() for name, model in PARTS.items()}


def change(record: Any, by: User) -> None:
    """So that there is an act that can be undone and a state that can be restored."""
    name = record._meta.model_name
    if name == "relation":
        record.type = RelationType.CONTRADICTS
    else:
        setattr(record, CHANGED[name], "Changed.")
    editing.save(by=by, record=record)


def of_case(claim: Claim, client: Client, kinds: Iterable[str] = PARTS) -> dict[str, Act]:
    """``client`` may see every form; ``kinds`` of parts."""
    acts = {**_of_forms(claim, client, kinds), **_of_workspace(claim), **_of_steps(claim)}
    comment, casework = claim.comments.get(), reverse("admin:claims_claim_casework", args=[claim.pk])
    acts |= {
        "assign": Act("claims_claim_casework", (claim.pk,), {**fields(client, casework), "due_on": "2018-08-10"}),
        "comment": Act("claims_claim_comment", (claim.pk,), {"text": "Look at point 2."}),
        "settle a comment": Act("claims_claim_comment_settle", (claim.pk, comment.pk), {"act": "resolve"}),
        "say that one is there": Act("claims_claim_presence", (claim.pk,)),
    }  # fmt: skip
    other = make.ClaimFactory()
    seen = {"kept_version": other.version, "merged_version": claim.version, "other_id": str(other.pk)}
    acts["merge the claim"] = Act("claims_claim_merge", (claim.pk,), seen)
    return acts


def _of_forms(claim: Claim, client: Client, kinds: Iterable[str]) -> dict[str, Act]:
    acts: dict[str, Act] = {}
    parts = {name: record for name, record in _parts(claim).items() if name in kinds}
    for name, record in {"claim": claim, **parts}.items():
        acts |= of_record(name, record, client)
    for name in kinds:
        act = Act(f"claims_{name}_add", (), query=f"?claim={claim.pk}")
        acts[f"add a {name}"] = replace(act, data={**fields(client, act.url), **_added(name, claim)})
    carried = f"{claim.pk}:{history_seen.newest([claim])[str(claim.pk)]}"
    extra = {"_seen": [carried], "confirmed": "1", "post": "yes"}
    for name, data in BULK.items():
        acts[f"{name} of the list"] = Act("claims_claim_changelist", (), {**chosen([claim], name), **extra, **data()})
    return acts


def _owner(name: str) -> str:
    return {"passage": "response__claim", "hedge": "stance__claim"}.get(name, "claim")


def _added(name: str, claim: Claim) -> dict[str, Any]:
    """What a new part needs beside what its form proposes."""
    source, response = claim.citations.first().source_id, claim.responses.get()  # type: ignore[union-attr]
    stance, bare = claim.stances.get(), claim.points.get(order=2)
    needs: dict[str, dict[str, Any]] = {
        "point": {"text": "More."},
        "response": {"party": response.party_id, "kind": "post"},
        "stance": {"response": response.pk, "point": bare.pk, "stance": "denies", "directness": "express"},
        "passage": {"response": response.pk, "form": "reported", "text": "More.", "language": "en"},
        "hedge": {"stance": stance.pk, "kind": "scope", "words": "so"},
        "citation": {"source": source, "role": "context", "anchor": "not_held"},
        "request": {
            "to": response.party_id,
            "channel": "email",
            "questions": "Why?",
            "language": "en",
            "sent_at_value": "2018",
        },
        "event": {"text": "It rained.", "language": "en"},
        "relation": {"type": "updates", "target": make.ClaimFactory().pk},
        "assessment": {"label": "False", "language": "en", "author": response.party_id},
        "claimparty": {"party": make.PartyFactory().pk, "role": "named"},
    }
    return {"claim": claim.pk, "order": "9", **needs[name]}


def of_record(name: str, record: Any, client: Client, called: str = "") -> dict[str, Act]:
    called = called or f"a {name}"
    seen = history_seen.newest([record]).get(str(record.pk), 0)
    changes = Change.objects.filter(history.of_row(record)).order_by("id")
    first, last = changes.first(), changes.filter(cause="save").last()
    words = {CHANGED[name]: "Mine."} if name in CHANGED else {"type": "updates"}
    acts = {
        f"save {called}": Act(f"claims_{name}_change", (record.pk,), {**fields(client, change_url(record)), **words}),
        f"delete {called}": Act(f"claims_{name}_delete", (record.pk,), {"post": "yes", "seen": seen}),
    }
    if first and last:
        acts[f"restore {called}"] = Act(f"claims_{name}_restore", (record.pk, first.pk), {"version": ""})
        acts[f"undo a change of {called}"] = Act(f"claims_{name}_undo", (record.pk, last.pk))
    return acts


BULK: dict[str, Any] = {
    "export_csv": dict,
    "export_xlsx": dict,
    "assign_selected": lambda: {"assignee": str(User.objects.get(username="publisher").pk)},
    "add_topic_selected": lambda: {"topic": str(make.TopicFactory().pk)},
    "publish_selected": lambda: {"kind": "update", "note": "Yearly check."},
    "withdraw_selected": lambda: {"reason": "A mistake."},
    "delete_selected": dict,
}


def _of_workspace(claim: Claim) -> dict[str, Act]:
    stance, snapshot = claim.stances.get(), Snapshot.objects.get(source=claim.citations.get().source)
    cell = f"{stance.point_id}:{stance.response_id}"
    quoted = {"snapshot": str(snapshot.pk), "picked": "Acme denies it", "source": str(snapshot.source_id), "cell": cell}
    typed: dict[str, dict[str, Any]] = {
        "text": {"text": "Another text."}, "claim": {"name": "A title", "statement": "Words."},
        "point": {"text": "A point."}, "parties": {"names": "Acme", "role": "named"}, "answer": {"party": "Acme", "kind": "statement"},
        "event": {"text": "It rained."}, "own-claim": {"name": "A title", "statement": "Words."},
        "hedge": {"kind": "scope"}, "relayed": {"publisher": "Gazette"},
    }  # fmt: skip
    acts = {f"make a {kind}": Act("claims_claim_make", (claim.pk, kind), {**quoted, **typed[kind]}) for kind in KINDS}
    acts |= {f"pick {kind}": Act("claims_claim_pick", (claim.pk, kind), quoted) for kind in ("passage", "words")}
    order = [str(pk) for pk in claim.points.order_by("-order").values_list("pk", flat=True)]
    return acts | {
        "set a stance": Act("claims_claim_cell", (claim.pk,), {"cell": cell, "stance": "qualifies"}),
        "reorder the points": Act("claims_claim_order", (claim.pk,), {"order": order}),
        "take back": Act("claims_claim_take_back", (claim.pk,)),
    }


def _of_steps(claim: Claim) -> dict[str, Act]:
    fields: dict[str, dict[str, Any]] = {
        "publish": {"kind": "update", "note": "What changed."},
        "withdraw": {"reason": "A mistake."},
        "redact": {"numbers": ["1"], "reason": "Names a child.", "is_final": "on"},
    }
    note = {"note": "Look at point 2."}
    seen = {"seen": history_seen.newest([claim])[str(claim.pk)]}
    pages = {name: f"claims_claim_{name.replace('-', '_')}" for name in STEPS}
    return {name: Act(page, (claim.pk,), {**fields.get(name, note), **seen}) for name, page in pages.items()}


def fields(client: Client, url: str) -> dict[str, Any]:
    """The form as it is opened, with its first text changed."""
    page = client.get(url)
    return fields_of(page) if page.status_code == 200 else {}
