"""What a case rests on, in words: sources and the places in them, the parties it names, its topics."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims import vocabulary as words
from claims.dossier import schema
from claims.dossier.differences import description as said
from claims.dossier.differences.description import Part
from claims.dossier.differences.naming import Naming


def sources(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    for source in dossier.sources:
        part = Part(
            "source",
            ("sources",),
            source.id,
            _("source “%(title)s”") % {"title": source.title},
            said.values(
                said.text(_("title"), source.title, source.language),
                said.word(_("kind"), words.SourceKind, source.kind),
                said.language(_("language"), source.language),
                said.text(_("address of the page"), source.slug),
                said.parties(naming, _("publisher"), source.publisher),
                said.texts(_("authors"), source.authors),
                said.text(_("web address"), source.url),
                said.moment(_("published at"), source.published_at),
                said.Value(_("relays"), source.relays, ", ".join(naming.source(each) for each in source.relays)),
                said.texts(_("attributed to"), source.attributed_to),
                said.truth(_("held"), source.held),
                said.Value(_("captured copies"), said.kept(source.snapshots), _copies(source.snapshots)),
            ),
        )
        yield part
        yield from said.translations(part, source.translations, {"title": _("title")}, {"title": source.title})


def _copies(snapshots: list[schema.Snapshot]) -> str:
    described = []
    for copy in snapshots:
        notes = [copy.media_type]
        if copy.size is not None:
            notes.append(_("%(size)d bytes") % {"size": copy.size})
        notes += copy.archived
        described.append(f"{Naming.moment(copy.captured_at)} ({', '.join(notes)})")
    return "; ".join(described)


def citations(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    for citation in dossier.citations:
        quote = citation.quote or schema.Quote()
        position = quote.position and quote.position.model_dump()
        yield Part(
            "citation",
            ("citations",),
            citation.id,
            _("citation of %(place)s") % {"place": naming.citation(citation.id)},
            said.values(
                said.Value(_("source"), citation.source, naming.source(citation.source)),
                said.text(_("place"), citation.locator),
                said.Value(_("position"), position, naming.place(citation)),
                said.word(_("role"), words.CitationRole, citation.role),
                said.text(_("quoted words"), quote.exact, quote.language or ""),
                said.text(_("words before"), quote.prefix, quote.language or ""),
                said.text(_("words after"), quote.suffix, quote.language or ""),
                said.language(_("language"), quote.language),
                said.language(_("translated from"), quote.translated_from),
                said.texts(_("voiced by"), citation.voices),
                said.word(_("found in the source"), words.Anchor, citation.anchor),
            ),
        )


def parties(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    for party in dossier.parties:
        yield Part(
            "party",
            ("parties",),
            party.id,
            _("party %(name)s") % {"name": party.name},
            said.values(
                said.text(_("name"), party.name),
                said.text(_("short name"), party.short_name),
                said.texts(_("other names"), party.aliases),
                said.word(_("kind"), words.PartyKind, party.kind),
                said.text(_("address of the page"), party.slug),
                said.parties(naming, _("belongs to"), party.affiliation),
                said.texts(_("the same elsewhere"), party.same_as),
                said.truth(_("private person"), party.private),
                said.text(_("public label"), party.public_label),
                said.text(_("reason for naming"), party.naming_reason),
            ),
        )


def topics(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    for topic in dossier.topics:
        part = Part(
            "topic",
            ("topics",),
            topic.id,
            _("topic “%(name)s”") % {"name": topic.name},
            said.values(
                said.text(_("name"), topic.name, topic.language),
                said.language(_("language"), topic.language),
                said.text(_("address of the page"), topic.slug),
            ),
        )
        yield part
        yield from said.translations(part, topic.translations, {"name": _("name")}, {"name": topic.name})
