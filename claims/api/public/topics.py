"""Topics: the stories that published claims belong to."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from claims.api import listed, parameters
from claims.api.parameters import Parameter
from claims.api.public import collection, parts, records
from claims.api.public.collection import Json
from claims.models import PublishedTopic, Topic, keys

LANGUAGE = Parameter("language", "Its name is in this language.", parameters.language)


class OfTopics(records.Shared):
    identity = "topic_id"

    def visible(self) -> QuerySet[Any]:
        gone = Topic.objects.filter(merged_into__is_published=True).values("pk")
        return PublishedTopic.objects.exclude(topic_id__in=gone)

    def is_one_with(self, key: Any) -> Any:
        return keys.topics(key)

    def card(self, row: Json) -> Json:
        slug = row["slug"]
        claims = records.list_address("claims", topic=slug)
        return dict(row["card"] | {"url": f"{settings.SITE_URL}/topics/{slug}/", "claims": claims})


@collection.described("topics_list", "Topics of published claims")
class TopicList(OfTopics, records.SharedList):
    form, page = listed.ListedTopic, listed.TopicPage
    filters = (parts.CLAIM, LANGUAGE)

    def conditions(self, values: Json) -> list[Any]:
        return [Q(card__language=values["language"])] if "language" in values else []


@records.described("topics_retrieve", "A topic, by slug or id")
class TopicDetail(OfTopics, records.SharedDetail):
    form = listed.ListedTopic
