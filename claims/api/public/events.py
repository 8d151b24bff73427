"""Events around published claims, over all cases."""

from claims.api import listed
from claims.api.public import collection, parts
from claims.models import PublishedEvent


@collection.described("events_list", "Bare dated facts around published claims")
class EventList(parts.PartList):
    model, form, page = PublishedEvent, listed.ListedEvent, listed.EventPage
    filters = (*parts.OF_ALL, parts.OWN_LANGUAGE, *parts.MADE)


@parts.described("events_retrieve", "An event, by id")
class EventDetail(parts.PartDetail):
    model, form = PublishedEvent, listed.ListedEvent
