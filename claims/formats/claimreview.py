"""A case in the vocabulary of schema.org: the ``Claim`` always, a ``ClaimReview`` for each assessment, and no other verdict.

Points are parts of the claim, answers are comments on it: what was said, by whom and about which points. The vocabulary has
no word for a stance, and none is borrowed: a denial is not a rating.
"""

from collections.abc import Iterable, Iterator

from django.conf import settings

from claims.dossier import schema
from claims.dossier.addresses import claim_address
from claims.formats.schema_org import (
    CONTEXT,
    Json,
    date,
    parties_by_id,
    present,
    publisher,
    reference,
    title,
    urn,
    works_by_id,
)
from claims.vocabulary import CitationRole, Directness, PassageForm

_APPEARS = (CitationRole.ORIGIN, CitationRole.RELAYS, CitationRole.REPEATS)


def claim(dossier: schema.Dossier) -> Json:
    return _Case(dossier).claim()


def reviews(dossier: schema.Dossier) -> list[Json]:
    """One for each assessment, in the order of the dossier."""
    return list(_Case(dossier).reviews())


def documents(dossier: schema.Dossier) -> list[Json]:
    """The claim, then its reviews, each a document of its own: tools that look for one read no ``@graph``."""
    return [{"@context": CONTEXT, **each} for each in (claim(dossier), *reviews(dossier))]


def graph(dossier: schema.Dossier) -> Json:
    """The same as one document."""
    return {"@context": CONTEXT, "@graph": [claim(dossier), *reviews(dossier)]}


class _Case:
    def __init__(self, dossier: schema.Dossier) -> None:
        self.dossier = dossier
        self.address = claim_address(dossier.slug)
        self.people = parties_by_id(dossier)
        self.works = works_by_id(dossier)
        self.titles = {source.url: title(source) for source in dossier.sources if source.url}
        self.cited = {citation.id: citation for citation in dossier.citations}

    def claim(self) -> Json:
        dossier, revision = self.dossier, self.dossier.revision
        return present(
            **self._claim_in_short(),
            text=dossier.statement,
            identifier=dossier.id,
            abstract=dossier.scope_note,
            about=self._parties(dossier.subjects),
            mentions=self._parties(dossier.named),
            claimInterpreter=publisher(),
            hasPart=[self._point(number, point) for number, point in enumerate(dossier.points, 1)],
            comment=[self._response(response) for response in dossier.responses],
            workTranslation=[self._translation(tag, each) for tag, each in dossier.translations.items()],
            subjectOf=present(
                type_="DigitalDocument",
                name="dossier/1",
                url=f"{settings.SITE_URL}/api/v1/claims/{dossier.slug}/",
                encodingFormat="application/json",
            ),
            sdPublisher=publisher(),
            sdDatePublished=revision.published_at if revision else None,
            sdLicense=_licence(dossier.licence),
        )

    def reviews(self) -> Iterator[Json]:
        for assessment in self.dossier.assessments:
            yield present(
                type_="ClaimReview",
                id_=urn(assessment.id),
                url=assessment.url or self.address,
                name=self.titles.get(assessment.url or ""),
                claimReviewed=self._reviewed(assessment),
                author=self.people.get(assessment.author or "") or publisher(),
                datePublished=date(assessment.made_at),
                inLanguage=assessment.language,
                reviewBody=assessment.reasons,
                keywords=[topic.name for topic in self.dossier.topics],
                reviewRating=_rating(assessment),
                itemReviewed=self._claim_in_short(),
                sdPublisher=publisher(),
            )

    def _claim_in_short(self) -> Json:
        dossier = self.dossier
        appearances = self._appearances([*dossier.citations_of_claim, *self._cited_by_points()])
        return present(
            type_="Claim",
            id_=urn(dossier.id),
            url=self.address,
            name=dossier.title,
            inLanguage=dossier.language,
            author=self.people.get(dossier.claimant or ""),
            datePublished=date(dossier.made_at),
            firstAppearance=self._first(appearances),
            appearance=[self.works[source] for source in appearances],
        )

    def _point(self, number: int, point: schema.Point) -> Json:
        moment = point.made_at or self.dossier.made_at
        return present(
            type_="Claim",
            id_=urn(point.id),
            url=f"{self.address}#point-{number}",
            position=number,
            text=point.text,
            inLanguage=self.dossier.language,
            author=reference(self.dossier.claimant) if self.dossier.claimant else None,
            datePublished=date(moment),
            about=[reference(each) for each in point.subjects],
            appearance=[reference(each) for each in self._appearances(point.citations)],
        )

    def _response(self, response: schema.Response) -> Json:
        """``about``: the points that it expressly speaks to, whichever way."""
        points = [stance.point for stance in response.stances if stance.directness == Directness.EXPRESS]
        sources = dict.fromkeys(
            self.cited[each].source for passage in response.passages for each in passage.citations if each in self.cited
        )
        return present(
            type_="Comment",
            id_=urn(response.id),
            author=self.people[response.party],
            datePublished=date(response.made_at),
            creativeWorkStatus="Withdrawn" if response.withdrawn_at else None,
            parentItem=reference(self.dossier.id),
            about=[reference(each) for each in points],
            hasPart=[self._passage(passage, response) for passage in response.passages],
            citation=[self.works[each] for each in sources],
        )

    @staticmethod
    def _passage(passage: schema.Passage, response: schema.Response) -> Json:
        """Only words in quotation marks are a quotation; reported speech is somebody else's wording."""
        is_direct = passage.form == PassageForm.DIRECT
        return present(
            type_="Quotation" if is_direct else "CreativeWork",
            text=passage.text,
            inLanguage=passage.language,
            spokenByCharacter=reference(response.party) if is_direct else None,
            translationOfWork=present(type_="CreativeWork", inLanguage=passage.translated_from)
            if passage.translated_from
            else None,
        )

    @staticmethod
    def _translation(tag: str, translation: schema.ClaimTranslation) -> Json:
        return present(
            type_="Claim",
            inLanguage=tag,
            name=translation.title,
            text=translation.statement,
            translator=present(type_="Organization", name=translation.translator),
        )

    def _reviewed(self, assessment: schema.Assessment) -> str:
        texts = [point.text for point in self.dossier.points if point.id in assessment.points]
        return "\n".join(texts) or self.dossier.statement

    def _parties(self, ids: Iterable[str]) -> list[Json]:
        return [self.people[each] for each in ids]

    def _cited_by_points(self) -> Iterator[str]:
        for point in self.dossier.points:
            yield from point.citations

    def _appearances(self, citations: Iterable[str]) -> list[str]:
        """Where the claim is made, relayed or repeated: ids of sources, the origins first, each once."""
        found = [self.cited[each] for each in citations if each in self.cited]
        told = [each for each in found if each.role in _APPEARS]
        return list(dict.fromkeys(each.source for each in sorted(told, key=lambda each: each.role != "origin")))

    def _first(self, appearances: list[str]) -> Json | None:
        """Known only where the file has the origin; the earliest relay is not where it first appeared."""
        origins = {each.source for each in self.cited.values() if each.role == CitationRole.ORIGIN}
        return next((reference(each) for each in appearances if each in origins), None)


def _rating(assessment: schema.Assessment) -> Json:
    """The label verbatim. Numbers only where the scale has them: one that is guessed would be a second verdict."""
    number = assessment.rating
    return present(
        type_="Rating",
        alternateName=assessment.label,
        ratingValue=number and number.value,
        bestRating=number and number.best,
        worstRating=number and number.worst,
    )


def _licence(licence: str | None) -> str | Json | None:
    if licence is None or licence.startswith(("https://", "http://")):
        return licence
    return {"@type": "CreativeWork", "name": licence}
