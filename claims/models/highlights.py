"""Where published claims hold the words that somebody searches for, as text with its hits, never as markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

MOST_TEXTS, MOST_CHARACTERS = 60, 4000
"""Of one claim: so many of its texts are looked at, title and statement first, and so much of each."""
MOST_PASSAGES = 3
AROUND, MOST_SHOWN = 60, 240
"""Characters before the first hit, and of a passage in all."""
START, STOP = "\x02", "\x03"
"""No text may hold these (claims.fields.texts)."""

# The text in its configuration, as in claims_publication_vector; every hit is marked, also those in a text that holds only
# some of the words.
_MARKED = """
    SELECT publication.claim_id, texts.field, texts.language, marked.text
    FROM claims_publication AS publication
    CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(publication.search_text) AS (field text, language text, text text))
        WITH ORDINALITY AS texts(field, language, text, place)
    CROSS JOIN LATERAL (SELECT CASE texts.language
        WHEN 'de' THEN 'claims_de' WHEN 'en' THEN 'claims_en' ELSE 'claims_simple' END::regconfig AS name) AS configuration
    CROSS JOIN LATERAL (SELECT ts_headline(configuration.name, left(texts.text, %(most_characters)s),
        claims_searched(%(words)s, false), %(options)s) AS text) AS marked
    WHERE publication.claim_id = ANY(%(claims)s) AND texts.place <= %(most_texts)s AND strpos(marked.text, %(start)s) > 0
    ORDER BY publication.claim_id, texts.place
"""


@dataclass(frozen=True)
class Fragment:
    text: str
    hit: bool


@dataclass(frozen=True)
class Highlight:
    """A passage of one text. ``language`` is absent for names, which belong to none."""

    field: str
    language: str | None
    fragments: tuple[Fragment, ...]


def highlights(claims: Sequence[UUID], words: str, most: int = MOST_PASSAGES) -> dict[UUID, list[Highlight]]:
    """For each claim at most ``most`` passages, those of its title and statement first. One query."""
    values: dict[str, Any] = {
        "claims": list(claims),
        "words": words,
        "most_characters": MOST_CHARACTERS,
        "most_texts": MOST_TEXTS,
        "start": START,
        "options": f"HighlightAll=true, StartSel={START}, StopSel={STOP}",
    }
    found: dict[UUID, list[Highlight]] = {claim: [] for claim in claims}
    with connection.cursor() as cursor:
        cursor.execute(_MARKED, values)
        for claim, field, language, marked in cursor.fetchall():
            if len(found[claim]) < most:
                tag = None if language == "simple" else language
                found[claim].append(Highlight(field, tag, tuple(_fragments(_passage(marked)))))
    return found


def _passage(marked: str) -> str:
    """Around the first hit, from word to word; what was left out shows as an ellipsis."""
    first = marked.index(START)
    begin = 0 if first <= AROUND else marked.rfind(" ", 0, first - AROUND) + 1
    end = len(marked)
    if end - begin > MOST_SHOWN:
        end = max(marked.rfind(" ", begin, begin + MOST_SHOWN), marked.index(STOP) + 1)
    cut = marked[begin:end]
    if cut.rfind(START) > cut.rfind(STOP):  # in the middle of a hit
        cut = cut[: cut.rfind(START)].rstrip()
    return ("… " if begin else "") + cut + (" …" if end < len(marked) else "")


def _fragments(passage: str) -> Iterator[Fragment]:
    is_hit = False
    for piece in re.split(f"([{START}{STOP}])", passage):
        if piece in (START, STOP):
            is_hit = piece == START
        elif piece:
            yield Fragment(piece, is_hit)
