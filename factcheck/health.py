"""What the platform asks: is the process alive, and may it be sent visitors."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from factcheck.embedded_postgres import EmbeddedPostgresError


@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """Answers without the database: restarting this process would not mend that one."""
    return JsonResponse({"status": "alive"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and has every migration, else 503 with the reason."""
    if reason := unready():
        return JsonResponse({"status": "unavailable", "reason": reason}, status=503)
    return JsonResponse({"status": "ready"})


def unready() -> str:
    """Why visitors would see errors; empty when they would not. The details of a failure stay out: anyone may ask."""
    try:
        executor = MigrationExecutor(connection)
    except (DatabaseError, EmbeddedPostgresError):
        return "the database does not answer"
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "migrations are missing"
    return ""
