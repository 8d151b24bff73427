"""Where a local site runs: its data folder and its port, both taken for as long as it runs."""

import fcntl
import os
import secrets
import socket
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from factcheck import env

PROJECT = Path(__file__).resolve().parent.parent.parent


class PlaceRefused(Exception):
    """The data folder or the port cannot be had; the message says what to do."""


def data_folder() -> Path:
    return env.folder("FACTCHECK_DATA", default=PROJECT / "var")


class Place:
    """A context: entering it takes the folder and the port, leaving it frees them."""

    def __init__(self, data: Path, port: int) -> None:
        self.data = data
        self.port = port
        self.held = ExitStack()

    @classmethod
    def from_environment(cls) -> Self:
        return cls(data_folder(), env.number("PORT", default=8000, least=1, most=65535))

    def __enter__(self) -> Self:
        with ExitStack() as taken:
            self.make_folder()
            taken.enter_context(self.hold_folder())
            self.socket = taken.enter_context(self.bind())
            self.make_secret_key()
            self.held = taken.pop_all()
        # Children start in the project's folder: relative paths have been resolved by now.
        os.environ.update(FACTCHECK_DATA=str(self.data), PORT=str(self.port))
        os.chdir(PROJECT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.held.close()

    def make_folder(self) -> None:
        try:
            self.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PlaceRefused(
                f"The data folder {self.data} cannot be made: {error.strerror}. Name another: make run FACTCHECK_DATA=/path"
            ) from error

    def hold_folder(self) -> ExitStack:
        """Locks the folder; the kernel drops the lock with the process, however that ends."""
        held = ExitStack()
        try:
            file = held.enter_context((self.data / "run.lock").open("a"))
        except OSError as error:
            raise PlaceRefused(f"The data folder {self.data} cannot be written to: {error.strerror}.") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            held.close()
            raise PlaceRefused(
                f"A site already runs on the data in {self.data}. Stop it, or run this one on a folder and port of its own: "
                "make run PORT=8001 FACTCHECK_DATA=/path"
            ) from error
        return held

    def bind(self) -> socket.socket:
        """The socket of the server; it belongs to this machine only and does not listen yet."""
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(("127.0.0.1", self.port))
        except OSError as error:
            bound.close()
            raise PlaceRefused(
                f"Port {self.port} cannot be used: {error.strerror}. Choose another: make run PORT={self.port + 1}"
            ) from error
        return bound

    def make_secret_key(self) -> None:
        """Once, for this machine; settings.py reads it where the environment has no SECRET_KEY."""
        try:
            descriptor = os.open(self.data / "secret-key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50) + "\n")
