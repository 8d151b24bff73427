"""A process that uses the server until its standard input ends."""

import select
import sys
from pathlib import Path

from factcheck import embedded_postgres


def main() -> None:
    embedded_postgres.exit_on_sigterm()
    try:
        server = embedded_postgres.ensure(Path(sys.argv[1]))
    except embedded_postgres.EmbeddedPostgresError as error:
        sys.exit(str(error))
    sys.stdout.write(f"{server.host}\n")
    sys.stdout.flush()
    # A signal that arrives just before a read blocks is not seen until it ends; so the wait is cut into pieces.
    while not select.select([sys.stdin], [], [], 0.5)[0]:
        pass
    sys.stdin.read()


if __name__ == "__main__":
    main()
