"""The nightly check of the record: a misfit fails the job, so that somebody sees it."""

import logging

import pytest
from procrastinate.contrib.django import app

from claims import jobs
from claims.actions.verifying import Finding, Verification
from tests.actions import desk
from tests.factories import make_case


@pytest.mark.django_db
def test_nightly_check_returns_the_number_of_revisions() -> None:
    desk.publish(make_case())
    assert jobs.verify_record_nightly(timestamp=0) == 1


def test_misfit_fails_the_job_and_is_logged(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    found = Verification(0, "", Finding(1, "the-claim", 1, "its document is missing"))
    monkeypatch.setattr(jobs, "verify_record", lambda: found)
    with caplog.at_level(logging.ERROR), pytest.raises(jobs.RecordDoesNotFit, match="Position 1"):
        jobs.verify_record_nightly(timestamp=0)
    assert "its document is missing" in caplog.text


def test_nightly_check_is_registered_once_a_night() -> None:
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["verify_record"] == "17 3 * * *"
