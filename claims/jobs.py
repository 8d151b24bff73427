"""Background jobs, in one PostgreSQL queue."""

import logging
from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from claims.actions.verifying import verify_record

logger = logging.getLogger(__name__)


class RecordDoesNotFit(Exception):
    """The nightly check found a revision that is not as it was published. The job fails, so that somebody sees it."""


@app.periodic(cron="17 3 * * *")
@app.task(name="verify_record", pass_context=False)
def verify_record_nightly(timestamp: int) -> int:
    """Verify the whole record; returns the number of revisions. ``timestamp`` is when it was due, in Unix seconds."""
    verification = verify_record()
    if verification.finding:
        logger.error("The record does not fit. %s", verification.finding)
        raise RecordDoesNotFit(str(verification.finding))
    return verification.revisions


def run_worker() -> None:
    """Work until SIGINT or SIGTERM; the job at hand is finished first."""
    django = cast("DjangoConnector", app.connector)
    # Connections of its own: Django's cannot listen for new jobs.
    with app.replace_connector(django.get_worker_connector()) as worker:
        worker.run_worker()
