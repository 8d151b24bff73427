"""``manage.py run_worker``: does the jobs of the queue until it is told to stop."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.jobs import run_worker


class Command(BaseCommand):
    help = "Do the jobs of the queue."

    def handle(self, **options: Any) -> None:
        run_worker()
