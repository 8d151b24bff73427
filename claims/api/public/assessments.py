"""Assessments of published claims, over all cases: verdicts of others or of this desk, their labels verbatim."""

from typing import Any

from django.db.models import Q

from claims.api import listed, parameters
from claims.api.parameters import Parameter
from claims.api.public import collection, parts
from claims.api.public.collection import Json
from claims.models import PublishedAssessment
from claims.models.listing import of_party

AUTHOR = Parameter("author", "This party judged.", parameters.slug_or_id, parameters.KEY)
LABEL = Parameter(
    "label", "Exactly this label.", parameters.words, {"type": "string", "maxLength": parameters.MOST_CHARACTERS}
)


@collection.described("assessments_list", "Verdicts and rulings on published claims")
class AssessmentList(parts.PartList):
    model, form, page = PublishedAssessment, listed.ListedAssessment, listed.AssessmentPage
    filters = (*parts.OF_ALL, parts.OWN_LANGUAGE, AUTHOR, LABEL, *parts.MADE)

    def conditions(self, values: Json) -> list[Any]:
        found: list[Any] = []
        if "author" in values:
            found.append(of_party(values["author"], "author_id"))
        if "label" in values:
            found.append(Q(label=values["label"]))
        return found


@parts.described("assessments_retrieve", "An assessment, by id")
class AssessmentDetail(parts.PartDetail):
    model, form = PublishedAssessment, listed.ListedAssessment
