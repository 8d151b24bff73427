"""The folder of the server's socket, closed to everybody but the account of the server and root."""

import hashlib
import os
import re
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from factcheck.embedded_postgres.accounts import Account
from factcheck.embedded_postgres.errors import EmbeddedPostgresError
from factcheck.embedded_postgres.folders import Folders

PORT = 5432  # part of the socket's name only: the server does not listen on the network
LONGEST = 100  # bytes of the socket's path; the kernel takes 103 on macOS, 107 on Linux
PLAIN = re.compile(r"/[A-Za-z0-9/._+-]*")


def prepare(folders: Folders, account: Account) -> Path:
    """Makes the folder, empties it of a dead server's files, and answers its path."""
    folder = place(folders, account)
    try:
        folder.mkdir(mode=0o700)
        if account.is_other:
            os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    except FileExistsError:
        pass
    refuse_foreign(folder, account)
    for left in (f".s.PGSQL.{PORT}.lock", f".s.PGSQL.{PORT}"):
        (folder / left).unlink(missing_ok=True)
    return folder


def place(folders: Folders, account: Account) -> Path:
    """In the data folder where its path fits into a socket address, else in a folder for short-lived files."""
    if is_usable(folders.socket):
        return folders.socket
    digest = hashlib.sha256(os.fsencode(folders.data)).hexdigest()[:16]
    # Folders of root's own are closed to the account that root lends to the server.
    own = () if account.is_other else (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir())
    for parent in filter(None, (*own, "/tmp")):  # noqa: S108 - owner, kind and mode of the folder are checked
        folder = Path(parent).resolve() / f"factcheck-{account.uid}-{digest}"
        if os.access(parent, os.W_OK | os.X_OK) and is_usable(folder):
            return folder
    raise EmbeddedPostgresError(
        f"No folder has a path short enough for the socket of the local database: neither {folders.data}, nor "
        "XDG_RUNTIME_DIR, nor the folder for temporary files. Let FACTCHECK_DATA name a folder with a shorter path."
    )


def is_usable(folder: Path) -> bool:
    length = len(os.fsencode(folder / f".s.PGSQL.{PORT}"))
    return length <= LONGEST and PLAIN.fullmatch(str(folder)) is not None


def refuse_foreign(folder: Path, account: Account) -> None:
    """Others may write to the folder for temporary files, so what bears our name there need not be ours."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or stat.S_IMODE(found.st_mode) & 0o077:
        raise EmbeddedPostgresError(
            f"{folder} is not a folder that only the account of the local database may enter (mode 0700). Remove it."
        )


def discard(folder: Path, folders: Folders) -> None:
    """Removes an emptied folder that lies outside the data folder."""
    if folder != folders.socket:
        with suppress(OSError):  # gone, or in use again
            folder.rmdir()
