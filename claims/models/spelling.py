"""Words that somebody may have meant: those of published texts that are written almost like a word that is in none."""

import re
from dataclasses import dataclass

from django.db import connection

MOST_WORDS = 6
"""So many words of a search are looked at."""
MOST_LIKE = 8

# claims_publishedword holds every word that is published (migration finding.sql).
_LIKE = """
    SELECT asked.word, found.word
    FROM unnest(%(words)s::text[]) AS asked(word)
    CROSS JOIN LATERAL (
        SELECT word FROM claims_publishedword
        WHERE claims_folded(key) %% claims_folded(asked.word)
        ORDER BY similarity(claims_folded(key), claims_folded(asked.word)) DESC, key LIMIT %(most)s
    ) AS found
    WHERE NOT EXISTS (SELECT FROM claims_publication
        WHERE search @@ claims_searched(asked.word) AND NOT is_withdrawn AND NOT is_redacted AND merged_into_slug = '')
"""
_WORD = re.compile(r"[^\W\d_]{4,40}")


@dataclass(frozen=True)
class Correction:
    """``words``: the search with other words in it. ``replaced``: those words."""

    words: str
    replaced: tuple[str, ...]


def correction(words: str) -> Correction | None:
    """With each unknown word replaced by the one most like it; None where nothing comes near. One query."""
    typed = list(dict.fromkeys(_WORD.findall(words)))[:MOST_WORDS]
    if not typed:
        return None
    like: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_LIKE, {"words": typed, "most": MOST_LIKE})
        for asked, found in cursor.fetchall():
            like.setdefault(asked, []).append(found)
    meant = {asked: best for asked, found in like.items() if (best := _nearest(asked, found))}
    if not meant:
        return None
    replaced = _WORD.sub(lambda match: meant.get(match[0], match[0]), words)
    return Correction(replaced, tuple(meant.values()))


def _nearest(asked: str, found: list[str]) -> str | None:
    """The one that the fewest slips of a finger lead to: one in a short word, two or three in a long one."""
    allowed = 1 if len(asked) < 6 else 2 if len(asked) < 12 else 3
    slips = [(distance(asked.casefold(), word.casefold()), place) for place, word in enumerate(found)]
    fewest, place = min(slips)
    return found[place] if 0 < fewest <= allowed else None


def distance(one: str, other: str) -> int:
    """How many letters have to be put in, left out, exchanged, or swapped with the next."""
    before: list[int] = []
    line = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        before, line, above = line, [row], before
        for column, its in enumerate(other, 1):
            cost = min(before[column] + 1, line[-1] + 1, before[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                cost = min(cost, above[column - 2] + 1)
            line.append(cost)
    return line[-1]
