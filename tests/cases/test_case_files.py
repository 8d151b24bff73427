"""The case files by themselves and together: form, translations, references, shared records."""

import json
import re

import pytest

from claims.dossier.canonical import hash_of_original
from claims.dossier.schema import Dossier
from tests.cases.files import FILES, OPT_IN, SLUGS, USE, Case, objects, quotes, read

TRANSLATION_ONLY = {"translator", "of"}


class TestForm:
    def test_schema_and_order_of_members(self, case: Case) -> None:
        """The file is what the schema writes, so an export of the unchanged case differs in no line."""
        text = (FILES / f"{case['slug']}.json").read_text(encoding="utf-8")
        written = Dossier.from_json(text).as_json()
        assert json.dumps(written, indent=2, ensure_ascii=False) + "\n" == text

    def test_nothing_computed_is_stored(self, case: Case) -> None:
        assert not {"standing", "revision", "url"} & case.keys()
        assert all("standing" not in point for point in case["points"])

    def test_translations_are_current(self, case: Case) -> None:
        seen = 0
        for path, original in objects(case):
            for language, translation in original.get("translations", {}).items():
                covered = {name: original[name] for name in translation.keys() - TRANSLATION_ONLY}
                assert translation["of"] == hash_of_original(covered), f"{path} ({language})"
                assert translation["translator"] == "factcheck desk"
                seen += 1
        assert seen

    def test_every_text_reads_in_english_and_german(self, case: Case) -> None:
        translatable = ("title", "statement", "scope_note", "text", "words", "remark", "reason")
        for path, original in objects(case):
            if "translator" in original:
                continue
            fields = {name for name in translatable if name in original}
            fields |= {"name"} if re.fullmatch(r"/topics/\d+", path) else set()
            language = original.get("language", case["language"])
            for wanted in {"en", "de"} - {language} if fields else ():
                assert original["translations"][wanted].keys() - TRANSLATION_ONLY == fields, f"{path} ({wanted})"

    def test_english_hedges_and_deciding_words_stand_in_the_english_passage(self, main: Case) -> None:
        for response in main["responses"]:
            passages = [passage["translations"]["en"]["text"] for passage in response["passages"]]
            for _, part in objects(response["stances"]):
                if "words" in part and "translations" in part:
                    assert any(part["translations"]["en"]["words"] in passage for passage in passages)

    def test_titles_are_short(self, case: Case) -> None:
        assert len(case["title"]) < 75
        assert len(case["translations"]["en"]["title"]) < 75

    def test_ids_are_unique(self, case: Case) -> None:
        defined = [value["id"] for _, value in objects(case) if "id" in value]
        assert len(defined) == len(set(defined))

    def test_ids_referred_to_exist(self, case: Case) -> None:
        ids = {
            name: {part["id"] for part in case[name]}
            for name in ("parties", "sources", "citations", "points", "topics")
        }
        parties = [case["claimant"], *case["subjects"], *case["named"], *(u["party"] for u in case["unasked"])]
        parties += [source["publisher"] for source in case["sources"] if "publisher" in source]
        citations = [*case["citations_of_claim"]]
        for _, part in objects([case["points"], case["responses"], case["events"]]):
            citations += part.get("citations", [])
            citations += [part["citation"]] if "citation" in part else []
        parties += [response["party"] for response in case["responses"]]
        points = [stance["point"] for response in case["responses"] for stance in response["stances"]]
        sources = [citation["source"] for citation in case["citations"]]
        sources += [relayed for source in case["sources"] for relayed in source["relays"]]
        assert set(parties) == ids["parties"]  # all are known, none is superfluous
        assert set(sources) == ids["sources"]
        assert set(citations) == ids["citations"]
        assert set(points) <= ids["points"]

    def test_evidence_is_complete(self, case: Case) -> None:
        assert case["citations_of_claim"]
        assert all(point["citations"] for point in case["points"])
        for response in case["responses"]:
            assert all(passage["citations"] for passage in response["passages"])
            assert all(stance["citations"] for stance in response["stances"])

    def test_quotes_are_marked_as_translations_where_the_passage_is(self, main: Case) -> None:
        origin = {quote["exact"]: quote.get("translated_from") for quote in quotes(main)}
        for response in main["responses"]:
            for passage in response["passages"]:
                expected = "en" if passage["form"] == "direct" else None
                assert passage.get("translated_from") == expected == origin[passage["text"]]

    def test_sources_not_held_have_no_quotes(self, case: Case) -> None:
        held = {source["id"]: source["held"] for source in case["sources"]}
        for citation in case["citations"]:
            assert held[citation["source"]] is ("quote" in citation)
            assert citation["anchor"] == ("exact" if "quote" in citation else "not_held")


class TestTheThreeFilesTogether:
    @pytest.mark.parametrize("kind", ["parties", "sources", "topics"])
    def test_shared_records_are_identical(self, kind: str) -> None:
        known: dict[str, Case] = {}
        for slug in SLUGS:
            for record in read(slug)[kind]:
                assert known.setdefault(record["id"], record) == record
        slugs = [record["slug"] for record in known.values()]
        assert len(slugs) == len(set(slugs))

    def test_everything_else_belongs_to_one_case(self) -> None:
        own: list[str] = []
        for slug in SLUGS:
            case = read(slug)
            parts = [case[name] for name in ("points", "responses", "citations", "events")]
            own += [case["id"], *(part["id"] for _, part in objects(parts) if "id" in part)]
        assert len(own) == len(set(own))

    @pytest.mark.parametrize("slug", [USE, OPT_IN])
    def test_facebooks_statements_are_claims_of_their_own(self, slug: str, main: Case) -> None:
        case = read(slug)
        facebook = main["responses"][0]["party"]
        assert case["claimant"] == facebook
        assert case["relations"] == [{"type": "made_in_response_to", "target": main["id"]}]
        assert len(case["points"]) == 1
        assert not case["responses"]
        assert case["made_at"] == main["responses"][0]["made_at"]
