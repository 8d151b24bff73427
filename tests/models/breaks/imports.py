"""What imports of claims bring: the numbers of foreign scales, external ids, and the runs themselves."""

from typing import Any

from tests.factories import AssessmentFactory, ExternalIdFactory, ImportRunFactory, ListRunFactory
from tests.models.breaks import Break


def second_id() -> Any:
    ExternalIdFactory(value="1")
    return ExternalIdFactory(value="2")


def key_of_the_first(row: Any) -> dict[str, str]:
    return {"key": type(row).objects.exclude(pk=row.pk).get().key}


def rated() -> Any:
    return AssessmentFactory(rating_value="2", rating_best="5", rating_worst="1")


BREAKS = [
    Break("assessment_rating_value_is_a_number", rated, {"rating_value": "two"}),
    Break("assessment_rating_best_is_a_number", rated, {"rating_best": "5 of 5"}),
    Break("assessment_rating_worst_is_a_number", rated, {"rating_worst": "1e9"}),
    Break("assessment_number_is_on_a_scale", rated, {"rating_best": ""}),
    Break("externalid_names_one_claim", second_id, key_of_the_first),
    Break("externalid_system_is_not_blank", ExternalIdFactory, {"system": " "}),
    Break("externalid_value_is_not_blank", ExternalIdFactory, {"value": ""}),
    Break("importrun_format_is_a_known_word", ImportRunFactory, {"format": "xml"}),
    Break("importrun_state_is_a_known_word", ImportRunFactory, {"state": "lost"}),
    Break("importrun_refusal_has_a_reason", ImportRunFactory, {"state": "refused"}),
    Break("listrun_table_is_a_known_word", ListRunFactory, {"table": "claim"}),
    Break("listrun_state_is_a_known_word", ListRunFactory, {"state": "lost"}),
    Break("listrun_refusal_has_a_reason", ListRunFactory, {"state": "refused"}),
]
