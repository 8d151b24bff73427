"""Addresses that open a document at certain words: text fragments, https://wicg.github.io/scroll-to-text-fragment/.

A browser that does not know them opens the document at its beginning.
"""

from urllib.parse import quote, urldefrag

LONGEST = 120  # characters that are named whole; of a longer text its first and its last words
_AT_EACH_END = 5  # words
_KEPT = "/?:@!$'()*+;=~"  # what a fragment may hold as it is and what means nothing in a text directive


def at_words(address: str, words: str, prefix: str = "", suffix: str = "") -> str:
    """``address``, opened at ``words``; prefix and suffix tell places with the same words apart.

    A fragment of the address is kept: the directive stands behind it. Without words, the address as it is.
    """
    said = " ".join(words.split())
    if not said:
        return address
    document, fragment = urldefrag(address)
    kept = fragment.partition(":~:")[0]
    before = f"{_escaped(prefix)}-," if prefix.strip() else ""
    after = f",-{_escaped(suffix)}" if suffix.strip() else ""
    return f"{document}#{kept}:~:text={before}{_span(said)}{after}"


def _span(said: str) -> str:
    listed = said.split(" ")
    if len(said) <= LONGEST or len(listed) < 2 * _AT_EACH_END:
        return _escaped(said)
    return f"{_escaped(' '.join(listed[:_AT_EACH_END]))},{_escaped(' '.join(listed[-_AT_EACH_END:]))}"


def _escaped(words: str) -> str:
    """A dash, a comma and an ampersand are the directive's own marks; the rest is escaped as in any fragment."""
    return quote(" ".join(words.split()), safe=_KEPT).replace("-", "%2D")
