"""The words of the domain that come from a closed list.

Values are whole words, the same in the database, the dossier, the API and the files; labels are what an editor reads.
Models, dossier schema and standing all take them from here, so that a word exists once.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartyKind(TextChoices):
    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    PUBLIC_BODY = "public_body", _("public body")
    OUTLET = "outlet", _("outlet")


class SourceKind(TextChoices):
    ARTICLE = "article", _("article")
    PRESS_RELEASE = "press_release", _("press release")
    STATEMENT = "statement", _("statement")
    POST = "post", _("post")
    BROADCAST = "broadcast", _("broadcast")
    INTERVIEW = "interview", _("interview")
    TRANSCRIPT = "transcript", _("transcript")
    FILING = "filing", _("filing")
    DOCUMENT = "document", _("document")
    DATASET = "dataset", _("data set")
    OTHER = "other", _("other")


class ResponseKind(TextChoices):
    STATEMENT = "statement", _("statement")
    INTERVIEW = "interview", _("interview")
    POST = "post", _("post")
    PRESS_RELEASE = "press_release", _("press release")
    FILING = "filing", _("filing")
    TESTIMONY = "testimony", _("testimony")
    LAWYER_LETTER = "lawyer_letter", _("lawyer's letter")
    CORRECTION = "correction", _("published correction")
    OTHER = "other", _("other")


class PassageForm(TextChoices):
    DIRECT = "direct", _("direct speech")
    REPORTED = "reported", _("reported speech")


class StanceWord(TextChoices):
    """What a response does to a point. The last four are the claimant's alone, the first four everyone else's."""

    DENIES = "denies", _("denies")
    QUALIFIES = "qualifies", _("gives a different account")
    CONFIRMS = "confirms", _("confirms")
    DECLINES = "declines", _("no comment")
    STANDS_BY = "stands_by", _("stands by the report")
    CORRECTS = "corrects", _("corrects")
    RETRACTS = "retracts", _("retracts")
    DISOWNS = "disowns", _("disowns")


CLAIMANT_STANCES = (StanceWord.STANDS_BY, StanceWord.CORRECTS, StanceWord.RETRACTS, StanceWord.DISOWNS)
RESPONDENT_STANCES = (StanceWord.DENIES, StanceWord.QUALIFIES, StanceWord.CONFIRMS, StanceWord.DECLINES)


class Directness(TextChoices):
    EXPRESS = "express", _("express")
    GENERAL = "general", _("general: may cover the point, shown, not counted")


class HedgeKind(TextChoices):
    MANNER = "manner", _("manner")
    SCOPE = "scope", _("scope")
    TIME = "time", _("time")
    CERTAINTY = "certainty", _("certainty")


class Channel(TextChoices):
    EMAIL = "email", _("e-mail")
    TELEPHONE = "telephone", _("telephone")
    LETTER = "letter", _("letter")
    FORM = "form", _("contact form")
    MESSAGE = "message", _("message")
    IN_PERSON = "in_person", _("in person")
    OTHER = "other", _("other")


class RequestOutcome(TextChoices):
    ANSWERED = "answered", _("answered")
    DECLINED = "declined", _("declined")
    UNDELIVERABLE = "undeliverable", _("could not be delivered")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CitationRole(TextChoices):
    ORIGIN = "origin", _("origin")
    RELAYS = "relays", _("relays")
    REPEATS = "repeats", _("repeats")
    SUPPORTS = "supports", _("supports")
    DISPUTES = "disputes", _("disputes")
    OBSERVES = "observes", _("observes")
    CONTEXT = "context", _("context")


class Anchor(TextChoices):
    """How well the quoted words are found in the text of the source."""

    EXACT = "exact", _("found word for word")
    APPROXIMATE = "approximate", _("found with small differences")
    NOT_FOUND = "not_found", _("not found")
    NOT_HELD = "not_held", _("the source is not held")


class PointAnswer(TextChoices):
    """What a party's answers to one point come to, as of now. ``general`` and ``none``: no specific answer."""

    DENIES = "denies", _("denies")
    QUALIFIES = "qualifies", _("gives a different account")
    CONFIRMS = "confirms", _("confirms")
    DECLINES = "declines", _("no comment")
    GENERAL = "general", _("general: may cover the point, shown, not counted")
    NONE = "none", _("no specific answer")
    STANDS_BY = "stands_by", _("stands by the report")
    CORRECTS = "corrects", _("corrects")
    RETRACTS = "retracts", _("retracts")
    DISOWNS = "disowns", _("disowns")


class Became(TextChoices):
    """What is on record after a denial. Several may hold of one; ``nothing`` stands alone."""

    NOTHING = "nothing", _("no later statement on record")
    SPOKE_AGAIN = "spoke_again", _("spoke of the point again, no different account")
    DIFFERENT_ACCOUNT = "different_account", _("a later different account by the party itself")
    WITHDRAWN = "withdrawn", _("answer withdrawn by the party itself")
    TAKEN_BACK = "taken_back", _("corrected or retracted by the claimant")
    STOOD_BY = "stood_by", _("claimant stood by the report")
    ASSESSED = "assessed", _("assessed or ruled on by others")


class RequestState(TextChoices):
    """How far a request for comment has come. The last three are not counted among those to answer."""

    ANSWERED = "answered", _("answered")
    DECLINED = "declined", _("declined")
    ELSEWHERE = "elsewhere", _("deadline passed; the party spoke about the claim elsewhere")
    NO_RESPONSE = "no_response", _("asked, no answer by the deadline")
    WITHDRAWN = "withdrawn", _("withdrawn")
    AWAITING = "awaiting", _("asked, deadline running")
    UNDELIVERABLE = "undeliverable", _("could not be delivered")


class RelationType(TextChoices):
    SAME_AS = "same_as", _("same as")
    PART_OF = "part_of", _("part of")
    UPDATES = "updates", _("updates")
    CONTRADICTS = "contradicts", _("contradicts")
    MADE_IN_RESPONSE_TO = "made_in_response_to", _("made in response to")


class RevisionKind(TextChoices):
    FIRST = "first", _("first publication")
    UPDATE = "update", _("update")
    CORRECTION = "correction", _("correction")
    CLARIFICATION = "clarification", _("clarification")
    TYPO = "typo", _("typographical correction")
    WITHDRAWAL = "withdrawal", _("withdrawal")


class AnnouncementKind(TextChoices):
    """Everything that changes what a published claim answers: the kinds of a revision, and what makes no revision."""

    FIRST = "first", _("first publication")
    UPDATE = "update", _("update")
    CORRECTION = "correction", _("correction")
    CLARIFICATION = "clarification", _("clarification")
    TYPO = "typo", _("typographical correction")
    WITHDRAWAL = "withdrawal", _("withdrawal")
    MERGE = "merge", _("merge")
    SEPARATION = "separation", _("merge undone")
    REDACTION = "redaction", _("redaction")


class EventType(TextChoices):
    """What a webhook can be told."""

    PUBLISHED = "claim.published", _("a claim was published")
    UPDATED = "claim.updated", _("a claim was updated")
    CORRECTED = "claim.corrected", _("a claim was corrected")
    WITHDRAWN = "claim.withdrawn", _("a claim was withdrawn")
    MERGED = "claim.merged", _("a claim was merged into another")
    SEPARATED = "claim.separated", _("the merge of a claim was undone")
    REDACTED = "claim.redacted", _("a revision was taken off the record")
    TEST = "webhook.test", _("a test")


class DeliveryState(TextChoices):
    """How far a delivery has come. A dead letter was given up; it can be sent again."""

    PENDING = "pending", _("pending")
    DELIVERED = "delivered", _("delivered")
    DEAD = "dead", _("dead letter")


class PartyRole(TextChoices):
    SUBJECT = "subject", _("subject: the claim is about it")
    NAMED = "named", _("named: the claim mentions it")


PARTS_OF_PARTIES = ("claimant", "subject", "named", "responder", "asked", "publisher", "assessor")
"""What a party can be in a published case: as it was entered there, and by what hangs on the case."""


class Axis(TextChoices):
    """What a standing step ranges over: time passing now, or the moment by which things were known."""

    NOW = "now"
    AS_OF = "as_of"


class Stage(TextChoices):
    """Where the working record of a case is on its way to readers."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class StandingWord(TextChoices):
    """The computed state of a point or of a claim. The labels name no party: surfaces add who."""

    NOT_YET_MADE = "not_yet_made", _("not yet made")
    RETRACTED = "retracted", _("retracted")
    CORRECTED = "corrected", _("corrected")
    DISOWNED = "disowned", _("disowned")
    PARTLY_CORRECTED = "partly_corrected", _("corrected in part")
    CONFLICTING = "conflicting", _("the answers differ")
    DENIED = "denied", _("denied")
    PARTLY_DENIED = "partly_denied", _("denied in part")
    QUALIFIED = "qualified", _("a different account")
    PARTLY_QUALIFIED = "partly_qualified", _("a different account in part")
    CONFIRMED = "confirmed", _("confirmed")
    PARTLY_CONFIRMED = "partly_confirmed", _("confirmed in part")
    DECLINED = "declined", _("no comment")
    PARTLY_DECLINED = "partly_declined", _("no comment in part")
    AWAITING = "awaiting", _("asked, deadline running")
    NO_RESPONSE = "no_response", _("asked, no answer by the deadline")
    UNANSWERED = "unanswered", _("no answer on record")


class Operation(TextChoices):
    """What a statement did to a row."""

    INSERT = "insert", _("added")
    UPDATE = "update", _("changed")
    DELETE = "delete", _("deleted")
    TRUNCATE = "truncate", _("emptied")


class Through(TextChoices):
    """Which door of the application a change came through; none where it came from outside."""

    ADMIN = "admin", _("the desk")
    API = "api", _("the API")
    IMPORT = "import", _("an import")
    COMMAND = "command", _("a command")
    JOB = "job", _("a job")


class TokenScope(TextChoices):
    """What a token of the API may be used for; the role of its account limits it further."""

    READ = "read", _("read the working records")
    WRITE = "write", _("enter and change, and hand in for review")
    REVIEW = "review", _("approve and give back")
    PUBLISH = "publish", _("publish, withdraw and redact")


class NoticeKind(TextChoices):
    SUBMITTED = "submitted", _("submitted for review")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ASSIGNED = "assigned", _("assigned to you")
    COMMENTED = "commented", _("commented")
    DUE = "due", _("due")
    FREE = "free", _("the embargo has ended")
    WEBHOOK = "webhook", _("a webhook was turned off")
    REDACTED = "redacted", _("taken off the record")
    MESSAGE = "message", _("a reader wrote")


class ImportFormat(TextChoices):
    """What claims can be imported from, see claims.formats.imports."""

    CLAIMREVIEW = "claimreview", _("ClaimReview: web pages, JSON-LD, lists of pages")
    DATAFEED = "datafeed", _("Data feed of ClaimReviews")
    GOOGLE = "google", _("Answer of Google’s Fact Check Tools API")
    EMERGENT = "emergent", _("Emergent (CSV)")
    AVERITEC = "averitec", _("AVeriTeC (JSON)")
    EUVSDISINFO = "euvsdisinfo", _("EUvsDisinfo (CSV)")
    FACTCK_BR = "factck_br", _("FACTCK.BR (TSV)")
    CLAIMSKG = "claimskg", _("ClaimsKG (CSV)")


class ImportedList(TextChoices):
    """Lists of shared records that a table adds to, named as their models."""

    PARTY = "party", _("parties")
    SOURCE = "source", _("sources")
    TOPIC = "topic", _("topics")


class ImportState(TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


class Mergeable(TextChoices):
    CLAIM = "claim", _("claim")
    PARTY = "party", _("party")
    SOURCE = "source", _("source")
    TOPIC = "topic", _("topic")


class AboutPage(TextChoices):
    METHOD = "method", _("Method")
    CORRECTIONS = "corrections", _("Corrections policy")
    EDITORS = "editors", _("Who we are")
    FUNDING = "funding", _("Funding")
    PRIVACY = "privacy", _("Privacy")
    IMPRINT = "imprint", _("Imprint")


class MessageKind(TextChoices):
    """What a reader writes to the desk about."""

    ERROR = "error", _("error report")
    REPLY = "reply", _("reply of a party")
    SUGGESTION = "suggestion", _("suggested claim")


class MessageState(TextChoices):
    RECEIVED = "received", _("received")
    IN_PROGRESS = "in_progress", _("in progress")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
