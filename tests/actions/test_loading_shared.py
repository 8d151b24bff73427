"""Parties, sources, topics and scales are shared by cases: found and kept, and overwritten only on request."""

import json
import re
from uuid import NAMESPACE_URL, uuid5

import pytest

from claims.actions.loading import load
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Claim, Party, PartyAlias, RatingScale, Source, Topic, User
from tests.actions import desk
from tests.actions.rich_case import Json, rich_case
from tests.dossiers import an_id
from tests.factories import PartyAliasFactory, PartyFactory, SourceFactory, TopicFactory

pytestmark = pytest.mark.django_db
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def part(case: Json, name: str, slug: str) -> Json:
    found: Json = next(each for each in case[name] if each["slug"] == slug)
    return found


def load_case(case: Json, by: User, *, replace: bool = False) -> list[str]:
    return load(by=by, dossier=desk.read(case), replace=replace).notices


@pytest.mark.parametrize("kind", ["parties", "sources", "topics"])
class TestPublished:
    @pytest.mark.parametrize("member", ["name", "translations"])
    def test_contributor_overwrites_no_record_that_readers_know(
        self, kind: str, member: str, editor: User, contributor: User
    ) -> None:
        desk.publish(desk.loaded(by=editor))
        case = own_case()
        changed = case[kind][0]
        if member == "translations":
            member, other = ("aliases", ["B."]) if kind == "parties" else ("translations", {})
            changed[member] = other
        else:
            changed["name" if "name" in changed else "title"] = "Another name"
        before = shown(kind)
        with pytest.raises(NotPermitted) as refused:
            load_case(case, contributor, replace=True)
        assert "is published; changing it needs the role editor" in refused.value.message
        assert (shown(kind), Claim.objects.count()) == (before, 1)

    def test_what_is_the_same_is_no_change_of_it(self, kind: str, editor: User, contributor: User) -> None:
        desk.publish(desk.loaded(by=editor))
        before = shown(kind)
        assert load_case(own_case(), contributor, replace=True) is not None
        assert (shown(kind), Claim.objects.count()) == (before, 2)


def own_case() -> Json:
    """A case of the contributor's own, with the parties, sources and topics of the rich one."""
    case = rich_case()
    ids = {each["id"] for kind in ("parties", "sources", "topics") for each in case[kind]}
    renamed = {text: str(uuid5(NAMESPACE_URL, text)) for text in UUIDS.findall(json.dumps(case)) if text not in ids}
    found: Json = json.loads(UUIDS.sub(lambda each: renamed.get(each[0], each[0]), json.dumps(case)))
    return found | {"slug": "own-case"}


def shown(kind: str) -> list[object]:
    model = {"parties": Party, "sources": Source, "topics": Topic}[kind]
    related = "aliases" if kind == "parties" else "translations"
    return [
        (row.pk, str(row), row.version, list(getattr(row, related).values()))
        for row in model._default_manager.order_by("pk")
    ]


class TestParties:
    def test_party_is_found_by_an_address_that_identifies_it(self, editor: User) -> None:
        known = PartyFactory(name="Courier Ltd.", same_as=["https://example.org/b"])
        notices = load_case(rich_case(), editor)
        assert not Party.objects.filter(slug="courier").exists()
        assert known.claims_made.count() == 1
        assert "Party “Courier Ltd.” is kept as it is at this desk; the file has it differently." in notices

    def test_merged_party_leads_to_the_one_it_was_merged_into(self, editor: User) -> None:
        known = PartyFactory()
        PartyFactory(pk=an_id("courier"), merged_into=known)
        load_case(rich_case(), editor)
        assert known.claims_made.count() == 1

    def test_differing_party_is_kept(self, editor: User) -> None:
        desk.loaded(by=editor)
        Party.objects.filter(slug="bank").update(name="The Bank of Sampletown")
        notices = load_case(rich_case(), editor)
        assert "Party “The Bank of Sampletown” is kept as it is at this desk; the file has it differently." in notices
        assert Party.objects.get(slug="bank").name == "The Bank of Sampletown"

    def test_replacing_overwrites_it_with_aliases_and_affiliation(self, editor: User) -> None:
        desk.loaded(by=editor)
        case = rich_case()
        bank = part(case, "parties", "bank")
        bank |= {"name": "Bank plc", "aliases": ["B."], "affiliation": an_id("ministry")}
        load_case(case, editor, replace=True)
        row = Party.objects.get(slug="bank")
        assert (row.name, row.affiliation_id, row.version) == ("Bank plc", Party.objects.get(slug="ministry").pk, 2)
        assert [alias.name for alias in row.aliases.all()] == ["B."]

    def test_change_of_aliases_alone_is_noticed_and_replaced(self, editor: User) -> None:
        desk.loaded(by=editor)
        case = rich_case()
        part(case, "parties", "bank")["aliases"] = ["B."]
        assert any("“The Bank” is kept as it is" in notice for notice in load_case(case, editor))
        load_case(case, editor, replace=True)
        assert PartyAlias.objects.filter(party__slug="bank", name="B.").exists()

    def test_order_of_addresses_is_no_difference(self, editor: User) -> None:
        case = rich_case()
        part(case, "parties", "courier")["same_as"].reverse()
        for _ in range(2):
            assert not any("kept as it is" in notice for notice in load_case(case, editor))

    def test_slug_of_another_party_is_refused_by_name(self, editor: User) -> None:
        PartyFactory(slug="bank", name="Another bank")
        with pytest.raises(InvalidRecord, match="The slug “bank” is taken by another party, “Another bank”"):
            load_case(rich_case(), editor)
        assert not Source.objects.exists()

    def test_alias_of_another_party_is_refused(self, editor: User) -> None:
        PartyAliasFactory(name="frau m.")
        with pytest.raises(InvalidRecord, match="aliases: Another party already has this alias"):
            load_case(rich_case(), editor)

    def test_private_person_of_a_public_dossier_gets_an_address_of_the_desk(self, editor: User) -> None:
        case = rich_case()
        clerk = part(case, "parties", "clerk")
        del clerk["slug"]
        load_case(case, editor)
        assert Party.objects.get(pk=clerk["id"]).slug == f"private-{clerk['id']}"


class TestSources:
    def test_source_is_found_by_its_id_before_its_address(self, editor: User) -> None:
        SourceFactory(url="https://example.org/report")
        own = SourceFactory(pk=an_id("report"), slug="own")
        desk.loaded(by=editor)
        assert own.citations.count() == 4

    def test_source_is_found_by_its_address(self, editor: User) -> None:
        known = SourceFactory(url="https://example.org/report")
        notices = load_case(rich_case(), editor)
        assert known.citations.count() == 4
        assert any(notice.startswith("Source “Report") and "kept as it is" in notice for notice in notices)

    def test_merged_source_leads_to_the_one_it_was_merged_into(self, editor: User) -> None:
        known = SourceFactory()
        SourceFactory(pk=an_id("report"), merged_into=known)
        load_case(rich_case(), editor)
        assert known.citations.count() == 4

    def test_slug_of_another_source_is_refused_by_name(self, editor: User) -> None:
        SourceFactory(slug="report", title="Another report")
        with pytest.raises(InvalidRecord, match="The slug “report” is taken by another source, “Another report”"):
            load_case(rich_case(), editor)

    def test_replacing_overwrites_title_translations_and_what_it_relays(self, editor: User) -> None:
        desk.loaded(by=editor)
        case = rich_case()
        part(case, "sources", "report").update(title="Neu", translations={}, relays=[])
        load_case(case, editor, replace=True)
        row = Source.objects.get(slug="report")
        assert (row.title, row.translations.count(), row.relays.count()) == ("Neu", 0, 0)


class TestTopicsAndScales:
    def test_topic_is_found_by_its_slug(self, editor: User) -> None:
        known = TopicFactory(slug="banking")
        load_case(rich_case(), editor)
        assert known.claims.count() == 1

    def test_replacing_overwrites_a_topic(self, editor: User) -> None:
        desk.loaded(by=editor)
        case = rich_case()
        case["topics"][0]["name"] = "banks"
        assert any("Topic “banking” is kept" in notice for notice in load_case(case, editor))
        load_case(case, editor, replace=True)
        assert Topic.objects.get().name == "banks"

    def test_scale_is_found_by_name_version_and_owner(self, editor: User) -> None:
        desk.loaded(by=editor)
        second = rich_case()["assessments"][0] | {"id": an_id("second")}
        case = rich_case()
        case["assessments"].append(second)
        load_case(case, editor, replace=True)
        assert RatingScale.objects.count() == 1
