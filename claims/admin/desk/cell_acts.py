"""What is done at a cell in one act: its stance, its deciding words, a hedge that goes, the evidence it rests on.

And each as a line on the page of a conflict, where the cell was changed since it was opened.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from claims.actions import citing, curating, history_seen, positions, provenance, quoting
from claims.actions.quoting import Quote
from claims.admin import conflicts
from claims.admin.choices import label_of
from claims.admin.conflict_marks import Marks
from claims.admin.conflicts import Line
from claims.admin.desk.cell_form import EMPTY, OPENED, Seen, evidence_then, seen_of, shown_then
from claims.errors import InvalidRecord
from claims.models import Citation, Claim, Hedge, Stance
from claims.vocabulary import Directness, HedgeKind, StanceWord

BESIDE = ("hedge", "evidence")
"""Acts that are not about the fields of the cell. ``evidence``: ``own:<id>``, ``without:<id>``, ``inherit:``, ``words:``."""
Quoted = Callable[[], Quote | None]


def require_taken(stance: Stance | None) -> Stance:
    """The stance of the open cell. Raises InvalidRecord where none is taken."""
    if stance is None or stance._state.adding:
        message = _("Open a cell with a stance first; the words belong to it.")
        raise InvalidRecord(message, {"words": message})
    return stance


def run(by: Any, stance: Stance, data: QueryDict, quoted: Quoted) -> str:
    """Do it, and say what was done. The case is locked, and nobody changed the cell since it was seen."""
    if "hedge" in data:
        hedge_id, last = _hedge_sent(data)
        positions.remove_hedge(by=by, stance=require_taken(stance), hedge_id=hedge_id, seen=last)
        return _("Hedge taken away.")
    if "evidence" in data:
        return _evidence(by, require_taken(stance), data.get("evidence", ""), quoted)
    if "words" in data:
        positions.set_words(by=by, stance=require_taken(stance), words=data.get("words", ""))
        return _("Deciding words set.") if data["words"] else _("Deciding words taken away.")
    word, directness = data.get("stance", ""), data.get("directness") or Directness.EXPRESS
    if word not in {"", *StanceWord.values} or directness not in Directness.values:
        message = _("Choose one of the words offered.")
        raise InvalidRecord(message, {"stance": message})
    taken = positions.settle(by=by, cell=stance, stance=word, directness=directness, words=stance.words)
    if taken is None:
        return _("Stance taken away.")
    return _("Point %(order)d: %(stance)s.") % {"order": taken.point.order, "stance": taken}


def _evidence(by: Any, stance: Stance, wanted: str, quoted: Quoted) -> str:
    what, _colon, key = wanted.partition(":")
    if what in ("inherit", "without"):
        stance = citing.take_own(by=by, stance=stance, citation_id=key if what == "without" else "")
        if stance.citations.exists():
            return _("The citation is no longer evidence of this stance.")
        return _("The stance inherits the citations of its answer.")
    with provenance.act(by=by, cause="own evidence of a stance"):
        citation = _chosen(stance.claim, key) if what == "own" else _picked(by, stance, quoted())
        citing.give_own(by=by, stance=stance, citation=citation)
    return _("The stance has a citation of its own.")


def _picked(by: Any, stance: Stance, quoted: Quote | None) -> Citation:
    return quoting.cite(
        by=by, claim=stance.claim, quoted=_selected(quoted), voices=[curating.voice_of(stance.response)]
    )


def _selected(quoted: Quote | None) -> Quote:
    if quoted is None:
        message = _("Select the words in the text of the source first.")
        raise InvalidRecord(message, {"words": message})
    return quoted


def _chosen(claim: Claim, key: str) -> Citation:
    try:
        found: Citation | None = Citation.objects.standing().filter(claim=claim, pk=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        message: Any = _("Choose one of the citations of the case.")
        raise InvalidRecord(message, {"own": message})
    return found


def _hedge_sent(data: QueryDict) -> tuple[str, int]:
    """Its id, and the newest change of it that was seen; later by the page of a conflict."""
    hedge_id, _colon, seen = data.get("hedge", "").partition(":")
    seen = data.get("hedge-opened_version", seen)
    return hedge_id, int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else 0


# --- On the page of a conflict ---


def wanted(claim: Claim, stance: Stance, data: QueryDict, seen: Seen | None) -> QueryDict:
    """The whole cell as this person would have it: what was shown, with what the act changes."""
    sent = data.copy()
    if OPENED in data:
        return sent
    base = {name: getattr(stance, name) or EMPTY[name] for name in EMPTY}
    base |= shown_then(claim, stance, seen) if seen and not seen.is_of(stance) else {}
    typed = {name: data[name] for name in EMPTY if name in data and not any(each in data for each in BESIDE)}
    for name, value in (base | typed).items():
        sent[name] = value
    sent[OPENED] = str(seen or seen_of(stance))
    sent.pop("version", None)
    return sent


def line_of(claim: Claim, stance: Stance, data: QueryDict, seen: Seen | None, quoted: Quoted) -> Line | None:
    """What is done beside the fields of the cell; None where it is nothing, or where nothing of it needs a choice."""
    if "hedge" in data:
        return _hedge_line(stance, data)
    if "evidence" in data and seen is not None and not seen.is_of(stance):
        return _evidence_line(claim, stance, data.get("evidence", ""), seen, quoted)
    return None


def _hedge_line(stance: Stance, data: QueryDict) -> Line:
    hedge_id, last = _hedge_sent(data)
    hedge = positions.hedge_of(stance, hedge_id)
    changes = list(history_seen.since(hedge, last))
    before = {"words": hedge.words, "kind": hedge.kind}
    for change in changes:
        before |= change.before or {}
    newest = str(changes[0].pk if changes else last)
    return Line(
        name="hedge",
        label=_("Hedge"),
        base=_hedge_text(before["words"], before["kind"]),
        theirs=_hedge_text(hedge.words, hedge.kind),
        yours=_("Removed"),
        chosen="" if changes else "yours",
        hidden=[(conflicts.KEYS + "hedge", "hedge"), (f"{conflicts.SEEN}hedge", newest)],
        marks=Marks(),
    )


def _hedge_text(words: str, kind: str) -> str:
    return str(Hedge(words=words, kind=kind if kind in HedgeKind.values else ""))


def _evidence_line(claim: Claim, stance: Stance, act: str, seen: Seen, quoted: Quoted) -> Line:
    what, _colon, key = act.partition(":")
    base = evidence_then(claim, stance, seen)
    now = [] if stance._state.adding else sorted(str(pk) for pk in stance.citations.values_list("pk", flat=True))
    own = [str(_chosen(claim, key).pk)] if what == "own" else []
    after = [] if what == "inherit" else [each for each in [*now, *own] if what != "without" or each != key]
    names = _names([*base, *now, *after])
    yours = _listed(after, names, _selected(quoted()).place.exact if what == "words" else "")
    return Line(
        name="evidence",
        label=_("Evidence"),
        base=_listed(base, names),
        theirs=_listed(now, names),
        yours=yours,
        chosen="yours" if base == now else "",
        hidden=[(conflicts.KEYS + "evidence", "evidence")],
        marks=Marks(),
    )


def _names(keys: list[str]) -> dict[str, str]:
    rows = Citation._base_manager.filter(pk__in=keys).select_related("source")
    return {str(row.pk): label_of(row) for row in rows}


def _listed(keys: list[str], names: dict[str, str], picked: str = "") -> str:
    listed = [names.get(key, key) for key in dict.fromkeys(keys)] + ([f"“{picked}”"] if picked else [])
    return "\n".join(listed) or pgettext("evidence of a stance", "that of its answer")
