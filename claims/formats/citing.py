"""How a revision is cited: as BibTeX, as CSL-JSON (what Zotero and pandoc read) and as RIS. Pure functions.

The site is the author: the title already says who claims it. What is cited is a revision, whose address and words stay.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

BIBTEX, CSL, RIS = (
    "application/x-bibtex",
    "application/vnd.citationstyles.csl+json",
    "application/x-research-info-systems",
)
# A brace that is written as itself counts for BibTeX, also behind a backslash: an odd one would swallow the next entries.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{each: f"\\{each}" for each in "$&%#_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"de": "german", "en": "english", "fr": "french", "es": "spanish", "it": "italian", "ar": "arabic"}
_NOT_IN_A_LINE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Cited:
    """``site``: its name; ``title``: in ``language``; ``url``: the permanent address of the revision."""

    site: str
    title: str
    language: str
    slug: str
    number: int
    published: datetime
    url: str
    hash: str

    @property
    def key(self) -> str:
        """``facebook-bank-data-2``: the same in every format, and in every language."""
        return f"{self.slug}-{self.number}"

    @property
    def note(self) -> str:
        return _("Revision %(number)d, SHA-256 %(hash)s") % {"number": self.number, "hash": self.hash}


def bibtex(of: Cited) -> str:
    """One entry, which BibTeX and biblatex both read. The title keeps its capitals."""
    fields = {
        "author": f"{{{_latex(of.site)}}}",
        "title": f"{{{_latex(of.title)}}}",
        "year": f"{of.published:%Y}",
        "month": _MONTHS[of.published.month - 1],
        "date": of.published.date().isoformat(),
        "version": str(of.number),
        "url": _address(of.url),
        "note": _latex(of.note),
        "langid": _LANGUAGES.get(of.language.partition("-")[0], ""),
    }
    written = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{of.key},", *written, "}", ""])


def csl_json(of: Cited) -> str:
    """A list of one item, valid against the schema of CSL data."""
    day = of.published.date()
    item = {
        "id": of.key,
        "type": "webpage",
        "title": _line(of.title),
        "author": [{"literal": of.site}],
        "container-title": of.site,
        "publisher": of.site,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": str(of.number),
        "URL": of.url,
        "language": of.language,
        "note": of.note,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def ris(of: Cited) -> str:
    """A web page of the RIS format: a tag a line, lines end in CR LF."""
    lines = [
        ("TY", "ELEC"),
        ("ID", of.key),
        ("AU", f"{of.site},"),  # with a comma, so that no program takes it for first and last name
        ("TI", of.title),
        ("T2", of.site),
        ("PY", f"{of.published:%Y}"),
        ("DA", f"{of.published:%Y/%m/%d}"),
        ("ET", str(of.number)),
        ("UR", of.url),
        ("LA", of.language),
        ("N1", of.note),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines)


def _line(text: str) -> str:
    """Without what ends a line, and without characters that no document may hold."""
    return _NOT_IN_A_LINE.sub(" ", text).strip()


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in _line(text))


def _address(url: str) -> str:
    """Within ``url`` nothing is escaped for LaTeX; what would end the field is escaped as addresses have it."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
