"""Lists: counted up to a limit, searched by words, kept under a name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.admin import listing
from claims.models import Claim, Party, SavedSearch, Source, Topic, User
from tests.admin.forms import queries
from tests.factories import ClaimFactory, PartyAliasFactory, PartyFactory, SourceFactory, TopicFactory, make_case

AtDesk = Callable[[User], Client]
CLAIMS = "/admin/claims/claim/"


def found(client: Client, model: str, words: str) -> list[Any]:
    return list(client.get(f"/admin/claims/{model}/", {"q": words}).context["cl"].result_list)


# --- Long lists ----------------------------------------------------------------------------------------------------------------


def test_list_of_claims_takes_the_same_queries_for_one_and_sixty(administrator: User, at_desk: AtDesk) -> None:
    client = at_desk(administrator)
    make_case()
    few, _size = queries(client, CLAIMS)
    ClaimFactory.create_batch(60)
    many, _size = queries(client, CLAIMS)
    assert few == many < 15


def test_list_counts_no_further_than_it_leads(editor: User, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNTED", 2)
    ClaimFactory.create_batch(3)
    page = at_desk(editor).get(CLAIMS)
    assert page.context["cl"].result_count == 2
    assert "More than 2 claims" in page.content.decode()
    assert page.context["selection_note_all"] == "All selected"


def test_short_list_is_counted(editor: User, at_desk: AtDesk) -> None:
    ClaimFactory.create_batch(3)
    page = at_desk(editor).get(CLAIMS).content.decode()
    assert "More than" not in page


def test_list_names_no_more_topics_than_fit(editor: User, at_desk: AtDesk) -> None:
    TopicFactory.create_batch(60)
    chosen = Topic.objects.order_by("-name")[0]
    claim = ClaimFactory()
    claim.topics.add(chosen)
    page = at_desk(editor).get(CLAIMS, {"topics__id__exact": str(chosen.pk)})
    spec = next(each for each in page.context["cl"].filter_specs if each.title == "topic")
    assert len(spec.lookup_choices) <= 51
    assert list(page.context["cl"].result_list) == [claim]


@pytest.mark.parametrize("value", ["x", "\x00", "00000000-0000-0000-0000-000000000000"])
def test_unknown_topic_finds_nothing(value: str, editor: User, at_desk: AtDesk) -> None:
    ClaimFactory()
    TopicFactory()
    assert list(at_desk(editor).get(CLAIMS, {"topics__id__exact": value}).context["cl"].result_list) == []


# --- Search ------------------------------------------------------------------------------------------------------------------


def test_search_finds_every_word_in_any_column(editor: User, at_desk: AtDesk) -> None:
    wanted = ClaimFactory(title="WSJ: Bank data", statement="It asked for balances.")
    ClaimFactory(title="WSJ: Bank holiday")
    assert found(at_desk(editor), "claim", "bank BALANCES") == [wanted]


def test_words_in_quotation_marks_belong_together(editor: User, at_desk: AtDesk) -> None:
    wanted = ClaimFactory(title="WSJ: Bank data")
    ClaimFactory(title="WSJ: Data of a bank")
    assert found(at_desk(editor), "claim", '"bank data"') == [wanted]


def test_party_is_found_by_its_alias(editor: User, at_desk: AtDesk) -> None:
    wanted: Party = PartyFactory(name="The Wall Street Journal")
    PartyAliasFactory(party=wanted, name="Dow paper")
    PartyFactory(name="Dow Chemical")
    assert found(at_desk(editor), "party", "dow street") == [wanted]


def test_source_is_found_by_its_publisher(editor: User, at_desk: AtDesk) -> None:
    wanted: Source = SourceFactory(publisher=PartyFactory(name="Der Kurier"))
    SourceFactory()
    assert found(at_desk(editor), "source", "kurier") == [wanted]


@pytest.mark.parametrize("words", ["\x00", "%", "'", '"', '"" ', "\\", "x" * 3000])
def test_odd_search_opens(words: str, editor: User, at_desk: AtDesk) -> None:
    assert found(at_desk(editor), "party", words) is not None


# --- Saved searches --------------------------------------------------------------------------------------------------------------


def keep(client: Client, **data: Any) -> Any:
    return client.post(
        "/admin/searches/", {"list": "claim", "name": "Drafts", "query": "stage__exact=draft&p=2", **data}
    )


def test_search_is_kept_and_offered(editor: User, at_desk: AtDesk, case: Claim) -> None:
    answer = keep(at_desk(editor))
    assert answer.headers["Location"] == f"{CLAIMS}?stage__exact=draft"
    assert 'href="?stage__exact=draft"' in at_desk(editor).get(CLAIMS).content.decode()


def test_shared_search_is_offered_to_colleagues(editor: User, publisher: User, at_desk: AtDesk) -> None:
    keep(at_desk(editor), name="Mine")
    keep(at_desk(editor), name="Ours", is_shared="on")
    page = at_desk(publisher).get(CLAIMS).content.decode()
    assert "Ours" in page
    assert "Mine" not in page


def test_search_of_the_same_name_is_replaced(editor: User, at_desk: AtDesk) -> None:
    keep(at_desk(editor))
    keep(at_desk(editor), query="q=bank")
    assert SavedSearch.objects.get().query == "q=bank"


def test_search_without_a_name_is_refused(editor: User, at_desk: AtDesk) -> None:
    keep(at_desk(editor), name=" ")
    assert not SavedSearch.objects.exists()


def test_search_of_no_list_is_unknown(editor: User, at_desk: AtDesk) -> None:
    assert keep(at_desk(editor), list="secrets").status_code == 404


def test_only_its_owner_deletes_a_search(editor: User, publisher: User, at_desk: AtDesk) -> None:
    keep(at_desk(editor), is_shared="on")
    url = f"/admin/searches/{SavedSearch.objects.get().pk}/delete/"
    at_desk(publisher).post(url)
    assert SavedSearch.objects.exists()
    at_desk(editor).post(url)
    assert not SavedSearch.objects.exists()


def test_searches_are_closed_to_the_public_and_to_strangers(stranger: User, client: Client, at_desk: AtDesk) -> None:
    assert keep(client).status_code == 302
    assert keep(at_desk(stranger)).status_code == 302
    assert not SavedSearch.objects.exists()
