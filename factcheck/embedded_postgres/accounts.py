"""The operating system's account that runs the server. PostgreSQL refuses to run as root.

Root's server runs as whoever owns the data, or else as an unprivileged account. No folder's permissions are changed for
its sake: where a parent folder is closed to that account, such as a home of mode 0700, its processes get the capability
to pass through and to read (CAP_DAC_READ_SEARCH).
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.embedded_postgres import binaries
from factcheck.embedded_postgres.errors import EmbeddedPostgresError
from factcheck.embedded_postgres.folders import Folders

UNPRIVILEGED = ("postgres", "nobody")
CAPABILITY = "dac_read_search"


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int
    is_other: bool
    """Another user than the one of this process, which then is root."""
    prefix: tuple[str, ...] = ()
    """What goes before a command line to become this account with the capability."""

    def run(self, command: Sequence[str | Path], **options: Any) -> "subprocess.CompletedProcess[str]":
        """`subprocess.run` as this account, in an environment without locale, PG* variables or secrets."""
        if self.is_other and not self.prefix:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        options.setdefault("cwd", "/")
        return subprocess.run([*self.prefix, *command], env=binaries.environment(), text=True, check=False, **options)


def of_server(folders: Folders) -> Account:
    """The account that runs, or would run, the server of these folders, and has been seen to reach its files."""
    account = _unreached(folders)
    if not account.is_other or _reaches(account, folders):
        return account
    # With the capability the server reads every file of the machine: only for root, who may do so anyway.
    if folders.owner == 0 and (setpriv := shutil.which("setpriv")):
        capable = Account(account.uid, account.gid, is_other=True, prefix=_prefix(account, setpriv))
        if _reaches(capable, folders):
            return capable
    raise EmbeddedPostgresError(
        f"Root cannot run PostgreSQL itself, and the account it lends to the server, {_name(account.uid)!r}, cannot "
        f"reach {binaries.folder()} or {folders.data}, because a folder above is closed to others. The capability to "
        "pass through (CAP_DAC_READ_SEARCH, given with `setpriv` of util-linux) is missing here. Run as another user "
        "than root, or move the project and FACTCHECK_DATA to a folder others may enter, or set DATABASE_URL."
    )


def names_of_clients(folders: Folders) -> list[str]:
    """Who may connect: root, the owner of the data, and the user of this process."""
    return sorted({_name(uid) for uid in (0, folders.owner, os.geteuid())})


def _unreached(folders: Folders) -> Account:
    owner = (folders.cluster if folders.cluster.exists() else folders.data).stat().st_uid
    uid = os.geteuid()
    if uid != 0:
        if owner != uid:
            raise EmbeddedPostgresError(
                f"The local database in {folders.data} belongs to the user {_name(owner, known=False)!r}. Run as that "
                "user, or let FACTCHECK_DATA name another folder."
            )
        _name(uid)
        return Account(uid, os.getegid(), is_other=False)
    entry = pwd.getpwuid(owner) if owner and _name(owner) else _unprivileged()
    return Account(entry.pw_uid, entry.pw_gid, is_other=True)


def _unprivileged() -> pwd.struct_passwd:
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedPostgresError(
        "Root cannot run PostgreSQL itself, and there is no account to lend to the server: neither "
        f"{' nor '.join(UNPRIVILEGED)} exists. Run as another user, or set DATABASE_URL."
    )


def _name(uid: int, *, known: bool = True) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        if not known:
            return str(uid)
        raise EmbeddedPostgresError(
            f"The user id {uid} has no name on this machine, and PostgreSQL runs only for users with one. Add it to "
            "/etc/passwd, run as another user, or set DATABASE_URL to use another server."
        ) from None


def _reaches(account: Account, folders: Folders) -> bool:
    """Tried, not computed: no reading of permissions knows them all."""
    try:
        return (
            account.run(
                ["/bin/sh", "-c", 'cd "$1" && exec "$2" --version', "sh", folders.data, binaries.program("initdb")],
                capture_output=True,
            ).returncode
            == 0
        )
    except OSError:  # root of a container that may not change its user
        return False


def _prefix(account: Account, setpriv: str) -> tuple[str, ...]:
    return (
        setpriv,
        f"--reuid={account.uid}",
        f"--regid={account.gid}",
        "--clear-groups",
        # Without this bit access(2), with which PostgreSQL looks for its own programs, disregards the capability.
        "--securebits=+no_setuid_fixup",
        f"--inh-caps=-all,+{CAPABILITY}",
        f"--ambient-caps=-all,+{CAPABILITY}",
        "--",
    )
