"""Of all addresses of the site, one may stand in a frame of another site: the card of a claim."""

import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from tests.pages.conftest import Publish

FRAMED = "claim-card"
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_EXAMPLES = {"int": "1", "uuid": "01a20dc1-8636-700b-b468-bd98f4fb2155", "section": "claims"}


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Name and an example of each; those that are regular expressions (Django's own, which catch the rest) are left out."""
    for each in resolver.url_patterns:
        if isinstance(each.pattern, RoutePattern) or not hasattr(each.pattern, "_regex"):
            path = prefix + str(each.pattern)
            if isinstance(each, URLPattern):
                yield each.name or path, "/" + _PARAMETER.sub(example, path)
            else:
                yield from addresses(each, path)


def example(parameter: re.Match[str]) -> str:
    converter, name = parameter.groups()
    return _EXAMPLES.get(name) or _EXAMPLES.get(converter) or "framed"


def asked(client: Client, address: str) -> Any:
    response = client.get(address)
    if response.streaming:
        list(response)  # an export ends with its temporary file
    return response


def test_no_address_but_one_may_be_framed(publish: Publish, client: Client) -> None:
    publish(slug="framed")
    found = dict(addresses(get_resolver()))
    answered = {name: asked(client, address) for name, address in found.items()}
    framed = {
        name
        for name, response in answered.items()
        if response.get("X-Frame-Options") != "DENY"
        or "frame-ancestors 'none'" not in response["Content-Security-Policy"]
    }
    assert framed == {FRAMED}
    assert len(found) > 100
    assert {answered[name].status_code for name in ("claim-detail", "claim-card", "claim-revision-image")} == {200}
