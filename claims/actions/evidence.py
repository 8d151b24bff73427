"""Where a case has its knowledge from: the source it starts with, the sources that one relays, and the claim's citations."""

import hashlib
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import creating, editing, provenance
from claims.errors import InvalidRecord
from claims.fields.moment import Moment
from claims.models import Citation, Claim, Snapshot, Source
from claims.reading import paragraphs
from claims.vocabulary import Anchor, CitationRole, PartyKind, SourceKind

UNTITLED = "–"
"""Title and statement of a case that has a source and no claim yet. Publishing refuses it."""


@provenance.recorded("new case")
def start(
    *,
    by: Any,
    text: str,
    language: str,
    published_at: Moment | None = None,
    title: str = "",
    url: str = "",
    publisher: str = "",
    publisher_kind: str = PartyKind.OUTLET,
) -> Claim:
    """A draft whose source is the pasted text. The same text pasted again is the same source, as it is known.

    ``publisher``: by name; made, of ``publisher_kind``, where nobody knows it.
    """
    if not text.strip():
        message = _("Paste the text of the article.")
        raise InvalidRecord(message, {"text": message})
    text = plain(text)
    source = _known(by, text)
    if source is None:
        named = publisher.strip()
        publishing = creating.party_named(by=by, name=named, kind=publisher_kind) if named else None
        source = _held(
            by, text, Source(title=title, language=language, published_at=published_at, url=url, publisher=publishing)
        )
    claim = Claim(
        slug=creating.free_slug(
            Claim, "case " + hashlib.sha256(f"{source.pk}{timezone.now()}".encode()).hexdigest()[:8]
        ),
        language=language,
        title=UNTITLED,
        statement=UNTITLED,
    )
    editing.save(by=by, record=claim)
    cite_source(by=by, claim=claim, source=source, role=CitationRole.ORIGIN)
    return claim


def plain(text: str) -> str:
    """With the line breaks that offsets count: browsers send two characters for each."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _known(by: Any, text: str) -> Source | None:
    """The source that has this text; one that was captured elsewhere, and whose text is not here yet, gets it."""
    snapshot = Snapshot.objects.filter(sha256=_sha256(text), text__in=["", text]).select_related("source").first()
    if snapshot is None or (not snapshot.text and not rules.may_edit_shared(by, None)):
        return None
    if not snapshot.text:
        hold(by=by, source=snapshot.source, text=text)
    return snapshot.source


@provenance.recorded("text of a source")
def hold(*, by: Any, source: Source, text: str) -> Snapshot:
    """The text of a source that was known without it. Raises InvalidRecord where there is none."""
    text = plain(text)
    if not text:
        message = _("Paste the text of the source.")
        raise InvalidRecord(message, {"text": message})
    snapshot = source.snapshots.filter(sha256=_sha256(text)).first() or _snapshot(source, text)
    snapshot.text = text
    editing.save(by=by, record=snapshot)
    if not source.is_held:
        source.is_held = True
        editing.save(by=by, record=source)
    return snapshot


def _snapshot(source: Source, text: str) -> Snapshot:
    return Snapshot(
        source=source,
        sha256=_sha256(text),
        captured_at=Moment(value=timezone.now().date().isoformat()),
        media_type="text/plain; charset=utf-8",
        size=len(text.encode()),
        text=text,
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _held(by: Any, text: str, source: Source) -> Source:
    """``source``: with what is known of it beside its text."""
    source.title = source.title.strip() or _headline(text)
    source.slug = creating.free_slug(Source, source.title)
    source.is_held = True
    editing.save(by=by, record=source)
    editing.save(by=by, record=_snapshot(source, text))
    return source


def _headline(text: str) -> str:
    first = next(iter(paragraphs.paragraphs(text)), None)
    line = " ".join(text[first.start : first.end].split()) if first else ""
    return line if len(line) <= 80 else line[:79].rsplit(" ", 1)[0] + " …"


def cite_source(*, by: Any, claim: Claim, source: Source, role: str) -> Citation:
    """The claim as found in the source, without words yet."""
    citation = Citation(
        claim=claim, source=source, role=role, anchor=Anchor.APPROXIMATE if source.is_held else Anchor.NOT_HELD
    )
    editing.save(by=by, record=citation)
    link(by, claim, "citations_of_claim", citation)
    return citation


def link(by: Any, record: Any, name: str, *citations: Citation) -> None:
    """Add to the citations of a record."""
    known = list(getattr(record, name).all())
    added = [each for each in citations if each not in known]
    if added:
        record.refresh_from_db()
        editing.save(by=by, record=record, links={name: [*known, *added]})


@provenance.recorded("source relayed")
def add_relayed(
    *,
    by: Any,
    claim: Claim,
    relaying: Source,
    publisher: str,
    published_at: Moment | None,
    title: str = "",
    publisher_kind: str = PartyKind.OUTLET,
) -> Source:
    """A source that is known only through the one at hand, which relays it from now on; known already, it serves again."""
    party = creating.party_named(by=by, name=publisher, kind=publisher_kind)
    day = str(published_at.value) if published_at and published_at.value else ""
    name = title.strip() or " ".join(filter(None, [party.name, day]))
    known = Source.objects.filter(publisher=party, published_at=published_at, title=name, merged_into=None).first()
    source = known or Source(
        slug=creating.free_slug(Source, name),
        kind=SourceKind.ARTICLE,
        title=name,
        language=relaying.language,
        publisher=party,
        published_at=published_at,
    )
    if known is None:
        editing.save(by=by, record=source)
    relayed = list(relaying.relays.all())
    if source not in relayed:
        editing.save(by=by, record=relaying, links={"relays": [*relayed, source]})
    cite_source(by=by, claim=claim, source=source, role=CitationRole.ORIGIN)
    for citation in claim.citations_of_claim.filter(source=relaying, role=CitationRole.ORIGIN):
        citation.role = CitationRole.RELAYS
        editing.save(by=by, record=citation)
    return source
