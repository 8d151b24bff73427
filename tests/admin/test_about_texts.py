"""The list of the pages about the site says what readers see where nothing is stored, and where to begin."""

from collections.abc import Callable

from django.test import Client

from claims.formats import about
from claims.models import AboutText, User

LIST = "/admin/claims/abouttext/"


def test_empty_list_leads_to_each_page_with_its_text(administrator: User, at_desk: Callable[[User], Client]) -> None:
    desk = at_desk(administrator)
    offered = desk.get(LIST).context["by_default"]
    assert len(offered) == 12
    first = offered[0]
    assert about.default("method", "en")[:40] in desk.get(first["begin"]).content.decode()
    assert desk.get(first["as_read"]).status_code == 200


def test_page_with_a_text_of_its_own_is_in_the_list_above(
    administrator: User, at_desk: Callable[[User], Client]
) -> None:
    AboutText.objects.create(page="method", language="en", text="Ours.")
    page = at_desk(administrator).get(LIST)
    assert len(page.context["by_default"]) == 11
    assert "Method (en)" in page.content.decode() or "result_list" in page.content.decode()
