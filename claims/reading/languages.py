"""The language of a text, by its most frequent small words. Enough to propose one; an editor decides."""

import re
from collections import Counter

_READ = 20_000  # characters
_LEAST = 2  # small words
_WORDS = {
    "de": "der die das und ist nicht ein eine einer einem einen den dem des mit von auf für sich im zu auch es an als nach bei "
    "wie aus werden wird sind hat haben dass oder über wir sie er ich war nur noch vom zum zur sei habe durch",
    "en": "the of and to in is that for it was with as on be at by this are not have from or an they which you we he she his "
    "her their has had were been will would who what said about but",
    "fr": "le la les des du et est que qui dans pour pas une sur avec au aux ce cette il elle sont par ne nous vous plus ont été "
    "être mais leur ses",
    "es": "el los las del y que en por con no una para es se lo como más su sus al pero este esta son fue ha han sobre entre "
    "también porque",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_language)
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """``de``, ``en``, ``fr``, ``es``; None where there are too few small words, or two languages are near each other."""
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text[:_READ].casefold()):
        counts.update(_LANGUAGES_OF.get(word, ()))
    first, second = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first[0] if first[1] >= _LEAST and first[1] > 1.5 * second[1] else None
