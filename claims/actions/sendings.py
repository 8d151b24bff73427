"""How many messages a network may send: counted in the database, so for all processes together, and without its address."""

from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils.translation import ngettext

from claims.errors import TooManyMessages
from claims.models import Sending


def count(*, network: str, at: datetime) -> None:
    """Count one message of a network. Raises TooManyMessages where the hour has had its number; part of a transaction
    that this refusal rolls back, so that attempts beyond it do not count."""
    most = settings.MESSAGES_PER_HOUR
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_sending AS sending (sender, hour, count) VALUES (%s, %s, 1)"
            " ON CONFLICT (sender, hour) DO UPDATE SET count = sending.count + 1 RETURNING count",
            [network, at.replace(minute=0, second=0, microsecond=0)],
        )
        (made,) = cursor.fetchone()
    if made > most:
        sentence = ngettext(
            "%(most)d message was sent from your network within this hour; more are not taken. Try again in an hour.",
            "%(most)d messages were sent from your network within this hour; more are not taken. Try again in an hour.",
            most,
        )
        raise TooManyMessages(sentence % {"most": most})


def forget(*, at: datetime) -> int:
    """Delete the counts of a day ago; returns how many."""
    return Sending.objects.filter(hour__lt=at - Sending.LASTS).delete()[0]
