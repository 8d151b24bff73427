"""The shapes of answers beside the dossier itself. Members that are not known are null in lists."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from claims.api.listed import page_of
from claims.dossier.schema import Coverage, Dossier, RevisionStamp
from claims.fields.moment import Moment
from claims.vocabulary import AnnouncementKind, StandingWord


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
    by: dict[Literal["standing", "stance", "topic", "language", "party", "source_domain", "year", "role"], Facet]


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
    """One thing that changed what a claim answers. Ask for the claim by its id to see what that is now."""

    event: int = Field(description="place in this feed, without gaps")
    kind: AnnouncementKind
    position: int | None = Field(
        description="of the revision in the record of the site; null for what makes no revision"
    )
    number: int = Field(description="of the revision it is about; of a merge, of the one that was current")
    note: str = Field(description="of the revision, or the reason of a redaction")
    published_at: str = Field(json_schema_extra={"format": "date-time"})
    hash: str | None = Field(description="of the revision; null for what makes no revision")
    claim: ChangedClaim
    merged_into: ChangedClaim | None = Field(description="of a merge: the claim whose page its page leads to")


class ChangePage(BaseModel):
    """Everything readers were told, in its order. ``since``: give it with the next request, now or later."""

    next: str | None = Field(description="null at the end of the feed", json_schema_extra={"format": "uri"})
    since: int
    results: list[Change]


class Advice(BaseModel):
    path: str = Field(description="path in the dossier")
    message: str


class WorkingDossier(BaseModel):
    """At the desk only: the case as it would be published now, and what to look at before."""

    dossier: Dossier
    advice: list[Advice]


class GooglePublisher(BaseModel):
    name: str | None = None
    site: str | None = None


class GoogleReview(BaseModel):
    publisher: GooglePublisher | None = None
    url: str | None = None
    title: str | None = None
    reviewDate: str | None = Field(default=None, json_schema_extra={"format": "date-time"})  # noqa: N815  Google's name
    textualRating: str | None = None  # noqa: N815
    languageCode: str | None = None  # noqa: N815


class GoogleClaim(BaseModel):
    """Members without a value are absent."""

    text: str
    claimant: str | None = None
    claimDate: str | None = Field(default=None, json_schema_extra={"format": "date-time"})  # noqa: N815
    claimReview: list[GoogleReview] = []  # noqa: N815


class GoogleClaims(BaseModel):
    """An answer of ``claims:search``; both members are absent where nothing was found."""

    claims: list[GoogleClaim] = []
    nextPageToken: str | None = None  # noqa: N815


class GoogleError(BaseModel):
    code: int
    message: str
    status: str
    details: list[dict[str, Any]] = []


class GoogleRefusal(BaseModel):
    error: GoogleError


DOCUMENTS = (ClaimPage, RevisionList, Proof, ChangePage, WorkingDossier, GoogleClaims, GoogleRefusal)
