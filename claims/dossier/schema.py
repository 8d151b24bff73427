"""The schema of a dossier, ``dossier/1``: the one document that pages, API, feeds, formats and case files share.

Members without a value are absent, lists may be empty, and everything refers by id to the top-level lists.
``docs/dossier.schema.json`` is generated from these classes (``manage.py dossier_schema``).
"""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter

from claims import vocabulary as words
from claims.fields.moment import Moment
from claims.fields.texts import Headline, Language, LongText, QuotedText, ShortText, refuse_unstorable

SCHEMA: Literal["dossier/1"] = "dossier/1"

_URL = TypeAdapter(HttpUrl)


def _canonical_id(text: str) -> str:
    return str(UUID(text))


def _storable(text: str) -> str:
    try:
        refuse_unstorable(text)
    except ValidationError as refused:
        raise ValueError("a text without control characters") from refused
    return text


def _web_address(text: str) -> str:
    _URL.validate_python(_storable(text))
    return text


Id = Annotated[str, AfterValidator(_canonical_id), Field(json_schema_extra={"format": "uuid"})]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
WebAddress = Annotated[str, Field(max_length=2000, json_schema_extra={"format": "uri"}), AfterValidator(_web_address)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]
Size = Annotated[int, Field(strict=True, ge=0, le=2**53 - 1)]
Truth = Annotated[bool, Field(strict=True)]
Number = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", max_length=20)]
Surroundings = Annotated[str, Field(min_length=1, max_length=32), AfterValidator(_storable)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=True)


class Translated(Part):
    """A translation: by whom, and the SHA-256 of the original it was made from (stale when that differs)."""

    translator: ShortText
    of: Sha256


class ClaimTranslation(Translated):
    title: ShortText | None = None
    statement: LongText | None = None
    scope_note: LongText | None = None


class TextTranslation(Translated):
    text: LongText


class RemarkTranslation(Translated):
    remark: LongText


class WordsTranslation(Translated):
    words: LongText


class NameTranslation(Translated):
    name: ShortText


class TitleTranslation(Translated):
    title: Headline


class ReasonTranslation(Translated):
    reason: LongText


class Topic(Part):
    id: Id
    slug: Slug
    name: ShortText
    language: Language
    translations: dict[Language, NameTranslation] = {}


class Coverage(Part):
    points: Count
    addressed: Count
    declined: Count
    general: Count


class StandingOfClaim(Part):
    status: words.StandingWord
    coverage: Coverage
    basis: list[Id] = Field(default=[], description="ids of the stances and requests that decided")
    as_of: str | None = None


class StandingOfPoint(Part):
    status: words.StandingWord
    basis: list[Id] = []


class Point(Part):
    id: Id
    order: Count
    text: LongText
    translations: dict[Language, TextTranslation] = {}
    subjects: list[Id] = Field(default=[], description="default: the claim's")
    made_at: Moment | None = Field(default=None, description="default: the claim's")
    replaces: Id | None = None
    citations: list[Id] = []
    standing: StandingOfPoint | None = None


class Hedge(Part):
    kind: words.HedgeKind
    words: QuotedText
    citation: Id | None = None
    translations: dict[Language, WordsTranslation] = {}


class Stance(Part):
    id: Id
    point: Id
    stance: words.StanceWord
    directness: words.Directness
    words: LongText | None = Field(default=None, description="the deciding words")
    translations: dict[Language, WordsTranslation] = {}
    citations: list[Id] = Field(default=[], description="default: the response's")
    hedges: list[Hedge] = []


class Passage(Part):
    form: words.PassageForm
    text: LongText
    language: Language
    translated_from: Language | None = Field(default=None, description="where the quotation is itself a translation")
    translations: dict[Language, TextTranslation] = {}
    citations: list[Id] = []


class Spokesperson(Part):
    name: ShortText | None = None
    role: ShortText | None = None
    party: Id | None = None


class Response(Part):
    id: Id
    order: Count
    party: Id
    kind: words.ResponseKind
    spokesperson: Spokesperson | None = None
    made_at: Moment | None = None
    withdrawn_at: Moment | None = None
    replaces: Id | None = None
    remark: LongText | None = None
    translations: dict[Language, RemarkTranslation] = {}
    passages: list[Passage] = []
    stances: list[Stance] = []


class Extension(Part):
    granted_at: Moment
    until: Moment


class Request(Part):
    id: Id
    to: Id
    points: list[Id] = Field(default=[], description="empty: all points")
    channel: words.Channel
    questions: LongText
    language: Language
    translations: dict[Language, TextTranslation] = {}
    sent_at: Moment
    deadline: Moment | None = None
    extensions: list[Extension] = []
    outcome: words.RequestOutcome | None = None
    outcome_at: Moment | None = None
    response: Id | None = None


class Unasked(Part):
    """Why a party that never answered was not asked either."""

    party: Id
    reason: LongText
    translations: dict[Language, ReasonTranslation] = {}


class Party(Part):
    """A private person carries a public label for a name; the name itself only in a case file."""

    id: Id
    slug: Slug | None = None
    kind: words.PartyKind
    name: ShortText
    short_name: ShortText | None = Field(default=None, description="for tight places, such as WSJ")
    aliases: list[ShortText] = []
    affiliation: Id | None = None
    same_as: list[WebAddress] = []
    private: Truth | None = None
    public_label: ShortText | None = None
    naming_reason: ShortText | None = None


class Snapshot(Part):
    sha256: Sha256
    captured_at: Moment
    media_type: ShortText
    size: Size | None = None
    archived: list[WebAddress] = []


class Source(Part):
    id: Id
    slug: Slug
    kind: words.SourceKind
    title: Headline
    language: Language
    translations: dict[Language, TitleTranslation] = {}
    publisher: Id | None = None
    authors: list[ShortText] = []
    url: WebAddress | None = None
    published_at: Moment | None = None
    relays: list[Id] = []
    attributed_to: list[ShortText] = []
    held: Truth
    snapshots: list[Snapshot] = []


class Position(Part):
    """Characters of the snapshot's extracted text: ``start`` counted from 0, ``end`` exclusive."""

    start: Count
    end: Count
    snapshot: Sha256


class Quote(Part):
    exact: LongText | None = None
    prefix: Surroundings | None = None
    suffix: Surroundings | None = None
    language: Language | None = None
    translated_from: Language | None = None
    position: Position | None = None


class Citation(Part):
    id: Id
    source: Id
    role: words.CitationRole
    quote: Quote | None = None
    voices: list[ShortText] = []
    locator: ShortText | None = Field(default=None, description="paragraph, page or time code, such as “paragraph 4”")
    anchor: words.Anchor


class Event(Part):
    id: Id
    order: Count
    at: Moment | None = None
    text: LongText
    language: Language
    translations: dict[Language, TextTranslation] = {}
    citations: list[Id] = []


class Scale(Part):
    name: ShortText
    version: ShortText
    owner: Id | None = None


class Rating(Part):
    """The number beside a label, on the scale of its author, as it was written. The label decides."""

    value: Number
    best: Number
    worst: Number | None = None


class Assessment(Part):
    """A verdict or ruling by somebody, its label verbatim. No part of the standing."""

    id: Id
    author: Id | None = Field(default=None, description="absent: this desk")
    label: Headline
    rating: Rating | None = None
    scale: Scale | None = None
    language: Language
    points: list[Id] = Field(default=[], description="empty: the whole claim")
    reasons: LongText | None = None
    made_at: Moment | None = None
    url: WebAddress | None = None
    citations: list[Id] = []


class Relation(Part):
    type: words.RelationType
    target: Id
    slug: Slug | None = None


class RevisionStamp(Part):
    number: int
    position: int
    kind: words.RevisionKind
    note: str
    published_at: str
    content_hash: Sha256
    hash: Sha256
    previous_hash: Sha256 | None = None


class Dossier(Part):
    """A case as one document."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_enum_values=True, populate_by_name=True, title="Dossier (dossier/1)"
    )

    schema_: Literal["dossier/1"] = Field(default=SCHEMA, alias="schema")
    id: Id
    slug: Slug
    url: str | None = None
    language: Language
    title: ShortText
    statement: LongText
    scope_note: LongText | None = None
    claimant: Id | None = None
    subjects: list[Id] = []
    named: list[Id] = []
    made_at: Moment | None = None
    topics: list[Topic] = []
    citations_of_claim: list[Id] = []
    translations: dict[Language, ClaimTranslation] = {}
    standing: StandingOfClaim | None = None
    points: list[Point] = []
    responses: list[Response] = []
    requests: list[Request] = []
    unasked: list[Unasked] = []
    parties: list[Party] = []
    sources: list[Source] = []
    citations: list[Citation] = []
    events: list[Event] = []
    assessments: list[Assessment] = []
    relations: list[Relation] = []
    revision: RevisionStamp | None = None
    licence: ShortText | None = None

    @classmethod
    def from_json(cls, document: str | bytes) -> Self:
        return cls.model_validate_json(document)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values; absent members left out, lists and objects kept even when empty."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
