"""What is claimed, in words: the claim with its points, what happened around it, and what others found."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims import vocabulary as words
from claims.dossier import schema
from claims.dossier.differences import description as said
from claims.dossier.differences.description import Part
from claims.dossier.differences.naming import Naming


def claim(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    tongue = dossier.language
    part = Part(
        "claim",
        ("claim",),
        "",
        _("the claim"),
        said.values(
            said.text(_("title"), dossier.title, tongue),
            said.text(_("statement"), dossier.statement, tongue),
            said.text(_("scope note"), dossier.scope_note, tongue),
            said.language(_("language"), tongue),
            said.text(_("address of the page"), dossier.slug),
            said.parties(naming, _("claimant"), dossier.claimant),
            said.parties(naming, _("about"), *dossier.subjects),
            said.parties(naming, _("named"), *dossier.named),
            said.moment(_("made at"), dossier.made_at),
            said.Value(
                _("topics"), [each.id for each in dossier.topics], ", ".join(each.name for each in dossier.topics)
            ),
            said.citations(naming, dossier.citations_of_claim),
            said.text(_("licence"), dossier.licence),
        ),
    )
    yield part
    members = {"title": _("title"), "statement": _("statement"), "scope_note": _("scope note")}
    originals = {member: getattr(dossier, member) for member in members}
    yield from said.translations(part, dossier.translations, members, originals)


def points(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    for point in dossier.points:
        part = Part(
            "point",
            ("points",),
            point.id,
            naming.point(point.id),
            said.values(
                said.text(_("wording"), point.text, dossier.language),
                said.parties(naming, _("about"), *point.subjects),
                said.moment(_("made at"), point.made_at),
                said.Value(_("replaces"), point.replaces, naming.point(point.replaces) if point.replaces else ""),
                said.citations(naming, point.citations),
            ),
            point.order,
            point.text,
        )
        yield part
        yield from said.translations(part, point.translations, {"text": _("wording")}, {"text": point.text})


def events(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    for event in dossier.events:
        part = Part(
            "event",
            ("events",),
            event.id,
            _("event “%(text)s”") % {"text": event.text if len(event.text) < 60 else f"{event.text[:59]}…"},
            said.values(
                said.text(_("wording"), event.text, event.language),
                said.language(_("language"), event.language),
                said.moment(_("when"), event.at),
                said.citations(naming, event.citations),
            ),
            event.order,
            event.text,
        )
        yield part
        yield from said.translations(part, event.translations, {"text": _("wording")}, {"text": event.text})


def assessments(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    for assessment in dossier.assessments:
        author = naming.party(assessment.author) if assessment.author else _("this desk")
        scale, rating = assessment.scale, assessment.rating
        yield Part(
            "assessment",
            ("assessments",),
            assessment.id,
            _("assessment by %(author)s") % {"author": author},
            said.values(
                said.Value(_("author"), assessment.author or "desk", author),
                said.text(_("rating"), assessment.label, assessment.language),
                said.text(_("rating as a number"), rating.value if rating else None),
                said.text(_("best number"), rating.best if rating else None),
                said.text(_("worst number"), rating.worst if rating else None),
                said.text(_("scale"), scale.name if scale else None),
                said.text(_("version of the scale"), scale.version if scale else None),
                said.parties(naming, _("scale of"), scale.owner if scale else None),
                said.language(_("language"), assessment.language),
                said.points(naming, _("about"), assessment.points, _("the whole claim")),
                said.text(_("reasons"), assessment.reasons, assessment.language),
                said.moment(_("made at"), assessment.made_at),
                said.text(_("web address"), assessment.url),
                said.citations(naming, assessment.citations),
            ),
        )


def relations(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    for relation in dossier.relations:
        title = naming.claim(relation.target, relation.slug)
        yield Part(
            "relation",
            ("relations",),
            f"{relation.type} {relation.target}",
            _("related claim “%(title)s”") % {"title": title},
            said.values(
                said.word(_("relation"), words.RelationType, relation.type),
                said.text(_("address of the page"), relation.slug),
            ),
        )
