"""The engine's module that Django loads by this name."""

from pathlib import Path
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base

from factcheck import embedded_postgres
from factcheck.embedded_postgres.backend import databases
from factcheck.embedded_postgres.backend.client import DatabaseClient


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient
    _made: ClassVar[set[tuple[str, str]]] = set()
    """Which databases, by socket and name, this process has seen."""

    def get_connection_params(self) -> dict[str, Any]:
        databases.patiently(self.ensure_server)
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        def connect() -> Any:
            self.ensure_server()  # it may have died since
            return super(DatabaseWrapper, self).get_new_connection(conn_params)

        return databases.patiently(connect)

    def ensure_server(self) -> None:
        """Starts or joins the server, and enters its address in the settings, where dbshell and dumps look for it."""
        folder = self.settings_dict.get("FOLDER")
        if not folder:
            raise ImproperlyConfigured(f"DATABASES[{self.alias!r}] needs FOLDER, the folder of the local database.")
        server = embedded_postgres.ensure(Path(folder))
        self.settings_dict.update(HOST=server.host, PORT=str(server.port), USER=server.user)
        name = self.settings_dict["NAME"]  # without one Django means the maintenance database, which is always there
        if name and (server.host, name) not in self._made:
            databases.ensure(server, name)
            self._made.add((server.host, name))
