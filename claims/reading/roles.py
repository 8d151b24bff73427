"""The role in which somebody spoke, from the words beside a quotation: “…», erklärte ein Firmensprecher.”"""

import re

from claims.reading.marks import MARKS
from claims.reading.paragraphs import paragraphs

_BESIDE = 160  # characters
_GERMAN = (
    r"\w*(?:[Ss]precher|[Cc]hef|[Pp]räsident|[Mm]inister|[Aa]nwält|[Dd]irektor|[Ll]eiter|[Gg]eschäftsführer|[Ss]ekretär|"
    r"[Kk]anzler|[Bb]ürgermeister|[Mm]anager|[Kk]ommissar|[Vv]ertreter|[Aa]nalyst|[Ee]xpert|[Pp]rofessor|[Rr]ichter)(?:in|en)?"
    r"|\w*(?:[Aa]nwalt|[Vv]orsitzende[rn]?|[Vv]orständ(?:in)?|[Vv]orstand|[Aa]bgeordnete[rn]?|[Bb]eauftragte[rn]?|[Ee]xperte)"
)
_ENGLISH = (
    r"(?:(?:senior|company|government|chief|deputy|former|vice|prime|foreign|defen[cs]e|police|press|white house)\s+){0,2}"
    r"(?:spokes(?:man|woman|person)|representative|official|lawyer|attorney|president|minister|director|executive|officer|"
    r"chairman|chairwoman|chair|CEO|secretary|senator|governor|mayor|professor|analyst|manager)"
)
_ROLE = re.compile(rf"(?<!\w)(?:{_GERMAN}|{_ENGLISH})(?!\w)")
_SAID = re.compile(
    r"(?<!\w)(?:sag(?:te|t|en|ten)|erklär(?:te|t|ten|en)|teil(?:te|t|ten)|beton(?:te|t|ten)|meint?e?|kritisier(?:te|t)|"
    r"schr(?:ieb|eibt)|versicher(?:te|t)|äußer(?:te|t)|sprach|antworte(?:te|t)|forder(?:te|t)|warn(?:te|t)|ergänz(?:te|t)|"
    r"fügte|hieß|kommentier(?:te|t)|bestätig(?:te|t)|dementier(?:te|t)|bestr(?:itt|eitet)|"
    r"s(?:aid|ays)|told|stated?s?|add(?:ed|s)|explain(?:ed|s)|w(?:rote|rites)|comment(?:ed|s)|den(?:ied|ies)|replied|insisted|"
    r"announced|argued|claimed|declared|tweeted)(?!\w)"
)
_SAID_LAST = re.compile(rf"(?:{_SAID.pattern}),$")
_SENTENCE_ENDS = re.compile(
    r"(?<!\b[A-ZÄÖÜ])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)[.!?](?=\s|$)|[" + "".join(MARKS - {"’", "'"}) + "]"
)


def speaker_role(text: str, start: int, end: int) -> str | None:
    """The first role named after the quotation in the sentence that goes on, else the last one that introduces it.

    None where no verb of speaking stands with a role, and where the quotation is not joined to its surroundings.
    """
    first, last = _paragraph(text, start, end)
    roles = _roles(_after(text, end, last))
    if roles:
        return roles[0]
    roles = _roles(_before(text, start, first))
    return roles[-1] if roles else None


def _roles(words: str) -> list[str]:
    return _ROLE.findall(words) if _SAID.search(words) else []


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    around = [part for part in paragraphs(text) if part.start < end and start < part.end]
    return (around[0].start, around[-1].end) if around else (start, end)


def _after(text: str, end: int, last: int) -> str:
    """The rest of the sentence, where the quotation is a part of it: a comma, a dash or a small letter follows."""
    following = text[end : min(last, end + _BESIDE)]
    bare = following.lstrip("".join(MARKS) + " \u00a0")
    is_joined = (
        bare[:1] in {",", "–", "-", "—"} or bare[:1].islower() or text[:end].rstrip("".join(MARKS)).endswith(",")
    )
    if not is_joined:
        return ""
    bare = bare.lstrip(",–—- \u00a0" + "".join(MARKS))
    ends = _SENTENCE_ENDS.search(bare)
    return bare[: ends.start()] if ends else bare


def _before(text: str, start: int, first: int) -> str:
    """The sentence up to the quotation, where a colon leads to it, or a verb of speaking with a comma."""
    leading = text[max(first, start - _BESIDE) : start].rstrip("".join(MARKS) + " \u00a0")
    if not (leading.endswith(":") or _SAID_LAST.search(leading)):
        return ""
    ends = list(_SENTENCE_ENDS.finditer(leading))
    return leading[ends[-1].end() :] if ends else leading
