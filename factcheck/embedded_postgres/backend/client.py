"""`manage.py dbshell` with the psql that came with the server."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import client

from factcheck.embedded_postgres import binaries

if TYPE_CHECKING:
    from factcheck.embedded_postgres.backend.base import DatabaseWrapper


class DatabaseClient(client.DatabaseClient):
    connection: "DatabaseWrapper"

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.ensure_server()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [str(binaries.program("psql")), *arguments[1:]], environment
