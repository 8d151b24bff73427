"""Background jobs, in one PostgreSQL queue."""

import logging
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from claims.actions import (
    announcing,
    answering_once,
    delivering,
    import_runs,
    messages,
    notices,
    provenance,
    reminders,
    sendings,
    stalled_jobs,
)
from claims.actions.verifying import verify_record
from claims.formats import import_jobs, list_imports
from claims.models import WebhookEndpoint
from claims.vocabulary import Through

logger = logging.getLogger(__name__)

JOBS_AT_ONCE = 8
"""So that a receiver of webhooks that keeps its line open keeps one of these, and nothing else waits for it."""
SWEEP = "sweep_kept_answers"


class RecordDoesNotFit(Exception):
    """The nightly check found a revision that is not as it was published. The job fails, so that somebody sees it."""


@app.periodic(cron="* * * * *")
@app.task(name="take_up_stalled_jobs", queueing_lock="take_up_stalled_jobs", pass_context=False)
async def take_up_stalled_jobs(timestamp: int) -> int:
    """Begin again what a worker that died left behind, in every queue; returns how many jobs."""
    return await stalled_jobs.take_up()


@app.periodic(cron="17 3 * * *")
@app.task(name="verify_record", pass_context=False)
def verify_record_nightly(timestamp: int) -> int:
    """Verify the whole record; returns the number of revisions. ``timestamp`` is when it was due, in Unix seconds."""
    verification = verify_record()
    if verification.finding:
        logger.error("The record does not fit. %s", verification.finding)
        raise RecordDoesNotFit(str(verification.finding))
    return verification.revisions


# A mail server that is away is asked again after 6, 36, 216 and 1,296 seconds; then the job has failed, and is shown so.
@app.task(name=notices.MAIL, retry=RetryStrategy(max_attempts=5, exponential_wait=6))
def mail_notice(notice: str) -> bool:
    """Send one notice by e-mail; False where there was nothing to send."""
    return notices.mail(UUID(notice))


@app.periodic(cron="*/10 * * * *")
@app.task(name="remind", lock="remind", queueing_lock="remind", pass_context=False)
def remind(timestamp: int) -> int:
    """Tell whose case is due, and that an embargo has ended; returns the number of notices."""
    return reminders.remind(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="43 * * * *")
@app.task(name=SWEEP, lock=SWEEP, queueing_lock=SWEEP, pass_context=False)
def sweep_kept_answers(timestamp: int) -> int:
    """Forget the answers of the API that nobody asks for again; returns how many."""
    return answering_once.sweep(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="37 * * * *")
@app.task(name="forget_senders", lock="forget_senders", pass_context=False)
def forget_senders(timestamp: int) -> int:
    """Delete what is no longer needed of who wrote to the desk; returns of how many messages name and contact went."""
    at = datetime.fromtimestamp(timestamp, UTC)
    messages.forget_forms(at=at)
    sendings.forget(at=at)
    return messages.forget_senders(at=at)


# Without a lock of the queue: a worker that was killed would keep it for a minute, and imports wait for each other in the
# database anyway.
@app.task(name=import_runs.TASK)
def import_claims(run: str) -> bool:
    """Perform one import of claims; False where its file was refused."""
    return import_jobs.perform(UUID(run))


@app.task(name=import_runs.TASK_OF_LISTS)
def import_list(run: str) -> bool:
    """Look at the table of one import of a list, or store it; False where it was refused."""
    return list_imports.perform(UUID(run))


@app.periodic(cron="41 3 * * *")
@app.task(name="tidy_imports", pass_context=False)
def tidy_imports(timestamp: int) -> int:
    """Remove files and reports of old imports; returns how many runs had any."""
    return import_runs.tidy(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(name=announcing.TASK, pass_context=False)
def announce_to_webhooks(timestamp: int = 0) -> int:
    """Make the deliveries of what was announced, and have served who waits. Begun by what is published, at the start of a
    worker, and once a minute for whatever a worker that died left behind."""
    looked_at = 0
    for endpoint in WebhookEndpoint.objects.filter(is_active=True).values_list("pk", flat=True):
        while done := announcing.announce(endpoint):
            looked_at += done
    for endpoint in delivering.waiting(timezone.now()):
        app.configure_task(delivering.TASK).defer(endpoint=str(endpoint))
    return looked_at


@app.periodic(cron="47 3 * * *")
@app.task(name="forget_deliveries", pass_context=False)
def forget_deliveries(timestamp: int) -> int:
    """Keep the log of deliveries to its length; returns how many were deleted."""
    return delivering.forget(datetime.fromtimestamp(timestamp, UTC))


@app.task(name=delivering.TASK)
def deliver_to_webhook(endpoint: str) -> int:
    """Serve one webhook for a while; returns the number of attempts. Who served it has it served again when it is due."""
    spell = delivering.serve(UUID(endpoint))
    if spell.attempts and spell.next_at:
        app.configure_task(delivering.TASK, schedule_at=spell.next_at).defer(endpoint=endpoint)
    return spell.attempts


def run_worker() -> None:
    """Work until SIGINT or SIGTERM; the job at hand is finished first."""
    django = cast("DjangoConnector", app.connector)
    app.configure_task(announcing.TASK).defer()
    # Connections of its own: Django's cannot listen for new jobs.
    connector = django.get_worker_connector()
    with provenance.through(Through.JOB), app.replace_connector(connector) as worker:
        worker.run_worker(concurrency=JOBS_AT_ONCE)
