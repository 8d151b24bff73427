"""The worker and its webhooks, with processes of their own: one that dies loses nothing, a slow receiver delays nobody."""

import time

import pytest
from django.conf import LazySettings
from standardwebhooks import Webhook

from claims.actions import webhooks
from claims.models import Announcement, Delivery, User
from tests import cast
from tests.databases import Database
from tests.factories import DeliveryFactory, PublicationFactory, RevisionFactory
from tests.receivers import receiving
from tests.workers import working

KILLS = 20
EVENTS = 50


@pytest.fixture
def administrator(cloned_database: Database, settings: LazySettings) -> User:
    """Committed, so that another process sees who made the webhooks."""
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    return cast.member("administrator")


@pytest.mark.long
def test_worker_killed_again_and_again_delivers_every_event_under_its_id(administrator: User) -> None:
    with receiving() as receiver:
        _endpoint, secret = webhooks.add(by=administrator, url=receiver.url)
        for _ in range(EVENTS):
            PublicationFactory(revision=RevisionFactory())
        for _ in range(KILLS):
            receiver.most = len(receiver.received) + 1
            with working():
                receiver.wait_for(receiver.most + 1)  # it dies before this one is answered
        receiver.most = None
        with working():
            deadline = time.monotonic() + 60
            while Delivery.objects.filter(state="delivered").count() < EVENTS and time.monotonic() < deadline:
                time.sleep(0.1)
    ids = [got.id for got in receiver.received]
    assert set(ids) == {str(each) for each in Announcement.objects.values_list("id", flat=True)}
    assert len(ids) > EVENTS, "no kill came between sending and marking: the test shows nothing"
    assert len({(got.id, got.body) for got in receiver.received}) == EVENTS
    for got in receiver.received:
        Webhook(secret).verify(got.body, got.headers)


def test_receiver_that_keeps_its_line_open_delays_no_other(administrator: User) -> None:
    with receiving(most=0) as slow, receiving() as quick:
        for receiver in (slow, quick):
            endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
            DeliveryFactory.create_batch(10, endpoint=endpoint)
        with working():
            quick.wait_for(10)
            assert len(slow.received) <= 1
            assert Delivery.objects.filter(endpoint__url=slow.url, state="pending").count() == 10
