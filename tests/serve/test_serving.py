"""The whole of `make run` but the installation: a site of its own, from nothing, then once more."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


@contextmanager
def site(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment |= {"FACTCHECK_DATA": str(data), "PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "factcheck.serve"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def told(process: subprocess.Popen[str], until: str) -> str:
    """What the site writes, up to the line that contains `until` or its end."""
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if until in line:
            break
    return "".join(lines)


def processes_in(folder: Path) -> list[str]:
    """The command lines of all processes that have the folder in their environment or among their arguments."""
    found: list[str] = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in words:
            found.append((process / "cmdline").read_text().replace("\0", " "))
    return found


def stop(process: subprocess.Popen[str], number: signal.Signals, data: Path) -> None:
    process.send_signal(number)
    assert process.wait(30) == 0
    assert processes_in(data) == []


@pytest.mark.long
def test_a_site_starts_from_nothing_stops_on_request_and_keeps_its_data(tmp_path: Path) -> None:
    data, port = tmp_path / "my data", free_port()
    with site(data, port) as process:
        first = told(process, "Ctrl-C stops it.")
        assert status(port, "/readyz") == 200, first
        assert status(port, "/claims/facebook-bank-data/") == 200
        assert f"http://localhost:{port}/claims/facebook-bank-data/" in first
        stop(process, signal.SIGTERM, data)
    accounts = (data / "demo-accounts.json").read_text()
    with site(data, port) as process:
        second = told(process, "Ctrl-C stops it.")
        assert "..." in first
        assert "..." not in second, "work that had been done was done again"
        assert status(port, "/claims/facebook-bank-data/") == 200
        stop(process, signal.SIGINT, data)
    assert (data / "demo-accounts.json").read_text() == accounts
