"""Web addresses as people paste them: cleaned of what tracks the reader, and what they say about the document."""

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from claims.errors import InvalidRecord

LONGEST = 2000
_TRACKING = re.compile(r"utm_[a-z_]+|fbclid|gclid|mc_cid|mc_eid", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(html?|php|aspx?|pdf)$", re.IGNORECASE)


def normalised(url: str) -> str:
    """The address as it is stored. Raises InvalidRecord where it is none, or too long."""
    text = url.strip()
    if len(text) > LONGEST:
        raise _refused(
            _("An address has at most 2,000 characters; this one has %(length)d. Shorten it.") % {"length": len(text)}
        )
    parts = _split(text if "://" in text else f"https://{text}")
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(name)]
    kept = parts.query if len(query) == len(parts.query.split("&")) else urlencode(query)
    clean = urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), kept, parts.fragment))
    try:
        URLValidator(schemes=["http", "https"])(clean)
    except ValidationError as refused:
        raise _refused(_("Enter a web address such as https://www.example.org/report.")) from refused
    return clean


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def title_guess(url: str) -> str:
    """The last words of the path, as a headline would have them; the host where the path says nothing."""
    last = _SUFFIX.sub("", unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]))
    words = re.sub(r"[-_+]+", " ", last).strip()
    return (words[:1].upper() + words[1:])[:300] if re.search(r"[^\W\d_]{3}", words) else host_of(url)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as refused:
        raise _refused(_("Enter a web address such as https://www.example.org/report.")) from refused


def _is_tracking(name: str) -> bool:
    return _TRACKING.fullmatch(name) is not None


def _refused(message: str) -> InvalidRecord:
    return InvalidRecord(message, {"url": message})
