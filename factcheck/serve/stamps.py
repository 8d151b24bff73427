"""Work that is done once for a state of its sources: a stamp remembers the state for which it was done."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def state(files: Iterable[Path], *words: str) -> str:
    """A digest of names and contents; the order of the files does not count."""
    digest = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        content = file.read_bytes()
        digest.update(f"\0{file}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_done(stamp: Path, state: str) -> bool:
    try:
        return stamp.read_text(encoding="ascii") == state
    except FileNotFoundError:
        return False


def set_done(stamp: Path, state: str) -> None:
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(state, encoding="ascii")
