"""The shapes of what the lists over all cases show. Members without a value are absent, as in a dossier."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from claims import vocabulary as words
from claims.dossier import schema
from claims.fields.moment import Moment

_ID: dict[str, Any] = {"format": "uuid"}
_ADDRESS: dict[str, Any] = {"format": "uri"}
_INSTANT: dict[str, Any] = {"format": "date-time"}


class Sparse(BaseModel):
    """What `fields` asked for: some of the members of a result, each in its usual form."""

    model_config = ConfigDict(extra="allow")


def page_of(form: type[BaseModel], **more: Any) -> type[BaseModel]:
    """A page of a list of them."""
    link = Field(json_schema_extra=_ADDRESS, description="null where nothing follows")
    members: dict[str, Any] = {"next": (str | None, link), "previous": (str | None, link)}
    name = form.__name__.removeprefix("Listed") + "Page"
    # Sparse comes last: what has all members is meant to be read as the form itself.
    return create_model(name, **members, results=(list[form | Sparse], Field()), **more)  # type: ignore[valid-type]  # made at run time


class ClaimLink(BaseModel):
    """The claim that a part belongs to."""

    id: str = Field(json_schema_extra=_ID)
    slug: str
    title: str
    url: str = Field(description="its page", json_schema_extra=_ADDRESS)
    api_url: str = Field(description="its dossier", json_schema_extra=_ADDRESS)


class PartyLink(BaseModel):
    """A private person has a public label for a name, and no slug."""

    id: str = Field(json_schema_extra=_ID)
    slug: str | None = None
    kind: words.PartyKind | None = None
    name: str
    short_name: str | None = None
    private: bool | None = None


class CitedSource(BaseModel):
    id: str = Field(json_schema_extra=_ID)
    slug: str
    title: str
    role: words.CitationRole = Field(description="what it is cited as")
    url: str | None = Field(default=None, json_schema_extra=_ADDRESS)


class StanceOnPoint(BaseModel):
    response: str = Field(json_schema_extra=_ID)
    party: PartyLink
    stance: words.StanceWord
    directness: words.Directness


class ListedPoint(BaseModel):
    """One atomic assertion, and which stance each response takes on it. Its standing depends on the time: see the claim."""

    id: str = Field(json_schema_extra=_ID)
    claim: ClaimLink
    order: int
    text: str
    language: str
    translations: dict[str, schema.TextTranslation] = {}
    subjects: list[PartyLink]
    made_at: Moment | None = Field(default=None, description="that of the claim, where the point has none of its own")
    replaces: str | None = Field(default=None, json_schema_extra=_ID)
    stances: list[StanceOnPoint]
    sources: list[CitedSource]


class ListedHedge(BaseModel):
    kind: words.HedgeKind
    words: str
    translations: dict[str, schema.WordsTranslation] = {}


class ListedStance(BaseModel):
    id: str = Field(json_schema_extra=_ID)
    point: str = Field(json_schema_extra=_ID)
    stance: words.StanceWord
    directness: words.Directness
    words: str | None = None
    translations: dict[str, schema.WordsTranslation] = {}
    hedges: list[ListedHedge]


class ListedPassage(BaseModel):
    form: words.PassageForm
    text: str
    language: str
    translated_from: str | None = None
    translations: dict[str, schema.TextTranslation] = {}


class ListedSpokesperson(BaseModel):
    name: str | None = None
    role: str | None = None
    party: PartyLink | None = None


class ListedResponse(BaseModel):
    """What a party said about a claim. What counts is the party, never the spokesperson."""

    id: str = Field(json_schema_extra=_ID)
    claim: ClaimLink
    order: int
    party: PartyLink
    kind: words.ResponseKind
    spokesperson: ListedSpokesperson | None = None
    made_at: Moment | None = None
    withdrawn_at: Moment | None = None
    replaces: str | None = Field(default=None, json_schema_extra=_ID)
    remark: str | None = None
    translations: dict[str, schema.RemarkTranslation] = {}
    passages: list[ListedPassage]
    stances: list[ListedStance]
    sources: list[CitedSource]


class ListedEvent(BaseModel):
    id: str = Field(json_schema_extra=_ID)
    claim: ClaimLink
    order: int
    at: Moment | None = None
    text: str
    language: str
    translations: dict[str, schema.TextTranslation] = {}
    sources: list[CitedSource]


class ListedScale(BaseModel):
    name: str
    version: str
    owner: PartyLink | None = None


class ListedAssessment(BaseModel):
    """A verdict or ruling by somebody, its label verbatim. No part of any standing."""

    id: str = Field(json_schema_extra=_ID)
    claim: ClaimLink
    author: PartyLink | None = Field(default=None, description="absent: this desk")
    label: str
    scale: ListedScale | None = None
    language: str
    points: list[str] = Field(description="ids; empty: the whole claim")
    reasons: str | None = None
    made_at: Moment | None = None
    url: str | None = Field(default=None, json_schema_extra=_ADDRESS)
    sources: list[CitedSource]


class ListedPartyCard(BaseModel):
    """A party as the case published last shows it. Private persons are not listed."""

    id: str = Field(json_schema_extra=_ID)
    slug: str
    url: str = Field(description="its page", json_schema_extra=_ADDRESS)
    kind: words.PartyKind
    name: str
    short_name: str | None = None
    aliases: list[str]
    affiliation_name: str | None = None
    same_as: list[str]
    claims: str = Field(description="the list of the claims it has a part in", json_schema_extra=_ADDRESS)
    responses: str = Field(description="the list of its responses", json_schema_extra=_ADDRESS)


class ListedSource(BaseModel):
    """A source as the case published last shows it."""

    id: str = Field(json_schema_extra=_ID)
    slug: str
    page: str = Field(description="its page here", json_schema_extra=_ADDRESS)
    kind: words.SourceKind
    title: str
    language: str
    translations: dict[str, schema.TitleTranslation] = {}
    publisher: str | None = Field(default=None, description="id", json_schema_extra=_ID)
    publisher_name: str | None = None
    authors: list[str]
    url: str | None = Field(default=None, json_schema_extra=_ADDRESS)
    domain: str | None = None
    published_at: Moment | None = None
    relays: list[str]
    attributed_to: list[str]
    held: bool
    snapshots: list[schema.Snapshot]
    claims: str = Field(description="the list of the claims it is a source of", json_schema_extra=_ADDRESS)


class ListedTopic(BaseModel):
    """A story of several claims."""

    id: str = Field(json_schema_extra=_ID)
    slug: str
    url: str = Field(description="its page", json_schema_extra=_ADDRESS)
    name: str
    language: str
    translations: dict[str, schema.NameTranslation] = {}
    claims: str = Field(description="the list of its claims", json_schema_extra=_ADDRESS)


class RevisionClaim(BaseModel):
    id: str = Field(json_schema_extra=_ID)
    slug: str
    url: str = Field(description="its page", json_schema_extra=_ADDRESS)


class ListedSiteRevision(BaseModel):
    """A revision of any claim; the dossier it published lies at `api_url`."""

    position: int = Field(description="place in the record of the whole site, without gaps")
    claim: RevisionClaim
    number: int
    kind: words.RevisionKind
    note: str = Field(description="empty where the revisions of the claim are hidden")
    published_at: str = Field(json_schema_extra=_INSTANT)
    content_hash: str
    hash: str
    previous_hash: str | None = None
    api_url: str = Field(json_schema_extra=_ADDRESS)


PointPage = page_of(ListedPoint)
ResponsePage = page_of(ListedResponse)
EventPage = page_of(ListedEvent)
AssessmentPage = page_of(ListedAssessment)
PartyPage = page_of(ListedPartyCard)
SourcePage = page_of(ListedSource)
TopicPage = page_of(ListedTopic)
SiteRevisionPage = page_of(ListedSiteRevision)
PAGES = (PointPage, ResponsePage, EventPage, AssessmentPage, PartyPage, SourcePage, TopicPage, SiteRevisionPage)
