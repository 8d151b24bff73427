"""Translating a text of a case: what is found, what a change of the original does, and that nobody's words are lost."""

from typing import Any

import pytest

from claims.actions import editing, loading, translations
from claims.actions.translatable import Text, text_of, texts_of
from claims.errors import InvalidRecord, NotPermitted, RecordChanged
from claims.models import Claim, Passage, Point, PointTranslation, Response, Source, User
from tests.actions.desk import publish, read
from tests.actions.rich_case import rich_case
from tests.bench.large import large_case
from tests.factories import make_case, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Claim:
    return make_case(["denies", None])


def point_text(claim: Claim, language: str = "de") -> Text:
    found = text_of(claim.pk, "point", str(claim.points.get(order=1).pk), language)
    assert found is not None
    return found


def save(claim: Claim, by: User, **changes: Any) -> Any:
    text = point_text(claim)
    seen = text.translation.seen if text.translation else ""
    given = {"words": {"text": "Auf Deutsch."}, "of": text.of, "seen": seen} | changes
    return translations.translate(by=by, claim=claim, kind="point", key=text.key, language="de", **given)


def reword(point: Point, by: User, text: str) -> None:
    fresh = Point.objects.get(pk=point.pk)
    fresh.text = text
    editing.save(by=by, record=fresh)


def test_texts_come_in_reading_order(publisher: User) -> None:
    claim = Claim.objects.get(pk=loading.load(by=publisher, dossier=read(rich_case())).claim_id)
    parts = [text.part for text in texts_of(claim.pk, "fr")]
    order = ["claim", "points", "answers", "requests", "events", "sources"]
    assert parts == sorted(parts, key=order.index)
    assert {"claim", "points", "answers", "sources"} <= set(parts)


def test_text_in_the_language_itself_needs_no_translation(case: Claim) -> None:
    assert not [text for text in texts_of(case.pk, case.language) if text.kind in ("claim", "point")]


def test_removed_part_is_no_text_of_the_case(case: Claim) -> None:
    Response.objects.filter(claim=case).update(is_removed=True)
    assert not [text for text in texts_of(case.pk, "de") if text.part == "answers"]


def test_translation_keeps_translator_and_original(case: Claim, editor: User) -> None:
    row = save(case, editor)
    assert (row.text, row.translator, row.of) == ("Auf Deutsch.", editor.get_username(), point_text(case).of)


def test_full_name_of_the_user_is_the_translator(case: Claim, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(first_name="Ada", last_name="Lovelace")
    assert save(case, User.objects.get(pk=editor.pk)).translator == "Ada Lovelace"


def test_confirming_the_words_of_another_keeps_their_translator(case: Claim, editor: User) -> None:
    translate(case.points.get(order=1), "de", text="Auf Deutsch.", translator="Wire desk")
    assert save(case, editor).translator == "Wire desk"


def test_changed_original_refuses_and_keeps_nothing_half(case: Claim, editor: User) -> None:
    before = point_text(case).of
    reword(case.points.get(order=1), editor, "Something else was said.")
    with pytest.raises(RecordChanged, match="original was changed"):
        save(case, editor, of=before)
    assert not PointTranslation.objects.exists()


def test_translation_of_another_meanwhile_is_not_overwritten(case: Claim, editor: User, publisher: User) -> None:
    save(case, publisher, words={"text": "Von jemand anderem."})
    with pytest.raises(RecordChanged, match="Somebody else"):
        save(case, editor, seen="")
    assert PointTranslation.objects.get().text == "Von jemand anderem."


def test_blank_words_take_the_translation_away(case: Claim, editor: User) -> None:
    save(case, editor)
    assert save(case, editor, words={"text": "  "}) is None
    assert not PointTranslation.objects.exists()


@pytest.mark.parametrize("words", [{}, {"text": " "}, {"text": "a\x00b"}, {"text": "\ud800"}],
                         ids=["none", "blank", "nul", "surrogate"])  # fmt: skip
def test_unusable_words_are_refused_by_field(case: Claim, editor: User, words: dict[str, str]) -> None:
    with pytest.raises(InvalidRecord) as refused:
        save(case, editor, words=words)
    assert set(refused.value.fields) == {"text"}


def test_stranger_translates_nothing(case: Claim, stranger: User) -> None:
    with pytest.raises(NotPermitted):
        save(case, stranger)


def test_text_of_another_case_is_refused(case: Claim, editor: User) -> None:
    other = point_text(make_case([None]))
    with pytest.raises(InvalidRecord, match="no more"):
        translations.translate(
            by=editor, claim=case, kind="point", key=other.key, language="de", words={"text": "x"}, of=other.of, seen=""
        )


def test_contributor_does_not_translate_a_published_source(contributor: User) -> None:
    claim = make_case([None], created_by=contributor)
    Source.objects.update(is_published=True, language="en", title="Report")
    text = next(each for each in texts_of(claim.pk, "de") if each.kind == "source")
    with pytest.raises(NotPermitted):
        translations.translate(
            by=contributor, claim=claim, kind="source", key=text.key, language="de", words={"title": "Bericht"},
            of=text.of, seen="",
        )  # fmt: skip


class TestStale:
    def test_earlier_wording_is_found_in_the_history(self, case: Claim, editor: User) -> None:
        point = case.points.get(order=1)
        earlier = point.text
        save(case, editor)
        reword(point, editor, "Reworded once.")
        reword(point, editor, "Reworded twice.")
        text = point_text(case)
        assert text.is_stale
        assert not text.is_missing
        assert text.translation is not None
        found = translations.earlier_wordings(case, [text], {text.key: text.translation.of})
        assert found == {text.key: {"text": earlier}}

    def test_wording_that_the_history_does_not_know_is_left_out(self, case: Claim) -> None:
        text = point_text(case)
        assert translations.earlier_wordings(case, [text], {text.key: "0" * 64}) == {}

    def test_saving_again_makes_it_fresh(self, case: Claim, editor: User) -> None:
        save(case, editor)
        reword(case.points.get(order=1), editor, "Reworded.")
        save(case, editor)
        assert not point_text(case).is_stale


class TestQuotationThatIsATranslation:
    @pytest.fixture
    def passage(self, case: Claim) -> Text:
        passage = Passage.objects.filter(response__claim=case)[0]
        Passage.objects.filter(pk=passage.pk).update(translated_from="fr", language="en", form="direct")
        found = text_of(case.pk, "passage", str(passage.pk), "de")
        assert found is not None
        return found

    def test_is_not_missing(self, passage: Text) -> None:
        assert not passage.is_open

    def test_is_not_quoted_again(self, case: Claim, passage: Text, editor: User) -> None:
        with pytest.raises(InvalidRecord, match="quotation marks"):
            translations.translate(
                by=editor, claim=case, kind="passage", key=passage.key, language="de", words={"text": "„Nein.“"},
                of=passage.of, seen="",
            )  # fmt: skip


def test_queries_do_not_grow_with_the_case(publisher: User, django_assert_max_num_queries: Any) -> None:
    large = Claim.objects.get(pk=loading.load(by=publisher, dossier=read(large_case(10, 10))).claim_id)
    with django_assert_max_num_queries(25):
        assert len(texts_of(large.pk, "de")) > 20


def test_translating_takes_the_case_out_of_a_review(case: Claim, editor: User) -> None:
    publish(case)
    Claim.objects.filter(pk=case.pk).update(stage="in_review")
    save(case, editor)
    assert Claim.objects.get(pk=case.pk).stage == "published"
