"""The bytes of a file that somebody brought: bounded, unpacked where they are gzip, and as text.

A file is read whole, so it is bounded twice: as it is, and unpacked (``settings.IMPORT_LARGEST``), since a small archive may
unpack to more than a machine holds.
"""

import gzip
import io
import zlib
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from claims.errors import FileProblem, FileRefused

GZIP = b"\x1f\x8b"
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": "ZIP"}


def contents(stream: IO[bytes], name: str) -> bytes:
    """All bytes, unpacked. Raises FileRefused where they are too many, or broken off."""
    data = _bounded(stream, name)
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            return _bounded(packed, name)
    except (OSError, EOFError, zlib.error) as broken:
        raise refused(name, _("gzip that breaks off"), _("a whole archive")) from broken


def text(stream: IO[bytes], name: str) -> str:
    """The file as UTF-8, without its mark. Raises FileRefused."""
    return decoded(contents(stream, name), name)


def decoded(data: bytes, name: str) -> str:
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        mark = next((said for mark, said in _MARKS.items() if data.startswith(mark)), "")
        found_there = mark or _("other bytes at position %(position)d") % {"position": broken.start}
        raise refused(name, found_there, _("text in UTF-8")) from broken
    if not found.strip():
        raise refused(name, _("nothing"), _("text in UTF-8"))
    return found


def refused(name: str, found: str, expected: str, path: str = "") -> FileRefused:
    return FileRefused(name, [FileProblem(path or _("the file"), found, expected)])


def _bounded(stream: IO[bytes] | gzip.GzipFile, name: str) -> bytes:
    largest: int = settings.IMPORT_LARGEST
    data = stream.read(largest + 1)
    if len(data) > largest:
        size = _("more than %(size)d MB") % {"size": largest // 1_000_000}
        raise refused(name, size, _("less; divide the file"))
    return data
