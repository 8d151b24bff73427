"""Everything that somebody can send to the desk beside the cases: shared records, people, what is one's own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.actions import history_seen, publishing
from claims.models import Citation, Claim, User
from tests import factories as make
from tests.actions.merges import merge
from tests.admin.acts import Act, change, fields, of_record
from tests.admin.forms import change_url, chosen
from tests.cast import member

SHARED: dict[str, Any] = {"party": make.PartyFactory, "source": make.SourceFactory, "topic": make.TopicFactory}
MADE = {"name": "Made", "title": "Made", "slug": "made", "language": "en", "statement": "Made."}
KIND = {"party": {"kind": "outlet"}, "source": {"kind": "article"}}


def of_shared(client: Client, editor: User) -> dict[str, Act]:
    """Acts on what belongs to no case; published and not, where that makes a difference."""
    acts: dict[str, Act] = {}
    for name, factory in SHARED.items():
        for state in ("new", "published"):
            record = factory()
            change(record, editor)
            type(record).objects.filter(pk=record.pk).update(is_published=state == "published")
            acts |= of_record(name, record, client, f"a {state} {name}")
        added = Act(f"claims_{name}_add")
        acts[f"add a {name}"] = replace(added, data={**fields(client, added.url), **MADE, **KIND.get(name, {})})
        for action in ("delete_selected", "export_csv", "export_xlsx"):
            chosen_one = factory()
            seen = history_seen.newest([chosen_one]).get(str(chosen_one.pk), 0)
            sent = {**chosen([chosen_one], action), "post": "yes", "_seen": f"{chosen_one.pk}:{seen}"}
            acts[f"{action} of {name}"] = Act(f"claims_{name}_changelist", (), sent)
    for name in ("party", "source", "topic"):
        kept, merged = SHARED[name](), SHARED[name]()
        data = {"kept_version": 1, "merged_version": 1, "other_id": str(kept.pk)}
        acts[f"merge a {name}"] = Act(f"claims_{name}_merge", (merged.pk,), data)
        done = merge(editor, SHARED[name](), SHARED[name]())
        acts[f"undo the merge of a {name}"] = Act(f"claims_{name}_merge_done", (done.merged_id, done.pk), {})
    merged_claim = merge(editor, make.ClaimFactory(), make.ClaimFactory())
    acts["undo the merge of a claim"] = Act("claims_claim_merge_done", (merged_claim.merged_id, merged_claim.pk), {})
    rows: dict[str, Any] = {
        "ratingscale": make.RatingScaleFactory(),
        "snapshot": make.SnapshotFactory(text="Words."),
    }
    for name, record in rows.items():
        change(record, editor)
        acts |= of_record(name, record, client)
        added = Act(f"claims_{name}_add")
        more = (
            {"version": "1"}
            if name == "ratingscale"
            else {
                "source": record.source_id,
                "sha256": "a" * 64,
                "media_type": "text/plain",
                "captured_at_value": "2018-08-07",
                "size": "5",
            }
        )
        acts[f"add a {name}"] = replace(added, data={**fields(client, added.url), **MADE, **more})
    return acts | _of_desk(client) | _of_messages() | _of_people(client) | _of_the_site(client)


def of_published(claim: Claim, publisher: User) -> dict[str, Act]:
    """Merging what readers know into what readers know."""
    other = make.make_case(["confirms"], created_by=publisher)
    publishing.publish(by=publisher, claim_id=other.pk, is_reviewed=False)
    of_both = [each.responses.get().party for each in (other, claim)]
    cited = [Citation.objects.filter(claim=each).earliest("pk").source for each in (other, claim)]
    pairs: dict[str, list[Any]] = {"claim": [other, claim], "party": of_both, "source": cited}
    acts = {}
    for name, (kept, merged) in pairs.items():
        for each in (kept, merged):
            each.refresh_from_db()
        versions = {"kept_version": kept.version, "merged_version": merged.version, "other_id": str(kept.pk)}
        acts[f"merge a published {name} into a published one"] = Act(f"claims_{name}_merge", (merged.pk,), versions)
    return acts


def imported(client: Client, published: str, taken_back: Any, state: Callable[[], Any]) -> Iterator[str]:
    """What somebody gets done with files: of a table with a new row, of one that changes a ``published`` party, of claims."""
    tables = {
        "new rows of a table": "slug,name,kind\nnew-one,Made,outlet\n",
        "rows of published records": f"slug,name\n{published},Renamed\n",
    }
    for name, table in tables.items():
        looked = client.post(reverse("admin:claims_party_import"), {"file": _file(table)})
        if looked.headers.get("Location", "").startswith("/admin/claims/party/import/"):
            if name == "new rows of a table":
                yield "look at a table"
            before = state()
            with taken_back():
                client.post(looked.headers["Location"], {})
                is_done = state() != before
            if is_done:
                yield f"store {name}"
    before = state()
    with taken_back():
        client.post(reverse("admin:claim_imports"), {"format": "claimreview", "file": _file("{}")})
        is_done = state() != before
    if is_done:
        yield "bring a file of claims"


def _file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("table.csv", text.encode())


def _of_desk(client: Client) -> dict[str, Act]:
    shared = make.SavedSearchFactory(is_shared=True)
    return {
        "start a case": Act("claims_claim_new", (), {"text": "Acme denies it.", "confirmed": "1", "language": "en"}),
        "add a claim": Act("claims_claim_add", (), {**fields(client, reverse("admin:claims_claim_add")), **MADE}),
        "keep a draft": Act("drafts", (), {"_draft_form": "/admin/x/", "text": "Words."}),
        "discard a draft": Act("drafts_discard", (), {"_draft_form": "/admin/kept/"}),
        "save a search": Act("save_search", (), {"list": "claim", "name": "Mine", "query": "q=x"}),
        "delete a search of another": Act("delete_search", (shared.pk,)),
        "read the notices": Act("notices_read"),
        "change the own settings": Act("account", (), {"wants_mail": "on"}),
    }


def _of_messages() -> dict[str, Act]:
    message = make.MessageFactory()
    settled = {"state": "accepted", "answer": "", "version": message.version}
    return {
        "take up a message": Act("claims_message_take", (message.pk,)),
        "begin a case from a message": Act("claims_message_begin", (message.pk,)),
        "delete a message": Act("claims_message_delete", (message.pk,), {"post": "yes"}),
        "settle a message": Act("claims_message_settle", (message.pk,), settled),
    }


def _of_people(client: Client) -> dict[str, Act]:
    somebody = User.objects.filter(username="somebody").first() or member("contributor", "somebody")
    return {
        "save an account": Act("claims_user_change", (somebody.pk,), {**fields(client, change_url(somebody)), "first_name": "Ada"}),
        "add an account": Act("claims_user_add", (), {"username": "new", "usable_password": "false"}),
        "delete an account": Act("claims_user_delete", (somebody.pk,), {"post": "yes"}),
        "set a password": Act("auth_user_password_change", (somebody.pk,), {"usable_password": "true", "password1": "of the cast 1", "password2": "of the cast 1", "set-password": "1"}),
        "change the desk's settings": Act("claims_desksettings_change", (1,), {**fields(client, reverse("admin:claims_desksettings_change", args=[1])), "licence": "CC BY 3.0"}),
        "delete the desk's settings": Act("claims_desksettings_delete", (1,), {"post": "yes"}),
    }  # fmt: skip


def _of_the_site(client: Client) -> dict[str, Act]:
    """What the site says of itself."""
    chief = User.objects.filter(username="chief").first() or member("administrator", "chief")
    text = make.AboutTextFactory()
    change(text, chief)
    return of_record("abouttext", text, client) | {
        "add a abouttext": Act("claims_abouttext_add", (), {"page": "imprint", "language": "de", "text": "Made."})
    }
