"""Pages about the site: the texts that come with it, those of its administrators, and the rules as they compute."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from claims.actions import editing
from claims.errors import NotPermitted
from claims.formats import about
from claims.models import AboutText, Change, User
from claims.pages.presenting import truth_table
from claims.vocabulary import AboutPage, StandingWord

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/de"], ids=["en", "de"])
@pytest.mark.parametrize("page", AboutPage.values)
def test_each_page_has_a_text_in_each_language_and_is_linked_from_every_page(
    client: Client, page: str, prefix: str
) -> None:
    answer = client.get(f"{prefix}/about/{page}/").content.decode()

    assert re.search(r'<div class="prose">\s*<(p|h2)>', answer)
    assert f'href="{prefix}/about/{page}/"' in client.get(f"{prefix}/corrections/").content.decode()


@pytest.mark.django_db
def test_there_is_no_other_page(client: Client) -> None:
    assert client.get("/about/secrets/").status_code == 404


def test_no_text_lies_there_that_no_page_shows() -> None:
    written = {path.name for path in Path(about.__file__).parent.glob("*.md")}

    assert written == {f"{page}.{language}.md" for page in AboutPage.values for language in LANGUAGES}


@pytest.mark.django_db
class TestTextOfTheSite:
    def test_an_administrator_writes_it_and_readers_of_that_language_see_it(
        self, client: Client, administrator: User
    ) -> None:
        text = AboutText(page="imprint", language="de", text="Beispielverlag, Musterstadt")

        editing.save(by=administrator, record=text)

        assert "Beispielverlag" in client.get("/de/about/imprint/").content.decode()
        assert "Beispielverlag" not in client.get("/about/imprint/").content.decode()

    def test_its_history_is_kept(self, administrator: User) -> None:
        text = AboutText(page="funding", language="en", text="By its readers.")
        editing.save(by=administrator, record=text)
        text.text = "By its readers and a trust."
        editing.save(by=administrator, record=text)

        kept = Change.objects.filter(owner_table="claims_abouttext", owner=str(text.pk)).order_by("pk")
        assert [(each.operation, each.actor_id) for each in kept] == [
            ("insert", administrator.pk),
            ("update", administrator.pk),
        ]

    @pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
    def test_nobody_else_does(self, role: str, request: pytest.FixtureRequest) -> None:
        with pytest.raises(NotPermitted):
            editing.save(
                by=request.getfixturevalue(role), record=AboutText(page="imprint", language="en", text="Somebody")
            )

    def test_the_form_begins_with_what_readers_see(self, client: Client, administrator: User) -> None:
        client.force_login(administrator)

        form = client.get("/admin/claims/abouttext/add/?page=method&language=de").content.decode()

        assert "Diese Seite führt öffentliche Behauptungen" in form


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](https://example.org/)", '<a href="https://example.org/" rel="noopener">a</a>'),
        ("# Title\n\n## Part", "<h2>Title</h2>"),
        ("- one\n- two", "<li>one</li>"),
    ],
    ids=["markup", "script", "link", "heading", "list"],
)
def test_markdown_becomes_harmless_html(written: str, shown: str) -> None:
    html = about.as_html(written)

    assert shown in html
    assert "<script" not in html
    assert 'href="javascript' not in html


class TestTruthTable:
    """What the design says of each situation (section 3)."""

    def test_of_a_point(self) -> None:
        assert [example.word for example in truth_table.of_a_point()] == [
            StandingWord.RETRACTED,
            StandingWord.CORRECTED,
            StandingWord.DISOWNED,
            StandingWord.CONFLICTING,
            StandingWord.DENIED,
            StandingWord.QUALIFIED,
            StandingWord.QUALIFIED,
            StandingWord.CONFIRMED,
            StandingWord.DECLINED,
            StandingWord.AWAITING,
            StandingWord.NO_RESPONSE,
            StandingWord.UNANSWERED,
        ]

    def test_of_a_claim(self) -> None:
        assert [example.word for example in truth_table.of_a_claim()] == [
            StandingWord.DENIED,
            StandingWord.PARTLY_DENIED,
            StandingWord.PARTLY_DENIED,
            StandingWord.PARTLY_DENIED,
            StandingWord.PARTLY_QUALIFIED,
            StandingWord.PARTLY_CONFIRMED,
            StandingWord.PARTLY_DECLINED,
            StandingWord.PARTLY_CORRECTED,
        ]
