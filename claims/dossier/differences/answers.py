"""The answers of a case in words: responses with their passages and stances, and the requests for one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims import vocabulary as words
from claims.dossier import schema
from claims.dossier.differences import description as said
from claims.dossier.differences.description import Part
from claims.dossier.differences.naming import Naming, language_name

Keys = dict[tuple[str, int], str]
"""What each passage is known by: (response, index) → a name that is the same in both dossiers."""


def passage_keys(before: schema.Dossier, after: schema.Dossier) -> tuple[Keys, Keys]:
    """Passages have no ids: those of one text are the same, then those left over, one after the other."""
    earlier = {response.id: [passage.text for passage in response.passages] for response in before.responses}
    old = {(response, index): str(index) for response, texts in earlier.items() for index in range(len(texts))}
    new: Keys = {}
    for response in after.responses:
        found = _paired(earlier.get(response.id, []), [passage.text for passage in response.passages])
        new |= {(response.id, index): key for index, key in enumerate(found)}
    return old, new


def unchanged_stances(before: schema.Dossier, after: schema.Dossier) -> set[tuple[str, str]]:
    """(response, stance) of those that are the same in both: most, and of what is not told no words need be made."""
    earlier = {(response.id, stance.id): stance for response in before.responses for stance in response.stances}
    return {
        (response.id, stance.id)
        for response in after.responses
        for stance in response.stances
        if earlier.get((response.id, stance.id)) == stance
    }


def _paired(earlier: list[str], texts: list[str]) -> list[str]:
    free = list(range(len(earlier)))
    keys: list[str] = []
    for wanted in texts:
        same = next((index for index in free if earlier[index] == wanted), None)
        if same is not None:
            free.remove(same)
        keys.append("" if same is None else str(same))
    left = iter([*map(str, free), *(f"new {number}" for number in range(len(texts)))])
    return [key or next(left) for key in keys]


def responses(dossier: schema.Dossier, naming: Naming, keys: Keys, unchanged: set[tuple[str, str]]) -> Iterator[Part]:
    """Without the stances of ``unchanged``."""
    for response in dossier.responses:
        spokesperson = response.spokesperson or schema.Spokesperson()
        part = Part(
            "response",
            ("responses",),
            response.id,
            naming.response(response.id),
            said.values(
                said.parties(naming, _("party"), response.party),
                said.word(_("kind"), words.ResponseKind, response.kind),
                said.text(_("spokesperson"), spokesperson.name),
                said.text(_("role of the spokesperson"), spokesperson.role),
                said.parties(naming, _("spokesperson of"), spokesperson.party),
                said.moment(_("made at"), response.made_at),
                said.moment(_("withdrawn at"), response.withdrawn_at),
                said.Value(
                    _("replaces"), response.replaces, naming.response(response.replaces) if response.replaces else ""
                ),
                said.text(_("the desk's remark"), response.remark, dossier.language),
            ),
            response.order,
            naming.party(response.party),
        )
        yield part
        remark = {"remark": response.remark}
        yield from said.translations(part, response.translations, {"remark": _("the desk's remark")}, remark)
        for index, passage in enumerate(response.passages):
            yield from _passage(naming, part, passage, index, keys[response.id, index])
        for stance in [each for each in response.stances if (response.id, each.id) not in unchanged]:
            yield from _stance(dossier, naming, response, stance)


def _passage(naming: Naming, response: Part, passage: schema.Passage, index: int, key: str) -> Iterator[Part]:
    names = {"number": index + 1, "answer": response.label}
    part = Part(
        "passage",
        ("responses", response.id, "passages"),
        key,
        _("passage %(number)d of %(answer)s") % names,
        said.values(
            said.text(_("words"), passage.text, passage.language),
            said.word(_("form"), words.PassageForm, passage.form),
            said.language(_("language"), passage.language),
            said.language(_("translated from"), passage.translated_from),
            said.citations(naming, passage.citations),
        ),
        index,
        passage.text,
    )
    yield part
    yield from said.translations(part, passage.translations, {"text": _("words")}, {"text": passage.text})


def _stance(
    dossier: schema.Dossier, naming: Naming, response: schema.Response, stance: schema.Stance
) -> Iterator[Part]:
    tongue = response.passages[0].language if response.passages else dossier.language
    names = {"party": naming.party(response.party), "point": naming.point(stance.point)}
    label = _("what %(party)s says to %(point)s") % names
    part = Part(
        "stance",
        ("responses", response.id, "stances"),
        stance.id,
        label,
        said.values(
            said.Value(_("point"), stance.point, naming.point(stance.point)),
            said.word(_("stance"), words.StanceWord, stance.stance),
            said.word(_("express or general"), words.Directness, stance.directness),
            said.text(_("deciding words"), stance.words, tongue),
            said.Value(_("narrowed by"), said.kept(stance.hedges), _hedges(naming, stance.hedges)),
            said.citations(naming, stance.citations),
        ),
    )
    yield part
    yield from said.translations(part, stance.translations, {"words": _("deciding words")}, {"words": stance.words})


def _hedges(naming: Naming, hedges: list[schema.Hedge]) -> str:
    """“«aktiv» (manner; actively), «Finanztransaktionsdaten» (scope)”."""
    described = []
    for hedge in hedges:
        notes = [str(words.HedgeKind(hedge.kind).label)]
        notes += [f"{language_name(tag)}: {each.words}" for tag, each in hedge.translations.items()]
        if hedge.citation:
            notes.append(naming.citation(hedge.citation))
        described.append(f"«{hedge.words}» ({'; '.join(notes)})")
    return ", ".join(described)


def requests(dossier: schema.Dossier, naming: Naming) -> Iterator[Part]:
    for request in dossier.requests:
        questions = request.questions
        part = Part(
            "request",
            ("requests",),
            request.id,
            _("request to %(party)s") % {"party": naming.party(request.to)},
            said.values(
                said.parties(naming, _("to"), request.to),
                said.points(naming, _("about"), request.points, _("all points")),
                said.word(_("channel"), words.Channel, request.channel),
                said.text(_("questions"), questions, request.language),
                said.language(_("language"), request.language),
                said.moment(_("sent at"), request.sent_at),
                said.moment(_("deadline"), request.deadline),
                said.Value(_("extended"), said.kept(request.extensions), _extensions(request.extensions)),
                said.word(_("outcome"), words.RequestOutcome, request.outcome),
                said.moment(_("outcome known at"), request.outcome_at),
                said.Value(
                    _("answered by"), request.response, naming.response(request.response) if request.response else ""
                ),
            ),
        )
        yield part
        yield from said.translations(part, request.translations, {"text": _("questions")}, {"text": questions})
    for unasked in dossier.unasked:
        label = _("why %(party)s was not asked") % {"party": naming.party(unasked.party)}
        reason = said.text(_("reason"), unasked.reason, dossier.language)
        part = Part("unasked", ("unasked",), unasked.party, label, said.values(reason))
        yield part
        yield from said.translations(part, unasked.translations, {"reason": _("reason")}, {"reason": unasked.reason})


def _extensions(extensions: list[schema.Extension]) -> str:
    return "; ".join(
        _("until %(until)s (granted %(granted)s)")
        % {"until": Naming.moment(each.until), "granted": Naming.moment(each.granted_at)}
        for each in extensions
    )
