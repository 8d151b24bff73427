"""The markup of a claim page: its anchors, its policy, and words that look like markup."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.pages.conftest import Publish
from tests.pages.reading import links

PAGE = "/claims/facebook-bank-data/"

pytestmark = pytest.mark.django_db


def test_every_anchor_on_the_page_exists(seed: None, client: Client) -> None:
    response = client.get(PAGE)
    anchors = {urlsplit(link).fragment for link in links(response) if link.startswith("#")}

    assert anchors
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in response.text] == []


def test_nothing_on_the_page_breaks_the_policy(seed: None, client: Client) -> None:
    html = client.get(PAGE).text

    scripts = re.findall(r"<script[^>]*>", html)
    assert scripts[0] == '<script type="module" src="/static/claims/js/time-slider.js">'
    assert scripts[1:] == ['<script type="application/ld+json">']  # data, which no policy forbids
    assert "<style" not in html
    assert " style=" not in html


def test_markup_in_words_stays_text(publish: Publish, client: Client) -> None:
    claim = publish(statement="<b>The bank</b> was asked.")

    assert "&lt;b&gt;The bank&lt;/b&gt; was asked." in client.get(f"/claims/{claim.slug}/").text


def test_no_script_of_a_readers_page_may_make_markup_from_text(seed: None, client: Client) -> None:
    policy = client.get(PAGE).headers["Content-Security-Policy"]

    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert "default-src 'none'" in policy
