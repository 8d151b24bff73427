"""Readers of what others publish: a file → items, one module a format. Pure: no reader asks the database.

Each has ``read(stream, name)``, which yields an Item for each claim and a Refusal for each row that cannot be one, and
raises FileRefused where the file is of another kind. ``name`` is how messages call the file.
"""

from collections.abc import Callable, Iterator
from typing import IO

from claims.actions.import_items import Read
from claims.formats.imports import (
    averitec,
    claimreview,
    claimskg,
    datafeed,
    emergent,
    euvsdisinfo,
    factck_br,
    google,
)
from claims.vocabulary import ImportFormat

Reader = Callable[[IO[bytes], str], Iterator[Read]]

READERS: dict[str, Reader] = {
    ImportFormat.CLAIMREVIEW: claimreview.read,
    ImportFormat.DATAFEED: datafeed.read,
    ImportFormat.GOOGLE: google.read,
    ImportFormat.EMERGENT: emergent.read,
    ImportFormat.AVERITEC: averitec.read,
    ImportFormat.EUVSDISINFO: euvsdisinfo.read,
    ImportFormat.FACTCK_BR: factck_br.read,
    ImportFormat.CLAIMSKG: claimskg.read,
}
