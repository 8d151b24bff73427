"""Responses with passages, stances and hedges; requests for comment."""

from tests.factories import (
    HedgeFactory,
    PassageFactory,
    RequestExtensionFactory,
    RequestFactory,
    ResponseFactory,
    StanceFactory,
    make_case,
)
from tests.models.breaks import Break, itself

BREAKS = [
    Break("response_order_once_a_claim", lambda: ResponseFactory(claim=ResponseFactory().claim), {"order": 1}),
    Break("response_kind_is_a_known_word", ResponseFactory, {"kind": "shrug"}),
    Break("response_made_at_is_a_moment", ResponseFactory, {"made_at": '{"value": "2018-8-7"}'}),
    Break("response_withdrawn_at_is_a_moment", ResponseFactory, {"withdrawn_at": '{"when": "2018"}'}),
    Break("response_replaces_another", ResponseFactory, itself("replaces_id")),
    Break("passage_order_once_a_response", lambda: PassageFactory(response=PassageFactory().response), {"order": 1}),
    Break("passage_form_is_a_known_word", PassageFactory, {"form": "sung"}),
    Break("passage_text_is_not_blank", PassageFactory, {"text": " "}),
    Break("passage_language_is_a_language_tag", PassageFactory, {"language": ""}),
    Break("passage_translated_from_is_a_language_tag", PassageFactory, {"translated_from": "English"}),
    Break("passage_translated_from_another_language", PassageFactory, {"translated_from": "de"}),
    Break(
        "stance_one_a_response_and_point",
        lambda: [first := StanceFactory(), StanceFactory(response=first.response)][1],
        lambda row: {"point_id": row.claim.points.get(order=1).pk},
    ),
    Break("stance_stance_is_a_known_word", StanceFactory, {"stance": "admits"}),
    Break("stance_directness_is_a_known_word", StanceFactory, {"directness": "implied"}),
    Break("hedge_order_once_a_stance", lambda: HedgeFactory(stance=HedgeFactory().stance), {"order": 1}),
    Break("hedge_kind_is_a_known_word", HedgeFactory, {"kind": "tone"}),
    Break("hedge_words_is_not_blank", HedgeFactory, {"words": ""}),
    Break("request_channel_is_a_known_word", RequestFactory, {"channel": "pigeon"}),
    Break("request_outcome_is_a_known_word", RequestFactory, {"outcome": "ignored"}),
    Break("request_questions_is_not_blank", RequestFactory, {"questions": ""}),
    Break("request_language_is_a_language_tag", RequestFactory, {"language": "??"}),
    Break("request_sent_at_is_a_moment", RequestFactory, {"sent_at": '{"value": "2018-08-06 10:00"}'}),
    Break("request_deadline_is_a_moment", RequestFactory, {"deadline": '{"value": "2018-13"}'}),
    Break("request_outcome_at_is_a_moment", RequestFactory, {"outcome_at": "1"}),
    Break(
        "request_response_means_answered",
        lambda: RequestFactory(claim=make_case()),
        lambda row: {"response_id": row.claim.responses.get().pk, "outcome": ""},
    ),
    Break("requestextension_granted_at_is_a_moment", RequestExtensionFactory, {"granted_at": "{}"}),
    Break("requestextension_until_is_a_moment", RequestExtensionFactory, {"until": '{"ongoing": "yes"}'}),
]
