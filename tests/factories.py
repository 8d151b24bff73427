"""Rows for tests. Each factory makes a valid row without arguments, and what it needs around it; a test states only what
it is about. What hangs on a claim stays in its case: pass `claim=` (or `response=`, `stance=`), and the rest follows it.

`make_case` makes the smallest case that can be published; `translate` a translation of any record that has them.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import factory
from django.db import models, transaction
from django.utils import timezone
from factory.django import DjangoModelFactory
from knox.models import AuthToken

from claims import models as tables
from claims.fields.ids import new_id
from claims.vocabulary import AboutPage, RevisionKind, StanceWord

DAY = {"value": "2018-08-07"}
A_HASH = sha256(b"").hexdigest()
NO_0_OR_1 = str.maketrans("01", "AB")  # as receipt numbers are


def subject_of(claim: tables.Claim) -> tables.Party:
    """The first party the claim is about; made where there is none."""
    involved = claim.involvements.order_by("order", "id").first() or ClaimPartyFactory(claim=claim)
    return involved.party


def make_case(stances: Sequence[str | None] = (StanceWord.DENIES,), **fields: Any) -> tables.Claim:
    """A whole case: claim, subject, citation, and one response with a passage.

    The claim has one point for each of `stances`: the word that the subject's response takes on it, or None for no word.
    Where all are None there is no response. `fields` are those of the claim.
    """
    claim = ClaimFactory(**fields)
    subject = subject_of(claim)
    citation = CitationFactory(claim=claim)
    claim.citations_of_claim.add(citation)
    points = [PointFactory(claim=claim, order=order) for order, _ in enumerate(stances, 1)]
    if any(stances):
        response = ResponseFactory(claim=claim, party=subject)
        PassageFactory(response=response).citations.add(citation)
        for point, word in zip(points, stances, strict=True):
            if word:
                StanceFactory(response=response, point=point, stance=word)
    return claim


def translate(record: models.Model, language: str = "de", **fields: Any) -> Any:
    """A translation of a record. `fields` are its texts; what is left out reads “Übersetzung”."""
    relation: Any = record._meta.get_field("translations")
    model: Any = relation.related_model
    names = {field.name for field in model._meta.fields} - {"id", "language", "translator", "of", relation.field.name}
    texts = dict.fromkeys(names, "Übersetzung") | {"translator": "factcheck desk", "of": A_HASH} | fields
    return model.objects.create(**{relation.field.name: record}, language=language, **texts)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = tables.User

    username = factory.Sequence("user-{}".format)


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = tables.Party

    slug = factory.Sequence("party-{}".format)
    kind = "organisation"
    name = factory.Sequence("Party {}".format)


class PartyAliasFactory(DjangoModelFactory):
    class Meta:
        model = tables.PartyAlias

    party = factory.SubFactory(PartyFactory)
    name = factory.Sequence("Alias {}".format)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = tables.Topic

    slug = factory.Sequence("topic-{}".format)
    name = factory.Sequence("Topic {}".format)
    language = "en"


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = tables.Source

    slug = factory.Sequence("source-{}".format)
    title = factory.Sequence("Report {}".format)
    language = "de"
    published_at = DAY


class SnapshotFactory(DjangoModelFactory):
    class Meta:
        model = tables.Snapshot

    source = factory.SubFactory(SourceFactory)
    sha256 = factory.Sequence(lambda number: sha256(b"snapshot %d" % number).hexdigest())
    captured_at = {"value": "2018-08-07T12:00Z"}
    media_type = "text/html; charset=utf-8"


class ClaimFactory(DjangoModelFactory):
    """The bare claim, with a claimant; for a case see `make_case`."""

    class Meta:
        model = tables.Claim

    slug = factory.Sequence("claim-{}".format)
    language = "en"
    title = factory.Sequence("Newspaper: report number {}".format)
    statement = "The bank was asked for the data of its customers."
    claimant = factory.SubFactory(PartyFactory, kind="outlet")
    made_at = DAY


class ClaimPartyFactory(DjangoModelFactory):
    class Meta:
        model = tables.ClaimParty

    claim = factory.SubFactory(ClaimFactory)
    party = factory.SubFactory(PartyFactory)


class CitationFactory(DjangoModelFactory):
    class Meta:
        model = tables.Citation

    claim = factory.SubFactory(ClaimFactory)
    source = factory.SubFactory(SourceFactory)
    exact = "Die Bank wurde gefragt."
    language = "de"


class PointFactory(DjangoModelFactory):
    class Meta:
        model = tables.Point

    claim = factory.SubFactory(ClaimFactory)
    order = factory.LazyAttribute(lambda row: row.claim.points.count() + 1)
    text = factory.Sequence("It asked for data of kind {}.".format)


class ResponseFactory(DjangoModelFactory):
    """By the claim's first subject, without words; `PassageFactory` and `StanceFactory` add them."""

    class Meta:
        model = tables.Response

    claim = factory.SubFactory(ClaimFactory)
    order = factory.LazyAttribute(lambda row: row.claim.responses.count() + 1)
    party = factory.LazyAttribute(lambda row: subject_of(row.claim))
    made_at = DAY


class PassageFactory(DjangoModelFactory):
    class Meta:
        model = tables.Passage

    response = factory.SubFactory(ResponseFactory)
    order = factory.LazyAttribute(lambda row: row.response.passages.count() + 1)
    form = "direct"
    text = "Das ist nicht wahr."
    language = "de"
    translated_from = "en"


class StanceFactory(DjangoModelFactory):
    class Meta:
        model = tables.Stance

    response = factory.SubFactory(ResponseFactory)
    claim = factory.SelfAttribute("response.claim")
    point = factory.SubFactory(PointFactory, claim=factory.SelfAttribute("..claim"))
    stance = StanceWord.DENIES


class HedgeFactory(DjangoModelFactory):
    class Meta:
        model = tables.Hedge

    stance = factory.SubFactory(StanceFactory)
    order = factory.LazyAttribute(lambda row: row.stance.hedges.count() + 1)
    kind = "manner"
    words = "aktiv"


class RequestFactory(DjangoModelFactory):
    class Meta:
        model = tables.Request

    claim = factory.SubFactory(ClaimFactory)
    to = factory.LazyAttribute(lambda row: subject_of(row.claim))
    questions = "Did you ask for the data?"
    language = "en"
    sent_at = {"value": "2018-08-06T10:00Z"}


class RequestExtensionFactory(DjangoModelFactory):
    class Meta:
        model = tables.RequestExtension

    request = factory.SubFactory(RequestFactory)
    granted_at = {"value": "2018-08-07T10:00Z"}
    until = {"value": "2018-08-09T10:00Z"}


class EventFactory(DjangoModelFactory):
    class Meta:
        model = tables.Event

    claim = factory.SubFactory(ClaimFactory)
    order = factory.LazyAttribute(lambda row: row.claim.events.count() + 1)
    at = DAY
    text = "The share rose 4.45 % on Nasdaq."
    language = "en"


class AboutTextFactory(DjangoModelFactory):
    class Meta:
        model = tables.AboutText

    page = factory.Iterator(AboutPage.values)
    language = "en"
    text = "We ask everybody whom a claim is about."


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = tables.Message

    kind = "suggestion"
    receipt = factory.Sequence(lambda number: f"7KQM-24XR-{f'{number:04d}'.translate(NO_0_OR_1)}")
    words = "Acme denied on Tuesday what the Courier reported on Monday."
    language = "en"
    name = "Ada Brandt"
    contact = "ada@example.org"


class SendingFactory(DjangoModelFactory):
    class Meta:
        model = tables.Sending

    sender = factory.Sequence(lambda number: sha256(str(number).encode()).hexdigest())
    hour = factory.LazyFunction(timezone.now)


class RatingScaleFactory(DjangoModelFactory):
    class Meta:
        model = tables.RatingScale

    name = factory.Sequence("Scale {}".format)
    version = "2024"


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = tables.Assessment

    claim = factory.SubFactory(ClaimFactory)
    author = factory.SubFactory(PartyFactory)
    label = "Mostly false"
    language = "en"


class RelationFactory(DjangoModelFactory):
    class Meta:
        model = tables.Relation

    claim = factory.SubFactory(ClaimFactory)
    type = "made_in_response_to"
    target = factory.SubFactory(ClaimFactory)


class EditFactory(DjangoModelFactory):
    class Meta:
        model = tables.Edit

    claim = factory.SubFactory(ClaimFactory)
    by = factory.SubFactory(UserFactory)
    what = "changed the title"


class SubmissionFactory(DjangoModelFactory):
    class Meta:
        model = tables.Submission

    claim = factory.SubFactory(ClaimFactory)
    submitted_by = factory.SubFactory(UserFactory)
    content = A_HASH


class RevisionFactory(DjangoModelFactory):
    """A revision that continues the chain, with its document. Its hash stands for nothing; publishing makes real ones."""

    class Meta:
        model = tables.Revision

    claim = factory.LazyFunction(make_case)
    position = factory.LazyFunction(lambda: tables.Revision.objects.count() + 1)
    number = factory.LazyAttribute(lambda row: row.claim.revisions.count() + 1)
    kind = factory.LazyAttribute(lambda row: RevisionKind.FIRST if row.number == 1 else RevisionKind.UPDATE)
    note = factory.LazyAttribute(lambda row: "" if row.kind == RevisionKind.FIRST else "What changed.")
    published_at = factory.LazyFunction(timezone.now)
    actor = factory.SubFactory(UserFactory)
    is_reviewed = True
    salt = b"salt"
    content = b"{}"
    content_hash = factory.LazyAttribute(lambda row: sha256(row.salt + row.content).hexdigest())
    previous_hash = factory.LazyFunction(lambda: getattr(tables.Revision.objects.last(), "hash", ""))
    hash = factory.LazyAttribute(lambda row: sha256(b"revision %d" % row.position).hexdigest())

    @classmethod
    def _create(cls, model_class: type[tables.Revision], *args: Any, **fields: Any) -> tables.Revision:
        document = {name: fields.pop(name) for name in ("salt", "content")}
        with transaction.atomic():  # the database wants both or neither
            revision: tables.Revision = super()._create(model_class, *args, **fields)
            tables.RevisionDocument.objects.create(revision=revision, **document)
        return revision


class RedactionFactory(DjangoModelFactory):
    class Meta:
        model = tables.Redaction

    revision = factory.SubFactory(RevisionFactory)
    reason = "Names a private person."
    by = factory.SubFactory(UserFactory)


class PublicationFactory(DjangoModelFactory):
    """A bare row of the read side; publishing makes the real one, with its parties, sources and steps."""

    class Meta:
        model = tables.Publication

    revision = factory.SubFactory(RevisionFactory)
    claim = factory.SelfAttribute("revision.claim")
    slug = factory.SelfAttribute("claim.slug")
    language = "en"
    title = factory.SelfAttribute("claim.title")
    card = factory.Dict({})
    first_published_at = factory.SelfAttribute("revision.published_at")
    published_at = factory.SelfAttribute("revision.published_at")
    search_text = factory.List([])


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = tables.Assignment

    claim = factory.SubFactory(ClaimFactory)
    assignee = factory.SubFactory(UserFactory)


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = tables.Comment

    claim = factory.SubFactory(ClaimFactory)
    by = factory.SubFactory(UserFactory)
    text = "Is the second quote complete?"


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = tables.Notice

    to = factory.SubFactory(UserFactory)
    kind = "submitted"
    claim = factory.SubFactory(ClaimFactory)
    by = factory.SubFactory(UserFactory)


class SavedSearchFactory(DjangoModelFactory):
    class Meta:
        model = tables.SavedSearch

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence("Search {}".format)
    list = "claim"
    query = "stage=draft"


class PresenceFactory(DjangoModelFactory):
    class Meta:
        model = tables.Presence

    user = factory.SubFactory(UserFactory)
    claim = factory.SubFactory(ClaimFactory)
    since = factory.LazyFunction(timezone.now)
    seen_at = factory.LazyFunction(timezone.now)


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = tables.Draft

    user = factory.SubFactory(UserFactory)
    claim = factory.SubFactory(ClaimFactory)
    form = "/admin/claims/claim/change/"
    base_version = 1
    fields = factory.Dict({"title": "Courier: half a ti"})


class MergeFactory(DjangoModelFactory):
    class Meta:
        model = tables.Merge

    kind = "party"
    kept_id = factory.LazyFunction(new_id)
    merged_id = factory.LazyFunction(new_id)
    act = factory.LazyFunction(new_id)
    by = factory.SubFactory(UserFactory)


class TokenFactory(DjangoModelFactory):
    class Meta:
        model = tables.Token

    class Params:
        user = factory.SubFactory(UserFactory)

    secret = factory.LazyAttribute(lambda made: AuthToken.objects.create(user=made.user)[0])
    name = "import of the newsroom system"
    scopes = factory.List(["read"])


class KeptAnswerFactory(DjangoModelFactory):
    class Meta:
        model = tables.KeptAnswer

    user = factory.SubFactory(UserFactory)
    key = factory.Sequence(str)
    request = A_HASH
    status = 201
    headers = factory.Dict({"ETag": '"1"'})
    body = "{}"


class ChangeFactory(DjangoModelFactory):
    """A row of the history as a trigger would write it; changing a working row makes real ones."""

    class Meta:
        model = tables.Change

    act = factory.LazyFunction(new_id)
    actor = factory.SubFactory(UserFactory)
    claim_id = factory.LazyFunction(new_id)
    database_user = "factcheck"
    operation = "update"
    table = "claims_party"
    row = factory.LazyFunction(lambda: str(new_id()))
    owner_table = factory.SelfAttribute("table")
    owner = factory.SelfAttribute("row")
    before = factory.Dict({"name": "Face"})
    after = factory.Dict({"name": "Facebook"})


class ExternalIdFactory(DjangoModelFactory):
    class Meta:
        model = tables.ExternalId

    claim = factory.SubFactory(ClaimFactory)
    system = "emergent"
    value = factory.Sequence(lambda number: f"claim-{number}")
    key = factory.LazyAttribute(lambda row: sha256(row.value.encode()).hexdigest())
    content = A_HASH


class ImportRunFactory(DjangoModelFactory):
    class Meta:
        model = tables.ImportRun

    format = "emergent"
    file_name = "claims.csv"
    size = 1000
    by = factory.SubFactory(UserFactory)


class ListRunFactory(DjangoModelFactory):
    class Meta:
        model = tables.ListRun

    table = "party"
    file_name = "parties.csv"
    size = 1000
    by = factory.SubFactory(UserFactory)


class WebhookEndpointFactory(DjangoModelFactory):
    class Meta:
        model = tables.WebhookEndpoint

    url = factory.Sequence("https://receiver-{}.example/hook".format)
    created_by = factory.SubFactory(UserFactory)


class WebhookSecretFactory(DjangoModelFactory):
    class Meta:
        model = tables.WebhookSecret

    endpoint = factory.SubFactory(WebhookEndpointFactory)
    secret = "whsec_" + "A" * 32


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = tables.Delivery

    endpoint = factory.SubFactory(WebhookEndpointFactory)
    type = "claim.published"
    payload = "{}"
    next_attempt_at = factory.LazyFunction(timezone.now)
