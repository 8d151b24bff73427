"""A web application that asks the database at every request."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import psycopg

from factcheck import embedded_postgres


def application(request: dict[str, Any], start: Callable[[str, list[tuple[str, str]]], Any]) -> Iterable[bytes]:
    server = embedded_postgres.ensure(Path(os.environ["FOLDER"]))
    with psycopg.connect(host=server.host, port=server.port, user=server.user, dbname="postgres") as connection:
        row = connection.execute("SELECT 'answered'").fetchone()
    start("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.getpid()} {row and row[0]}".encode()]


if os.environ.get("EARLY"):  # before the workers are forked, under --preload
    embedded_postgres.ensure(Path(os.environ["FOLDER"]))
