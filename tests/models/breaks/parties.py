"""Parties and sources."""

from tests.factories import PartyAliasFactory, PartyFactory, SnapshotFactory, SourceFactory
from tests.models.breaks import Break, itself

BREAKS = [
    Break("party_slug_is_lower_case_words", PartyFactory, {"slug": "Facebook"}),
    Break("party_kind_is_a_known_word", PartyFactory, {"kind": "bank"}),
    Break("party_name_is_not_blank", PartyFactory, {"name": " \t"}),
    Break(
        "party_private_person_has_a_public_label",
        lambda: PartyFactory(kind="person"),
        {"is_private": True, "public_label": ""},
    ),
    Break("party_naming_reason_says_something", PartyFactory, {"naming_reason": " "}),
    Break("party_private_is_a_person", PartyFactory, {"is_private": True, "public_label": "a bank"}),
    Break("party_affiliation_is_another", PartyFactory, itself("affiliation_id")),
    Break("party_merged_into_another", PartyFactory, itself("merged_into_id")),
    Break(
        "partyalias_belongs_to_one_party",
        lambda: [PartyAliasFactory(name="WSJ"), PartyAliasFactory()][1],
        {"name": "Wsj"},
    ),
    Break("partyalias_name_is_not_blank", PartyAliasFactory, {"name": ""}),
    Break("source_slug_is_lower_case_words", SourceFactory, {"slug": "wsj--2018"}),
    Break("source_kind_is_a_known_word", SourceFactory, {"kind": "rumour"}),
    Break("source_title_is_not_blank", SourceFactory, {"title": ""}),
    Break("source_language_is_a_language_tag", SourceFactory, {"language": "German"}),
    Break("source_published_at_is_a_moment", SourceFactory, {"published_at": '{"value": "yesterday"}'}),
    Break("source_merged_into_another", SourceFactory, itself("merged_into_id")),
    Break(
        "snapshot_bytes_once_a_source",
        lambda: SnapshotFactory(source=SnapshotFactory(sha256="a" * 64).source),
        {"sha256": "a" * 64},
    ),
    Break("snapshot_sha256_is_a_hash", SnapshotFactory, {"sha256": "A" * 64}),
    Break("snapshot_captured_at_is_a_moment", SnapshotFactory, {"captured_at": "{}"}),
]
