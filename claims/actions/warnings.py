"""Everything to look at before publishing: what the dossier tells by itself, and what only the working rows tell.

Allowed, never silent. Three queries, whatever the size of the case.
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from claims.actions.quoted_shares import quoted_shares
from claims.dossier.advice import Advice, advice
from claims.dossier.borrowing import borrowed
from claims.dossier.schema import Dossier
from claims.dossier.untranslated import gaps
from claims.models import Citation, DeskSettings
from claims.vocabulary import Anchor

QUOTE_LIMIT = DeskSettings._meta.get_field("quote_limit").default


def warnings(dossier: Dossier) -> list[Advice]:
    """``dossier`` as it would be published."""
    return [
        *advice(dossier),
        *_quoted_at_length(dossier),
        *_in_words_of_the_answer(dossier),
        *_not_found(dossier),
        *_untranslated(dossier),
    ]


def _quoted_at_length(dossier: Dossier) -> Iterator[Advice]:
    stored = DeskSettings.objects.values_list("quote_limit", flat=True).first()
    limit = QUOTE_LIMIT if stored is None else stored
    shares = quoted_shares(dossier)
    for index, source in enumerate(dossier.sources):
        share = shares.get(source.id, 0) * 100
        if share > limit:
            message = _("The published words are %(share)d %% of “%(source)s”; aim for at most %(limit)d %%.")
            names = {"share": share, "source": source.title, "limit": limit}
            yield Advice(f"sources[{index}]", message % names)


def _in_words_of_the_answer(dossier: Dossier) -> Iterator[Advice]:
    names = {party.id: party.name for party in dossier.parties}
    places = {point.id: index for index, point in enumerate(dossier.points)}
    for found in borrowed(dossier, _words_of_the_claim(dossier)):
        index = places[found.point.id]
        message = _("Point %(number)d uses words of the answer of %(party)s (“%(words)s”). Is it what was claimed?")
        party = names.get(found.response.party, "")
        yield Advice(f"points[{index}].text", message % {"number": index + 1, "party": party, "words": found.words})


def _words_of_the_claim(dossier: Dossier) -> dict[str, list[str]]:
    """By point, what its citations and those of the claim quote; not what an answer quotes as well."""
    answered = {each for response in dossier.responses for passage in response.passages for each in passage.citations}
    cited = {point.id: {*point.citations, *dossier.citations_of_claim} - answered for point in dossier.points}
    wanted = {each for ids in cited.values() for each in ids}
    exact = {str(pk): text for pk, text in Citation.objects.filter(pk__in=wanted).values_list("pk", "exact")}
    return {point: [exact[each] for each in ids if exact.get(each)] for point, ids in cited.items()}


def _not_found(dossier: Dossier) -> Iterator[Advice]:
    titles = {source.id: source.title for source in dossier.sources}
    for index, citation in enumerate(dossier.citations):
        if citation.anchor == Anchor.NOT_FOUND:
            place = ", ".join(part for part in (titles.get(citation.source), citation.locator) if part)
            message = _("A quote was not found in its source: %(place)s.")
            yield Advice(f"citations[{index}].anchor", message % {"place": place})


def _untranslated(dossier: Dossier) -> Iterator[Advice]:
    for code, _name in settings.LANGUAGES:
        found = gaps(dossier, code)
        names = {"language": get_language_info(code)["name_translated"]}
        if found.missing:
            message = _("%(language)s: no translation of %(texts)s. The page in this language will say so.")
            yield Advice(f"translations.{code}", message % {**names, "texts": _counted(found.missing)})
        if found.stale:
            message = _("%(language)s: the translation is of an earlier wording: %(texts)s. The page will say so.")
            yield Advice(f"translations.{code}", message % {**names, "texts": _counted(found.stale)})


def _counted(counts: dict[str, int]) -> str:
    """“the claim, 5 points and 1 request”."""
    phrases = {
        "claim": lambda count: _("the claim"),
        "point": lambda count: ngettext("%(count)d point", "%(count)d points", count),
        "remark": lambda count: ngettext("%(count)d remark", "%(count)d remarks", count),
        "passage": lambda count: ngettext("%(count)d passage", "%(count)d passages", count),
        "words": lambda count: ngettext(
            "the deciding words of %(count)d stance", "the deciding words of %(count)d stances", count
        ),
        "hedge": lambda count: ngettext("%(count)d hedge", "%(count)d hedges", count),
        "event": lambda count: ngettext("%(count)d event", "%(count)d events", count),
        "request": lambda count: ngettext("%(count)d request", "%(count)d requests", count),
        "reason": lambda count: ngettext(
            "%(count)d reason why a party was not asked", "%(count)d reasons why a party was not asked", count
        ),
        "topic": lambda count: ngettext("%(count)d topic", "%(count)d topics", count),
        "source": lambda count: ngettext("the title of %(count)d source", "the titles of %(count)d sources", count),
    }
    said = [phrases[kind](count) % {"count": count} for kind, count in counts.items()]
    return str(get_text_list(said, _("and")))
