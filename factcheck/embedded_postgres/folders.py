"""The data folder and what lies in it.

The data folder belongs to the person who runs the site. Only `cluster` and `socket` belong to the account that runs
the server, which differs when that person is root.
"""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from factcheck.embedded_postgres.errors import EmbeddedPostgresError

NEW_CLUSTER = "cluster.new."


@dataclass(frozen=True)
class Folders:
    data: Path

    @property
    def cluster(self) -> Path:
        return self.data / "cluster"

    @property
    def socket(self) -> Path:
        return self.data / "socket"

    @property
    def start_lock(self) -> Path:
        """Held exclusively while the server is started or stopped."""
        return self.data / "start.lock"

    @property
    def clients_lock(self) -> Path:
        """Shared by every process that uses the server."""
        return self.data / "clients.lock"

    @property
    def server_lock(self) -> Path:
        """Held by the server and all its children, who inherit it."""
        return self.data / "server.lock"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def hba(self) -> Path:
        return self.data / "pg_hba.conf"

    @property
    def ident(self) -> Path:
        return self.data / "pg_ident.conf"

    @property
    def owner(self) -> int:
        """The user id of the person whose data this is."""
        return self.data.stat().st_uid


def prepare(data: Path) -> Folders:
    """Makes the data folder where it is missing; its path becomes absolute and free of symbolic links."""
    try:
        data = data.resolve()
        data.parent.mkdir(parents=True, exist_ok=True)
        # Root's server runs as somebody else, who has to pass through here; everybody else keeps it to himself.
        data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, exist_ok=True)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The folder {data} of the local database cannot be made: {error.strerror}. "
            "Let FACTCHECK_DATA name a folder you may write to, or set DATABASE_URL to use another PostgreSQL server."
        ) from error
    return Folders(data)


def open_own(path: Path, flags: int) -> int:
    """Opens or makes a file of the data folder; root leaves what it makes to the owner of the folder."""
    try:
        # Never through a link: where root runs the site on the data of another user, that user could place one here.
        descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"{path} cannot be opened: {error.strerror}. The local database belongs to another user or lies on a "
            "read-only disk; run as the user who made it, or let FACTCHECK_DATA name another folder."
        ) from error
    if os.geteuid() == 0:
        parent = path.parent.stat()
        opened = os.fstat(descriptor)
        if opened.st_uid == 0 != parent.st_uid and opened.st_nlink == 1:
            os.fchown(descriptor, parent.st_uid, parent.st_gid)
    return descriptor


def write_own(path: Path, text: str) -> None:
    """Replaces a file of the data folder at one stroke; everybody who reaches the folder may read it."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, 0o644)
        file.write(text)
    Path(temporary).replace(path)
