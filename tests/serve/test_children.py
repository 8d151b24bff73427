import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factcheck.serve import children
from factcheck.serve.children import Crew

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
)


@pytest.fixture
def crew() -> Iterator[Crew]:
    crew = Crew()
    yield crew
    crew.stop()


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_the_first_that_ends_is_named(crew: Crew) -> None:
    crew.start("lasting", SLEEP)
    crew.start("passing", [sys.executable, "-c", "raise SystemExit(3)"])
    ended = crew.wait_for_an_end()
    assert (ended.title, ended.process.returncode) == ("passing", 3)


def test_stopping_ends_everyone(crew: Crew) -> None:
    crew.start("one", SLEEP)
    crew.start("other", SLEEP)
    crew.stop()
    assert [child.process.returncode for child in crew.children] == [-signal.SIGTERM] * 2


def test_one_who_does_not_listen_is_killed(crew: Crew, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(children, "STOP_SECONDS", 0.2)
    crew.start("stubborn", ["sh", "-c", f'exec "{sys.executable}" -c "{STUBBORN}" > "{tmp_path}/said"'])
    assert eventually(lambda: (tmp_path / "said").exists() and "ready" in (tmp_path / "said").read_text())
    crew.stop()
    assert crew.children[0].process.returncode == -signal.SIGKILL


def test_what_a_child_has_started_ends_with_it(crew: Crew, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    crew.start("parent", ["sh", "-c", f'sleep 60 & echo $! > "{note}"; wait'])
    assert eventually(lambda: note.exists() and note.read_text().strip().isdecimal())
    crew.stop()
    assert eventually(lambda: not is_running(int(note.read_text())))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_killing_the_supervisor_ends_the_children(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = (
        "import sys, time; from pathlib import Path; from factcheck.serve.children import Crew\n"
        "crew = Crew(); crew.start('child', ['sleep', '60'])\n"
        f"Path({str(note)!r}).write_text(str(crew.children[0].process.pid)); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2]) as supervisor:
        assert eventually(lambda: note.exists() and note.read_text().isdecimal())
        os.kill(supervisor.pid, signal.SIGKILL)
    assert eventually(lambda: not is_running(int(note.read_text())))


def test_waiting_for_the_server_ends_when_a_child_ends(crew: Crew) -> None:
    crew.start("server", [sys.executable, "-c", "raise SystemExit(1)"])
    assert not children.wait_until_served(1, crew)
