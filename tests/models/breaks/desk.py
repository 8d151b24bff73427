"""The desk's own tables: what colleagues say, notices, searches, drafts, who is there, merges, and the history."""

from typing import Any

from tests.factories import (
    AboutTextFactory,
    ChangeFactory,
    CommentFactory,
    DraftFactory,
    KeptAnswerFactory,
    MergeFactory,
    NoticeFactory,
    PresenceFactory,
    SavedSearchFactory,
    SourceFactory,
    TokenFactory,
    UserFactory,
)
from tests.models.breaks import Break

NOW = "2018-08-08T12:00Z"


class NewChange(Break):
    """The history is only ever added to, so its rules are tried by adding to it."""

    def attempt(self) -> None:
        self.make(**self.changes)  # type: ignore[arg-type]  # a mapping here


def second_merge() -> Any:
    first = MergeFactory()
    return MergeFactory(reason=str(first.merged_id))


BREAKS = [
    Break(
        "abouttext_one_a_page_and_language",
        lambda: [AboutTextFactory(page="method", language="de"), AboutTextFactory(page="method")][1],
        {"language": "de"},
    ),
    Break("abouttext_page_is_a_known_word", AboutTextFactory, {"page": "jobs"}),
    Break("abouttext_text_is_not_blank", AboutTextFactory, {"text": " "}),
    Break("abouttext_language_is_of_the_site", AboutTextFactory, {"language": "fr"}),
    Break("source_quotes_translated_from_is_a_language_tag", SourceFactory, {"quotes_translated_from": "English"}),
    Break("comment_text_is_not_blank", CommentFactory, {"text": " "}),
    Break("comment_resolved_by_somebody", CommentFactory, {"resolved_at": NOW}),
    Break("notice_kind_is_a_known_word", NoticeFactory, {"kind": "shout"}),
    Break("savedsearch_name_is_not_blank", SavedSearchFactory, {"name": ""}),
    Break(
        "savedsearch_name_once_a_list",
        lambda: [first := SavedSearchFactory(name="Mine"), SavedSearchFactory(owner=first.owner)][1],
        {"name": "Mine"},
    ),
    Break(
        "presence_once_a_person_and_case",
        lambda: [first := PresenceFactory(), PresenceFactory(claim=first.claim)][1],
        lambda row: {"user_id": row.claim.presences.order_by("id")[0].user_id},
    ),
    Break(
        "draft_once_a_person_and_form",
        lambda: [first := DraftFactory(claim=None, form="/a/"), DraftFactory(claim=None, user=first.user)][1],
        {"form": "/a/"},
    ),
    Break("merge_kind_is_a_known_word", MergeFactory, {"kind": "point"}),
    Break("merge_is_of_two_records", MergeFactory, lambda row: {"merged_id": row.kept_id}),
    Break("merge_undone_by_somebody", MergeFactory, lambda _row: {"undone_by_id": UserFactory().pk}),
    Break("merge_once_a_record", second_merge, lambda row: {"merged_id": row.reason}),
    Break(
        "keptanswer_once_a_key",
        lambda: [first := KeptAnswerFactory(key="a"), KeptAnswerFactory(user=first.user)][1],
        {"key": "a"},
    ),
    Break("token_name_is_not_blank", TokenFactory, {"name": " "}),
    Break("token_has_scopes", TokenFactory, {"scopes": []}),
    Break("token_scopes_are_known_words", TokenFactory, {"scopes": ["everything"]}),
    NewChange("change_operation_is_a_known_word", ChangeFactory, {"operation": "select"}),
    NewChange("change_through_is_a_known_word", ChangeFactory, {"through": "the window"}),
]
