"""Who gets what done at the desk: role × act × state of the case, as tables written by hand and not read from the rules.

An act, a page or an action of a list that stands in no table fails (test_permission_matrix.py).
"""

from collections.abc import Iterable

from tests.admin import acts as desk
from tests.admin import acts_of_desk
from tests.admin.acts import STATES

ROLES = ("anonymous", "stranger", "owner", "contributor", "editor", "publisher", "administrator")
"""``owner``: the contributor whose case it is; ``contributor``: another one."""
LETTERS = dict(zip("OCEPA", ROLES[2:], strict=True))
"""How the tables name those who get it done. Nobody without access to the desk ever does."""
Row = tuple[str, str, str, str]

EDITING: Row = ("OEPA", "EPA", "EPA", "")
EVERYBODY: Row = ("OCEPA", "OCEPA", "OCEPA", "OCEPA")
# One column for each of: draft, in review, published with a pending change, withdrawn.
OF_A_CASE: dict[str, Row] = {
    "save a claim": EDITING,
    "delete a claim": ("OEPA", "EPA", "", ""),
    "restore a claim": EDITING,
    "undo a change of a claim": EDITING,
    "merge the claim": ("EPA", "EPA", "", ""),  # into a draft: readers of a published one would be led to nothing
    "assign": ("OEPA", "EPA", "EPA", "EPA"),
    "comment": EVERYBODY,
    "settle a comment": EVERYBODY,
    "say that one is there": EVERYBODY,
    # Steps
    "submit": ("OEPA", "EPA", "EPA", ""),
    "approve": ("", "EPA", "", ""),
    "give-back": ("", "EPA", "", ""),
    "publish": ("PA", "PA", "PA", ""),
    "withdraw": ("", "", "PA", ""),
    "redact": ("", "", "A", "A"),
    # Workspace
    "make a text": EDITING,
    "make a claim": EDITING,
    "make a point": EDITING,
    "make a parties": EDITING,
    "make a answer": EDITING,
    "make a event": EDITING,
    "make a own-claim": EDITING,
    "make a hedge": EDITING,
    "make a relayed": EDITING,
    "pick passage": ("OEPA", "EPA", "", ""),  # an answer that readers have seen stays as it is
    "pick words": EDITING,
    "set a stance": EDITING,
    "reorder the points": EDITING,
    "take back": ("O", "", "", ""),
    # Actions of the list
    "export_csv of the list": EVERYBODY,
    "export_xlsx of the list": EVERYBODY,
    "assign_selected of the list": ("OEPA", "EPA", "EPA", "EPA"),
    "add_topic_selected of the list": EDITING,
    "publish_selected of the list": ("PA", "PA", "PA", ""),
    "withdraw_selected of the list": ("", "", "PA", ""),
    "delete_selected of the list": ("OEPA", "EPA", "", ""),
}
OF_A_PART: dict[str, Row] = dict.fromkeys(("save a", "delete a", "restore a", "undo a change of a", "add a"), EDITING)
"""The same for each kind of part."""
TRIED_BY_ALL = ("point", "response")
"""Kinds of parts that every role tries its hand at."""
BOUNDARY = {"draft": "OC", "published": "OE", "withdrawn": "OA"}
"""Who tries the other kinds: the last who may and the first who may not, so that eleven kinds take little longer than two.
In review their rights are those of a published case."""
EXCEPT: dict[str, Row] = {
    "restore a response": ("OEPA", "EPA", "", ""),
    **{f"{act} passage": ("OEPA", "EPA", "", "") for act in OF_A_PART},
}
"""What differs for one kind: the words of an answer that readers have seen stay as they are."""

NEW, SEEN = "OCEPA", "EPA"
OF_THE_DESK: dict[str, str] = {
    **{f"{act} {name}": NEW for name in acts_of_desk.SHARED for act in (
        "save a new", "delete a new", "restore a new", "undo a change of a new", "add a",
        "delete_selected of", "export_csv of", "export_xlsx of",
    )},
    **{f"{act} a published {name}": SEEN for name in acts_of_desk.SHARED for act in ("save", "restore", "undo a change of")},
    **{f"delete a published {name}": "" for name in acts_of_desk.SHARED},
    **{f"{act} a {name}": NEW for name in ("ratingscale", "snapshot") for act in (
        "save", "delete", "restore", "undo a change of", "add",
    )},
    "merge a party": "EPA",
    "merge a source": "EPA",
    "merge a topic": "EPA",
    "undo the merge of a party": "EPA",
    "undo the merge of a source": "EPA",
    "undo the merge of a topic": "EPA",
    "undo the merge of a claim": "EPA",
    "merge a published party into a published one": "EPA",
    "merge a published source into a published one": "EPA",
    "merge a published claim into a published one": "PA",  # its own page goes, as when it is withdrawn
    "start a case": NEW,
    "add a claim": NEW,
    "keep a draft": NEW,
    "discard a draft": NEW,
    "save a search": NEW,
    "delete a search of another": "",
    "read the notices": NEW,
    "change the own settings": NEW,
    **{f"{act} a abouttext": "A" for act in ("save", "delete", "restore", "undo a change of", "add")},
    "take up a message": SEEN,
    "begin a case from a message": SEEN,
    "settle a message": SEEN,
    "delete a message": "A",
    "save an account": "A",
    "add an account": "A",
    "delete an account": "",
    "set a password": "A",
    "change the desk's settings": "A",
    "delete the desk's settings": "",
}  # fmt: skip

READ = {"history", "export", "import_wrong", "changelist"}
"""Pages of models that write nothing but what the actions of lists do."""
ELSEWHERE = {
    **dict.fromkeys(("import", "import_report"), "writes a file before it writes rows: see IMPORTS below"),
    **dict.fromkeys(("autocomplete", "claims_lookup", "jsi18n", "view_on_site", "index", "app_list"), "read only"),
    **dict.fromkeys(("failed_jobs", "notices", "claims_claim_desk", "claims_claim_changes"), "read only"),
    **dict.fromkeys(("claim_imports", "claim_import", "claim_import_report"), "by a job: see IMPORTS below"),
    **dict.fromkeys(("tokens", "token_revoke"), "of oneself; others' by administrators: test_tokens.py"),
    **dict.fromkeys(("claims_claim_card", "claims_claim_evidence", "claims_claim_event_order"), "test_cards.py"),
    "claims_claim_translations": "test_translations.py",
    **dict.fromkeys(("claims_webhookendpoint_rotate", "claims_webhookendpoint_test"), "test_webhooks.py"),
    "claims_delivery_replay": "of administrators: test_webhooks.py",
    **dict.fromkeys(("login", "logout", "password_change", "password_change_done"), "Django's own, of oneself"),
}
READ_ONLY_MODELS = ("claims_revision", "auth_group", "knox_authtoken", "procrastinate_procrastinatejob")
"""Of which nobody but a superuser changes anything."""

IMPORTS = {
    "look at a table": NEW,
    "store new rows of a table": NEW,
    "store rows of published records": SEEN,
    "bring a file of claims": "EPA",
}
OF_JOBS = {"retry", "cancel", "abort", "replay_selected"}
"""The queue's own, for superusers, and that of webhooks, for administrators: test_webhooks.py."""


def expected(state: str) -> dict[str, str]:
    if state == "desk":
        return OF_THE_DESK
    column = STATES.index(state)
    parts = {f"{act} {kind}": row for act, row in OF_A_PART.items() for kind in kinds_in(state)}
    return {act: row[column] for act, row in (OF_A_CASE | parts | EXCEPT).items() if act in OF_A_CASE or act in parts}


def kinds_in(state: str) -> Iterable[str]:
    """The kinds of parts that are tried in a state."""
    return desk.PARTS if state in BOUNDARY else TRIED_BY_ALL


def tried(state: str, name: str) -> str:
    """The letters of those who try it."""
    is_of_other_kind = name.endswith(tuple(f" {kind}" for kind in desk.PARTS if kind not in TRIED_BY_ALL))
    return BOUNDARY[state] if state in BOUNDARY and is_of_other_kind else "".join(LETTERS)
