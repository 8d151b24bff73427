"""The shapes of answers beside the dossier itself. Members that are not known are null in lists."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from claims.api.listed import page_of
from claims.dossier.schema import Coverage, Dossier, RevisionStamp
from claims.fields.moment import Moment
from claims.vocabulary import RevisionKind, StandingWord


class ListedParty(BaseModel):
    id: str = Field(json_schema_extra={"format": "uuid"})
    slug: str | None = Field(description="null for a private person, who has no page")
    name: str


class ListedStanding(BaseModel):
    """Who answered how much; never a finding of what is true."""

    status: StandingWord
    coverage: Coverage


class ListedRevision(BaseModel):
    number: int
    published_at: str = Field(json_schema_extra={"format": "date-time"})


class Fragment(BaseModel):
    text: str
    hit: bool = Field(description="whether it is what was searched for")


class ListedHighlight(BaseModel):
    """A passage of a text of the claim; its fragments one after the other are the passage."""

    field: Literal["title", "statement", "scope_note", "party", "alias", "topic", "point", "passage", "event"]
    language: str | None = Field(description="null for names")
    fragments: list[Fragment]


class ListedClaim(BaseModel):
    id: str = Field(json_schema_extra={"format": "uuid"})
    slug: str
    url: str = Field(description="its page", json_schema_extra={"format": "uri"})
    title: str
    language: str
    claimant: ListedParty | None
    made_at: Moment | None
    standing: ListedStanding
    revision: ListedRevision
    highlights: list[ListedHighlight] = Field(default=[], description="with `q` only")


class FacetValue(BaseModel):
    value: str | None = Field(description="what to ask for; null for claims that have none")
    count: int
    label: str | None = Field(description="the name of a party or topic")


class Facet(BaseModel):
    values: list[FacetValue] = Field(description="the most frequent ones first")
    has_more: bool


class FacetCounts(BaseModel):
    """How many claims of the list have which values."""

    counted: int = Field(description="claims that were counted: all of the list, unless is_capped")
    is_capped: bool = Field(description="the list is longer; the claims published last were counted")
    by: dict[Literal["standing", "stance", "topic", "language", "party", "source_domain", "year"], Facet]


ClaimPage = page_of(ListedClaim, facets=(FacetCounts, Field(default=None, description="with `facets` only")))


class ListedRevisionStamp(RevisionStamp):
    url: str = Field(description="its page", json_schema_extra={"format": "uri"})


class RevisionList(BaseModel):
    """All revisions of one claim, the first one first. Their hashes stay on record whatever becomes of the documents."""

    id: str = Field(json_schema_extra={"format": "uuid"})
    slug: str
    results: list[ListedRevisionStamp]


class Proof(BaseModel):
    """What the hashes of a revision are made of: content_hash = SHA-256(salt ‖ content)."""

    salt: str = Field(description="hexadecimal")
    content: str = Field(description="the canonical form (RFC 8785) that was hashed, to be read as UTF-8 bytes")
    content_hash: str
    link: dict[str, Any] = Field(description="hash = SHA-256 of the canonical form of these members")
    hash: str


class ChangedClaim(BaseModel):
    id: str = Field(json_schema_extra={"format": "uuid"})
    slug: str
    url: str = Field(description="its page", json_schema_extra={"format": "uri"})


class Change(BaseModel):
    position: int = Field(description="place in the record of the whole site, without gaps")
    kind: RevisionKind
    number: int
    note: str
    published_at: str = Field(json_schema_extra={"format": "date-time"})
    hash: str
    claim: ChangedClaim


class ChangePage(BaseModel):
    """Publications in the order of the record. ``since``: give it with the next request, now or later."""

    next: str | None = Field(description="null at the end of the record", json_schema_extra={"format": "uri"})
    since: int
    results: list[Change]


class Advice(BaseModel):
    path: str = Field(description="path in the dossier")
    message: str


class WorkingDossier(BaseModel):
    """At the desk only: the case as it would be published now, and what to look at before."""

    dossier: Dossier
    advice: list[Advice]


DOCUMENTS = (ClaimPage, RevisionList, Proof, ChangePage, WorkingDossier)
