"""Jobs of workers that died: begun again where they can be, given up where they bring down one worker after another.

A worker that lives sends a heartbeat every ten seconds; a job whose worker has sent none for longer is nobody's. Every job
of the site can be begun twice: what it did already it finds done.
"""

import logging
from uuid import UUID

from asgiref.sync import sync_to_async
from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

from claims.actions import import_runs

logger = logging.getLogger(__name__)

SILENCE = 30
"""Seconds without a heartbeat, after which a worker is dead; the library's own measure."""
MOST_BEGINNINGS = 5


async def take_up() -> int:
    """Begin the jobs of all queues again whose worker died; returns how many."""
    begun = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        begun += await _take_up(job)
    return begun


async def _take_up(job: Job) -> bool:
    if job.attempts + 1 >= MOST_BEGINNINGS:
        logger.error("Job %s (%s) was given up: its workers died %d times.", job.id, job.task_name, MOST_BEGINNINGS)
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        if job.task_name in import_runs.TASKS:
            await sync_to_async(import_runs.given_up)(job.task_name, UUID(str(job.task_kwargs["run"])))
        return False
    try:
        await app.job_manager.retry_job(job)
    except exceptions.UniqueViolation:
        # One like it waits already, and could not begin while this one held their lock.
        await app.job_manager.finish_job(job, Status.ABORTED, delete_job=False)
        return False
    logger.warning("Job %s (%s) begins again: its worker died.", job.id, job.task_name)
    return True
