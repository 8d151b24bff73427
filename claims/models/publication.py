"""A publication: the current revision of a claim and what lists and search need. Made from dossiers and nothing else."""

from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from claims.models.published_parts import when
from claims.models.revision import Revision
from claims.models.searching import searched, since
from claims.models.standing_step import StandingStep
from claims.vocabulary import Axis, RelationType


class PublicationQuerySet(models.QuerySet["Publication"]):
    def public(self) -> "PublicationQuerySet":
        """What lists show: neither withdrawn nor redacted nor merged into another."""
        return self.filter(is_withdrawn=False, is_redacted=False, merged_into_slug="")

    def matching(self, words: str) -> "PublicationQuerySet":
        """Those that hold the words, in German, in English or as written (names); all where nothing is asked for."""
        if not words:
            return self.all()
        return self.filter(search=searched(words))

    def standing_as(self, word: str, at: datetime) -> "PublicationQuerySet":
        steps = StandingStep.objects.now(at).filter(publication=OuterRef("pk"), status=word)
        return self.filter(Exists(steps))

    def older_than(self, published_at: datetime, claim: UUID) -> "PublicationQuerySet":
        """What follows this place in a list ordered by publication, newest first."""
        return self.filter(
            Q(published_at__lte=published_at) & (Q(published_at__lt=published_at) | Q(claim_id__lt=claim))
        )

    def with_standing(self, at: datetime, *, axis: Axis = Axis.NOW) -> "PublicationQuerySet":
        """``step``: ``{"status", "coverage", "answers"}`` as it stands at ``at``; None where no step holds."""
        return self.annotate(step=StandingStep.objects.said_at(at, of=OuterRef("pk"), axis=axis))

    def with_revisions(self) -> "PublicationQuerySet":
        """``revisions``: ``{"number", "kind", "note", "published_at", "hash"}`` of each, the first one first."""
        rows = Revision.objects.filter(claim=OuterRef("claim_id")).order_by("number")
        columns = {name: F(name) for name in ("number", "kind", "note", "published_at", "hash")}
        return self.annotate(revisions=ArraySubquery(rows.values(row=JSONObject(**columns))))


class Publication(models.Model):
    """One row a claim that was ever published; a withdrawn one stays for its tombstone."""

    claim = models.OneToOneField("claims.Claim", models.PROTECT, primary_key=True, related_name="publication")
    revision = models.OneToOneField("claims.Revision", models.PROTECT, related_name="publication")
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=35)
    title = models.CharField(max_length=300)
    card = models.JSONField(_("what a list shows"))
    claimant_id = models.UUIDField(null=True)
    made_start = models.DateTimeField(null=True)
    made_end = models.DateTimeField(null=True)
    known_from = models.DateTimeField(null=True)
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    pending_at = models.DateTimeField(null=True, editable=False)
    """When the case at work was last changed since; NULL where readers see it as it is. Kept by triggers."""
    answers = models.PositiveIntegerField(default=0)
    """Responses of others than the claimant."""
    is_withdrawn = models.BooleanField(default=False)
    hides_revisions = models.BooleanField(default=False)
    is_redacted = models.BooleanField(default=False)
    """What it showed was taken off the record: its texts are blank, until the claim is published anew."""
    merged_into_slug = models.SlugField(max_length=80, blank=True)
    search_text = models.JSONField(_("texts by language and weight"))
    search = SearchVectorField(null=True, editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-published_at", "-claim_id"]
        indexes = [
            GinIndex(fields=["search"], name="publication_search"),
            models.Index(
                fields=["-pending_at"],
                condition=models.Q(is_withdrawn=False, pending_at__isnull=False),
                name="publication_pending_changes",
            ),
            models.Index(
                F("published_at").desc(),
                F("claim_id").desc(),
                condition=models.Q(is_withdrawn=False, merged_into_slug=""),
                name="publication_newest_first",
            ),
            models.Index(F("first_published_at").desc(), F("claim_id").desc(), name="publication_by_first"),
            models.Index(when().desc(), F("claim_id").desc(), name="publication_by_time"),
            models.Index(since().desc(), F("claim_id").desc(), name="publication_since"),
            models.Index(since(), F("claim_id"), condition=Q(answers=0), name="publication_unanswered"),
            models.Index(F("answers").desc(), F("claim_id").desc(), name="publication_most_answered"),
            models.Index(
                F("published_at").desc(),
                F("claim_id").desc(),
                condition=Q(published_at__gt=F("first_published_at")),
                name="publication_changed",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PublishedParty(models.Model):
    """A party as one publication shows it, in which roles, and the stances it takes. Its page reads the latest card."""

    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="parties")
    party_id = models.UUIDField()
    slug = models.SlugField(max_length=80, blank=True)
    roles = ArrayField(models.CharField(max_length=20))
    stances = ArrayField(models.CharField(max_length=20))
    card = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "party_id"], name="publishedparty_once_a_publication")
        ]
        indexes = [
            models.Index(fields=["party_id"], name="publishedparty_party"),
            models.Index(fields=["slug"], name="publishedparty_slug"),
        ]

    def __str__(self) -> str:
        return self.slug


class PublishedSource(models.Model):
    """A source as one publication shows it. ``domain``: the host of its address, without ``www.``."""

    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="sources")
    source_id = models.UUIDField()
    slug = models.SlugField(max_length=80)
    domain = models.CharField(max_length=253, blank=True)
    card = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "source_id"], name="publishedsource_once_a_publication")
        ]
        indexes = [
            models.Index(fields=["slug"], name="publishedsource_slug"),
            models.Index(fields=["source_id"], name="publishedsource_source"),
            models.Index(fields=["domain"], name="publishedsource_domain"),
        ]

    def __str__(self) -> str:
        return self.slug


class PublishedTopic(models.Model):
    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="topics")
    topic_id = models.UUIDField()
    slug = models.SlugField(max_length=80)
    card = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "slug"], name="publishedtopic_once_a_publication")
        ]
        indexes = [
            models.Index(fields=["slug"], name="publishedtopic_slug"),
            models.Index(fields=["topic_id"], name="publishedtopic_topic"),
        ]

    def __str__(self) -> str:
        return self.slug


class PublishedRelation(models.Model):
    """A relation of one publication, so that both ends of it find each other."""

    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="relations")
    type = models.CharField(max_length=30, choices=RelationType.choices)
    target_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "type", "target_id"], name="publishedrelation_once_a_publication"
            )
        ]
        indexes = [models.Index(fields=["target_id"], name="publishedrelation_target")]

    def __str__(self) -> str:
        return self.type
