"""Style sheets that import others are served as one: on a slow line each further request costs a paint its time.

As files they stay apart, and a server that collects nothing sends them so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);\n', re.MULTILINE)
OWN = "claims/css/"
"""Other packages may import by other rules."""


def joined(storage: Storage, path: str) -> str:
    """A style sheet with those of its folder that it imports in their place."""
    with storage.open(path) as file:
        text: str = file.read().decode()
    folder = path.rpartition("/")[0]
    return _IMPORT.sub(lambda found: joined(storage, f"{folder}/{found[1]}"), text)


@dataclass(frozen=True)
class _Joined:
    """What Django reads of a storage while it collects."""

    storage: Storage

    def open(self, path: str) -> Any:
        return ContentFile(joined(self.storage, path).encode(), name=path)


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is not typed
    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        styles = [name for name in paths if name.startswith(OWN) and name.endswith(".css")]
        held = {name: (_Joined(paths[name][0]), paths[name][1]) for name in styles}
        yield from super().post_process({**paths, **held}, dry_run, **options)
