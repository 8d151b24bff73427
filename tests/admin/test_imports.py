"""A table of records: looked at, then stored as one act, or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import import_runs, importing
from claims.fields.moment import Moment
from claims.models import Change, ListRun, Party, Source, Topic, User
from tests.admin.uploads import URL, confirm, run_of, upload, wrong_of
from tests.factories import PartyFactory, SourceFactory, TopicFactory

AtDesk = Callable[[User], Client]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FACTCHECK_DATA = tmp_path


# --- Looking -------------------------------------------------------------------------------------------------------------------


def test_look_stores_nothing(editor: User, at_desk: AtDesk) -> None:
    PartyFactory(slug="kept", kind="person", name="Same")
    PartyFactory(slug="old", kind="person", name="Old")
    text = "slug,kind,name\nnew,outlet,New\nold,person,Renamed\nkept,person,Same\nbad,,\n"
    run = run_of(at_desk(editor), text)
    assert run.counts == {"rows": 4, "added": 1, "changed": 1, "unchanged": 1, "wrong": 1, "reasons": 2}
    assert Party.objects.count() == 2


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("x,alien,Name,", "kind"),
        ("x,person, ,", "name"),
        ("Not A Slug,person,Name,", "slug"),
        (",person,Name,", "slug"),
        ("x--y,person,Name,", "slug"),
        ("x,outlet,Name,yes", "is_private"),
        ("x,person,Name,perhaps", "is_private"),
        ("x,person,Na\x07me,", "name"),
        (f"x,person,{'n' * 301},", "name"),
        ("x,person,Name,,more", "slug"),
    ],
)
def test_wrong_cell_is_named(cells: str, column: str, editor: User, at_desk: AtDesk) -> None:
    wrong = wrong_of(at_desk(editor), f"slug,kind,name,is_private\n{cells}\n")
    assert column in {each.field for each in wrong}
    assert {each.line for each in wrong} == {2}
    assert all(each.sentence for each in wrong)


def test_slug_is_there_once(editor: User, at_desk: AtDesk) -> None:
    wrong = wrong_of(at_desk(editor), "slug,kind,name\nx,person,A\nx,person,B\n")
    assert [(each.line, each.sentence) for each in wrong] == [(3, "Line 2 is about the same slug.")]


def test_slug_of_a_renamed_record_is_taken(editor: User, at_desk: AtDesk) -> None:
    party = PartyFactory(slug="before")
    Party.objects.filter(pk=party.pk).update(slug="after")
    (wrong,) = wrong_of(at_desk(editor), "slug,kind,name\nbefore,person,A\n")
    assert "another record" in wrong.sentence


def test_linked_record_has_to_be_there(editor: User, at_desk: AtDesk) -> None:
    PartyFactory(slug="house")
    text = "slug,kind,name,affiliation\na,person,A,house\nb,person,B,nowhere\n"
    (wrong,) = wrong_of(at_desk(editor), text)
    assert (wrong.line, wrong.field) == (3, "affiliation")


def test_published_record_is_changed_by_editors_only(contributor: User, editor: User, at_desk: AtDesk) -> None:
    PartyFactory(slug="shown", is_published=True)
    text = "slug,kind,name\nshown,person,Renamed\n"
    assert run_of(at_desk(contributor), text).counts["wrong"] == 1
    assert run_of(at_desk(editor), text).counts["changed"] == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe", "no CSV"),
        (b"", "empty"),
        (b'slug,kind\n"x', "no CSV"),
        (b"slug,colour\n", "Unknown columns: colour"),
        (b"kind,name\n", "slug"),
        (b"slug,slug\n", "twice"),
    ],
)
def test_file_that_is_no_table_is_refused(data: bytes, sentence: str, editor: User, at_desk: AtDesk) -> None:
    answer = upload(at_desk(editor), data)
    assert answer.status_code == 200
    assert sentence in answer.context["form"].errors.as_text()


@pytest.mark.parametrize("model", ["party", "source", "topic"])
def test_saved_list_is_imported_again_without_a_change(model: str, editor: User, at_desk: AtDesk) -> None:
    publisher = PartyFactory(slug="gazette", name="=Gazette", same_as=["https://a.example", "https://b.example"])
    SourceFactory(publisher=publisher, published_at=Moment(value="2018-08-07T09:38+02:00", zone="Europe/Berlin"))
    TopicFactory()
    saved = b"".join(at_desk(editor).get(f"/admin/claims/{model}/export/csv/"))  # a stream
    counts = run_of(at_desk(editor), saved.decode("utf-8-sig"), model=model).counts
    assert (counts["unchanged"] > 0, counts["changed"], counts["added"], counts["wrong"]) == (True, 0, 0, 0)


# --- Storing -----------------------------------------------------------------------------------------------------------------


def test_right_table_is_stored_as_one_act(editor: User, at_desk: AtDesk) -> None:
    PartyFactory(slug="old", kind="person", name="Old")
    confirm(
        at_desk(editor),
        'slug;kind;name;same_as\nnew;outlet;\'=Neu;"https://a.example; https://b.example"\nold;person;Renamed;\n',
    )
    assert Party.objects.get(slug="new").name == "=Neu"
    old = Party.objects.get(slug="old")
    assert (old.name, old.version) == ("Renamed", 2)
    changes = Change.objects.filter(table="claims_party", through="import")
    assert {(each.actor_id, each.cause) for each in changes} == {(editor.pk, "import")}
    assert len(changes.values("act").distinct().order_by("act")) == 1


def test_one_wrong_row_keeps_all_out(editor: User, at_desk: AtDesk) -> None:
    confirm(at_desk(editor), "slug,kind,name\na,person,A\nb,alien,B\n")
    assert not Party.objects.exists()


def test_right_rows_are_stored_where_that_is_asked_for(editor: User, at_desk: AtDesk) -> None:
    confirm(at_desk(editor), "slug,kind,name\na,person,A\nb,alien,B\n", only_right="on")
    assert Party.objects.get().slug == "a"


def test_columns_that_are_left_out_stay(editor: User, at_desk: AtDesk) -> None:
    PartyFactory(slug="old", kind="person", name="Old", short_name="O")
    confirm(at_desk(editor), "slug,name\nold,Renamed\n")
    assert Party.objects.get().short_name == "O"


def test_sources_and_topics_are_imported(editor: User, at_desk: AtDesk) -> None:
    PartyFactory(slug="wsj")
    confirm(at_desk(editor), "slug,title,language,publisher,published_at,authors\ns,T,en,wsj,2018-08,A; B\n", "source")
    confirm(at_desk(editor), "slug,name,language\nbanks,Banks,en\n", "topic")
    source = Source.objects.get()
    assert (str(source.published_at), source.authors, source.kind) == ("2018-08", ["A", "B"], "article")
    assert Topic.objects.get().name == "Banks"


def test_exported_list_comes_back_unchanged(editor: User, at_desk: AtDesk) -> None:
    TopicFactory(name="-20 per cent")
    client = at_desk(editor)
    answer: Any = client.get("/admin/claims/topic/export/csv/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = [line.split(",") for line in text.splitlines()]
    kept = [lines[0].index(name) for name in ("slug", "name", "language")]
    run = run_of(client, "\n".join(",".join(line[at] for at in kept) for line in lines), "topic")
    assert (run.counts["unchanged"], run.counts["wrong"]) == (1, 0)


# --- Size --------------------------------------------------------------------------------------------------------------------


def test_looking_takes_queries_by_the_thousand_rows(editor: User) -> None:
    def look(count: int) -> int:
        rows = ((line, {"slug": f"p-{line}", "kind": "person", "name": "N"}, 0) for line in range(2, count + 2))
        with CaptureQueriesContext(connection) as captured:
            importing.look(by=editor, model=Party, rows=rows)
        return len([each for each in captured if "INSERT INTO pg_temp" not in each["sql"]])

    look(1)  # the rights of the user are read once
    assert look(10) == look(900) < 20


# --- Who ---------------------------------------------------------------------------------------------------------------------


def test_file_is_for_the_person_who_brought_it(editor: User, publisher: User, at_desk: AtDesk) -> None:
    url = upload(at_desk(editor), "slug,kind,name\na,person,A\n").headers["Location"]
    assert at_desk(publisher).get(url).status_code == 404
    assert at_desk(publisher).post(url).status_code == 404
    assert at_desk(editor).get(url.replace("party", "topic")).status_code == 404
    assert at_desk(editor).get(f"{URL}{uuid4()}/").status_code == 404


def test_file_that_went_cannot_be_stored(editor: User, at_desk: AtDesk) -> None:
    client = at_desk(editor)
    url = upload(client, "slug,kind,name\na,person,A\n").headers["Location"]
    import_runs.file_of(ListRun.objects.get()).unlink()
    assert "no longer kept" in client.post(url, follow=True).content.decode()


def test_import_is_closed_to_the_public_and_to_strangers(stranger: User, client: Client, at_desk: AtDesk) -> None:
    assert upload(client, "slug\n").status_code == 302
    assert upload(at_desk(stranger), "slug\n").status_code == 302
    assert "login" in client.get(URL).headers["Location"]
