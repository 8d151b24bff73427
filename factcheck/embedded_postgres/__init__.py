"""A PostgreSQL server of one's own, in a folder: real, durable, and without installation or password.

Every process that uses it calls `ensure`; the first starts the server, the last one to end stops it. Django does so
through the engine `factcheck.embedded_postgres.backend`, at its first connection. This package knows nothing of what is
kept in the databases.
"""

from factcheck.embedded_postgres.clients import ConnectionParams, ensure, leave, stop
from factcheck.embedded_postgres.errors import EmbeddedPostgresError
from factcheck.embedded_postgres.signals import exit_on_sigterm

__all__ = ["ConnectionParams", "EmbeddedPostgresError", "ensure", "exit_on_sigterm", "leave", "stop"]
