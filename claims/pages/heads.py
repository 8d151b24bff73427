"""The head of a page: its title and description, its address in each language, and whether it may be indexed."""

from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language_info


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in another language; ``path`` keeps the query, ``url`` is the address to be indexed."""

    language: str
    name: str
    path: str
    url: str
    is_current: bool


class FeedLink(NamedTuple):
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What other sites show beside a link; ``alt`` says what there is to be seen. Sizes in pixels."""

    url: str
    alt: str
    width: int
    height: int
    media_type: str


@dataclass(frozen=True)
class Head:
    """``state``: which of its states the page shows, where that is not the one of now.

    ``view`` and ``arguments`` make the address; without a view (errors) there is none to name.

    ``query`` goes along to another language; ``named`` is the part of it that makes another page, and stands in every
    address that is named. ``feed``: the view of the page's own feed, ``feed_query`` what it is asked for. ``is_embeddable``: other sites may show its card.
    """

    title: str
    description: str = ""
    view: str = ""
    arguments: dict[str, str | int] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    is_indexed: bool = True
    section: str = ""
    kind: str = "website"
    feed: str = ""
    feed_query: dict[str, str] = field(default_factory=dict)
    is_embeddable: bool = False
    picture: Picture | None = None
    state: str = ""

    @classmethod
    def of_request(cls, request: HttpRequest, title: str) -> "Head":
        """For a page about the request itself, which nobody should index."""
        match = request.resolver_match
        if match is None:
            return cls(title, is_indexed=False)
        return cls(title, view=match.view_name, arguments=dict(match.kwargs), is_indexed=False)

    @property
    def shared_title(self) -> str:
        return f"{self.title} – {self.state}" if self.state else self.title

    @property
    def full_title(self) -> str:
        return self.site if self.section == "home" else f"{self.shared_title} · {self.site}"

    @property
    def site(self) -> str:
        return str(settings.SITE_NAME)

    @property
    def home(self) -> str:
        return f"{settings.SITE_URL}/"

    @property
    def canonical(self) -> str:
        return settings.SITE_URL + reverse(self.view, kwargs=self.arguments) + _query(self.named) if self.view else ""

    @property
    def alternates(self) -> list[Alternate]:
        return [self._in(code) for code, _ in settings.LANGUAGES] if self.view else []

    @property
    def feeds(self) -> list[FeedLink]:
        """That of the page, if it has one, and that of the site."""
        if not self.view:
            return []
        site = FeedLink(self.site, settings.SITE_URL + reverse("site-feed"))
        if not self.feed:
            return [site]
        of = {name: value for name, value in self.arguments.items() if name != "number"}  # a claim's, at any revision
        own = settings.SITE_URL + reverse(self.feed, kwargs=of) + _query(self.feed_query)
        return [FeedLink(f"{self.title} · {self.site}", own), site]

    @property
    def oembed(self) -> str:
        """Where other sites learn how to show the page; empty where they may not."""
        if not self.is_embeddable:
            return ""
        return f"{settings.SITE_URL}{reverse('oembed')}?{urlencode({'url': self.canonical, 'format': 'json'})}"

    @property
    def card(self) -> str:
        """What other sites may show in a frame; empty where they may not."""
        return settings.SITE_URL + reverse("claim-card", kwargs=self.arguments) if self.is_embeddable else ""

    @property
    def others(self) -> list[Alternate]:
        """What the switch of languages offers."""
        return [alternate for alternate in self.alternates if not alternate.is_current]

    @property
    def default_url(self) -> str:
        return next(found.url for found in self.alternates if found.language == settings.LANGUAGE_CODE)

    def _in(self, code: str) -> Alternate:
        with translation.override(code):
            path = reverse(self.view, kwargs=self.arguments)
        name, url = get_language_info(code)["name_local"], settings.SITE_URL + path + _query(self.named)
        return Alternate(code, name, path + _query(self.query), url, code == translation.get_language())


def _query(texts: dict[str, str]) -> str:
    return f"?{urlencode(texts)}" if texts else ""
