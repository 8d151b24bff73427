"""Topics, claims, points, and what else a case is made of besides answers."""

from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    ClaimFactory,
    ClaimPartyFactory,
    EventFactory,
    PointFactory,
    RatingScaleFactory,
    RelationFactory,
    TopicFactory,
)
from tests.models.breaks import Break, itself

BREAKS = [
    Break("topic_slug_is_lower_case_words", TopicFactory, {"slug": "data_protection"}),
    Break("topic_name_is_not_blank", TopicFactory, {"name": " "}),
    Break("topic_language_is_a_language_tag", TopicFactory, {"language": ""}),
    Break("topic_merged_into_another", TopicFactory, itself("merged_into_id")),
    Break("claim_slug_is_lower_case_words", ClaimFactory, {"slug": "-claim"}),
    Break("claim_language_is_a_language_tag", ClaimFactory, {"language": "de_DE"}),
    Break("claim_title_is_not_blank", ClaimFactory, {"title": "\n"}),
    Break("claim_statement_is_not_blank", ClaimFactory, {"statement": ""}),
    Break("claim_made_at_is_a_moment", ClaimFactory, {"made_at": '{"value": "2018-02-30"}'}),
    Break("claim_stage_is_a_known_word", ClaimFactory, {"stage": "hidden"}),
    Break("claim_merged_into_another", ClaimFactory, itself("merged_into_id")),
    Break(
        "claimparty_once_a_claim",
        lambda: ClaimPartyFactory(claim=ClaimPartyFactory().claim),
        lambda row: {"party_id": row.claim.involvements.order_by("id")[0].party_id},
    ),
    Break("claimparty_role_is_a_known_word", ClaimPartyFactory, {"role": "victim"}),
    Break("point_order_once_a_claim", lambda: PointFactory(claim=PointFactory().claim), {"order": 1}),
    Break("point_text_is_not_blank", PointFactory, {"text": " "}),
    Break("point_made_at_is_a_moment", PointFactory, {"made_at": '"2018"'}),
    Break("point_replaces_another", PointFactory, itself("replaces_id")),
    Break("citation_role_is_a_known_word", CitationFactory, {"role": "proof"}),
    Break("citation_anchor_is_a_known_word", CitationFactory, {"anchor": "close"}),
    Break("citation_language_is_a_language_tag", CitationFactory, {"language": "Deutsch"}),
    Break("citation_translated_from_is_a_language_tag", CitationFactory, {"translated_from": "e"}),
    Break("citation_quote_has_a_language", CitationFactory, {"language": ""}),
    Break("citation_position_is_whole", CitationFactory, {"start": 3, "end": 9}),
    Break("citation_exact_anchor_has_a_position", CitationFactory, {"anchor": "exact"}),
    Break("event_text_is_not_blank", EventFactory, {"text": ""}),
    Break("event_language_is_a_language_tag", EventFactory, {"language": "EN"}),
    Break("event_at_is_a_moment", EventFactory, {"at": "[]"}),
    Break(
        "ratingscale_name_and_version_once",
        lambda: [RatingScaleFactory(name="Truth-O-Meter"), RatingScaleFactory()][1],
        {"name": "Truth-O-Meter"},
    ),
    Break("ratingscale_name_is_not_blank", RatingScaleFactory, {"name": " "}),
    Break("ratingscale_version_is_not_blank", RatingScaleFactory, {"version": ""}),
    Break("assessment_label_is_not_blank", AssessmentFactory, {"label": ""}),
    Break("assessment_language_is_a_language_tag", AssessmentFactory, {"language": "x"}),
    Break("assessment_made_at_is_a_moment", AssessmentFactory, {"made_at": '{"value": null}'}),
    Break(
        "relation_once_a_type_and_target",
        lambda: [first := RelationFactory(), RelationFactory(claim=first.claim, target=first.target, type="updates")][
            1
        ],
        {"type": "made_in_response_to"},
    ),
    Break("relation_type_is_a_known_word", RelationFactory, {"type": "like"}),
    Break("relation_is_to_another_claim", RelationFactory, lambda row: {"target_id": row.claim_id}),
]
