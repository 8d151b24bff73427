"""Every word of the domain as a table. One concept a file."""

from claims.models.about import AboutText
from claims.models.announcement import Announcement
from claims.models.assessment import Assessment, RatingScale
from claims.models.casework import Assignment, Comment, Notice, SavedSearch
from claims.models.change import Change
from claims.models.citation import Citation
from claims.models.claim import (
    Claim,
    ClaimParty,
    ClaimPartyTranslation,
    ClaimTranslation,
    Point,
    PointTranslation,
)
from claims.models.event import Event, EventTranslation
from claims.models.import_run import ExternalId, ImportRun, ListRun
from claims.models.kept_answer import KeptAnswer
from claims.models.merge import Merge
from claims.models.message import Message, Sending
from claims.models.party import Party, PartyAlias
from claims.models.publication import (
    Publication,
    PublishedParty,
    PublishedRelation,
    PublishedSource,
    PublishedTopic,
)
from claims.models.published_answers import PublishedAnswer, PublishedRequest
from claims.models.published_citations import PublishedCitation, SnapshotChange
from claims.models.published_parts import (
    PublishedAssessment,
    PublishedEvent,
    PublishedPoint,
    PublishedResponse,
    PublishedStance,
)
from claims.models.relation import Relation
from claims.models.request import Request, RequestExtension, RequestTranslation
from claims.models.response import (
    Hedge,
    HedgeTranslation,
    Passage,
    PassageTranslation,
    Response,
    ResponseTranslation,
    Stance,
    StanceTranslation,
)
from claims.models.revision import Redaction, Revision, RevisionDocument
from claims.models.slug import Slug
from claims.models.source import Snapshot, Source, SourceTranslation
from claims.models.standing_step import StandingStep
from claims.models.together import Draft, Presence
from claims.models.token import Token
from claims.models.topic import Topic, TopicTranslation
from claims.models.user import User
from claims.models.webhook import Delivery, WebhookEndpoint, WebhookSecret
from claims.models.workflow import DeskSettings, Edit, Submission

__all__ = [
    "AboutText",
    "Announcement",
    "Assessment",
    "Assignment",
    "Change",
    "Citation",
    "Claim",
    "ClaimParty",
    "ClaimPartyTranslation",
    "ClaimTranslation",
    "Comment",
    "Delivery",
    "DeskSettings",
    "Draft",
    "Edit",
    "Event",
    "EventTranslation",
    "ExternalId",
    "Hedge",
    "HedgeTranslation",
    "ImportRun",
    "KeptAnswer",
    "ListRun",
    "Merge",
    "Message",
    "Notice",
    "Party",
    "PartyAlias",
    "Passage",
    "PassageTranslation",
    "Point",
    "PointTranslation",
    "Presence",
    "Publication",
    "PublishedAnswer",
    "PublishedAssessment",
    "PublishedCitation",
    "PublishedEvent",
    "PublishedParty",
    "PublishedPoint",
    "PublishedRelation",
    "PublishedRequest",
    "PublishedResponse",
    "PublishedSource",
    "PublishedStance",
    "PublishedTopic",
    "RatingScale",
    "Redaction",
    "Relation",
    "Request",
    "RequestExtension",
    "RequestTranslation",
    "Response",
    "ResponseTranslation",
    "Revision",
    "RevisionDocument",
    "SavedSearch",
    "Sending",
    "Slug",
    "Snapshot",
    "SnapshotChange",
    "Source",
    "SourceTranslation",
    "Stance",
    "StanceTranslation",
    "StandingStep",
    "Submission",
    "Token",
    "Topic",
    "TopicTranslation",
    "User",
    "WebhookEndpoint",
    "WebhookSecret",
]
