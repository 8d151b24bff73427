"""Names in an enumeration: “große US-Geldhäuser wie JPMorgan Chase, Wells Fargo, Citigroup und US Bancorp”."""

import re

from claims.reading.marks import MARKS

_LEAD = re.compile(
    r"^.*(?:^|[\s,(])(?:wie(?:\s+(?:etwa|zum Beispiel|z\.\s?B\.))?|darunter|etwa|namentlich|z\.\s?B\.|zum Beispiel|such as|"
    r"including|namely|among them|e\.g\.|for example)[\s:,]+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*[,;]\s*(?:(?:und|and|sowie|or|oder|as well as)\s+)?|\s+(?:und|and|sowie|or|oder|as well as)\s+"
)
_FORM_OF_COMPANY = re.compile(r"(?:Inc|Corp|Co|Ltd|LLC|LLP|Jr|Sr|plc|S\.A|N\.A|AG|SE|GmbH|KG)\.?")
_ABBREVIATED = re.compile(r"(?:\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros)|(?:\b[A-Z]\.)+[A-Z])\.$")
_ARTICLE = re.compile(r"(?:de[rnms]|die|das|the|an?|eine[rnms]?|ein)\s+(?=\S)")
_SEPARATOR = re.compile("[,;]")
_NOBODY = {"andere", "anderen", "weitere", "weiteren", "others", "more"}
_EDGE = "".join(MARKS) + " .,;:!?…()"


def names_in(words: str) -> list[str]:
    """The names in their order, each once; a single name makes a list of one, nothing makes an empty list.

    Names with “and” within, such as “Johnson and Johnson”, come apart; those with an ampersand do not.
    """
    found: list[str] = []
    line = " ".join(_one_line(words).split())
    for part in _BETWEEN.split(_LEAD.sub("", line)):
        if found and _FORM_OF_COMPANY.fullmatch(part.strip()):
            found[-1] = f"{found[-1]}, {part.strip()}"
        else:
            found.append(part)
    names = [name for part in found if (name := _bare(part)) and name.casefold() not in _NOBODY]
    return list(dict.fromkeys(names))


def _one_line(words: str) -> str:
    """Lines are names where nothing else parts them, and wrapped text otherwise."""
    return words if _SEPARATOR.search(words) else ", ".join(words.splitlines())


def _bare(part: str) -> str:
    """Without article, quotation marks and punctuation around it; the stop of an abbreviation stays."""
    name = _ARTICLE.sub("", part.strip(), count=1) if _ARTICLE.match(part.strip()) else part
    name = name.strip(_EDGE.replace(".", ""))
    kept = name.rstrip(_EDGE)
    return name[: len(kept) + 1].lstrip(_EDGE) if _ABBREVIATED.search(name[: len(kept) + 1]) else kept.lstrip(_EDGE)
