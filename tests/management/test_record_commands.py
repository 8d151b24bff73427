"""`verify_record`, `export_case`, `dossier_schema` and `run_worker` at the terminal."""

import json
from pathlib import Path

import pytest

from claims.actions import publishing, redacting
from claims.actions.verifying import Finding, Verification
from claims.management.commands import dossier_schema
from claims.models import Claim, User
from tests.actions import desk
from tests.actions.rich_case import rich_case
from tests.factories import make_case
from tests.management.console import run

pytestmark = pytest.mark.django_db
Capture = pytest.CaptureFixture[str]
MISFIT = Verification(1, "a" * 64, Finding(2, "the-claim", 1, "its document is missing"))


class TestVerifyRecord:
    def test_whole_record_is_told_with_its_head(self, capsys: Capture) -> None:
        revision = desk.publish(make_case())
        done = run(capsys, "verify_record")
        assert (done.code, done.output) == (0, f"1 revisions fit. Head of the chain: {revision.hash}\n")

    def test_redacted_revisions_are_counted(self, capsys: Capture, administrator: User) -> None:
        claim = make_case()
        revision = desk.publish(claim)
        redacting.redact(by=administrator, claim_id=claim.pk, numbers=[1], reason="Names a child.")
        done = run(capsys, "verify_record")
        assert done.output == f"1 revisions fit (1 of them redacted). Head of the chain: {revision.hash}\n"

    def test_empty_record_has_no_head(self, capsys: Capture) -> None:
        assert run(capsys, "verify_record").output == "0 revisions fit. Head of the chain: –\n"

    def test_misfit_is_named_and_is_a_finding(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("claims.management.commands.verify_record.verify_record", lambda _progress: MISFIT)
        done = run(capsys, "verify_record")
        assert (done.code, done.output) == (1, "")
        assert "Position 2 (claim the-claim, revision 1): its document is missing" in done.errors

    def test_report_as_json(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        assert json.loads(run(capsys, "verify_record", "--json").output) == {
            "revisions": 0,
            "head": "",
            "finding": None,
            "redacted": 0,
        }
        monkeypatch.setattr("claims.management.commands.verify_record.verify_record", lambda _progress: MISFIT)
        done = run(capsys, "verify_record", "--json")
        assert (done.code, json.loads(done.output)["finding"]["position"]) == (1, 2)

    def test_progress_shows_at_a_terminal_only(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.publish(make_case())
        assert run(capsys, "verify_record").errors == ""
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
        assert "1 of 1 revisions" in run(capsys, "verify_record").errors


class TestExportCase:
    def test_case_is_written_to_standard_output(self, capsys: Capture, editor: User) -> None:
        desk.loaded(by=editor)
        done = run(capsys, "export_case", "rich-case")
        assert (done.code, json.loads(done.output)) == (0, rich_case())
        assert done.output.endswith("}\n")

    def test_unknown_slug_is_refused(self, capsys: Capture) -> None:
        done = run(capsys, "export_case", "nowhere")
        assert (done.code, "There is no claim with the slug “nowhere”." in done.errors) == (1, True)

    def test_slug_has_to_be_given(self, capsys: Capture) -> None:
        assert run(capsys, "export_case").code == 2

    def test_all_cases_are_a_line_each_without_what_is_of_this_site(self, capsys: Capture, editor: User) -> None:
        desk.publish(desk.loaded(by=editor))
        make_case(slug="draft")
        lines = [json.loads(line) for line in run(capsys, "export_case", "--all").output.splitlines()]
        assert rich_case() in lines
        assert {"draft", "rich-case"} == {case["slug"] for case in lines}

    def test_withdrawn_and_merged_cases_are_left_out(
        self, capsys: Capture, publisher: User, administrator: User
    ) -> None:
        gone, merged, kept = make_case(), make_case(), make_case(slug="kept")
        desk.publish(gone)
        publishing.withdraw(by=publisher, claim_id=gone.pk, reason="Mistaken identity.")
        Claim.objects.filter(pk=merged.pk).update(merged_into=kept)
        (line,) = run(capsys, "export_case", "--all").output.splitlines()
        assert json.loads(line)["slug"] == "kept"

    def test_slug_and_all_do_not_go_together(self, capsys: Capture) -> None:
        assert run(capsys, "export_case", "rich-case", "--all").code == 2


class TestDossierSchema:
    def test_schema_is_written_and_checked(
        self, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        path = tmp_path / "dossier.schema.json"
        monkeypatch.setattr(dossier_schema, "PATH", path)
        missing = run(capsys, "dossier_schema", "--check")
        assert (missing.code, "run manage.py dossier_schema" in missing.errors) == (1, True)
        assert run(capsys, "dossier_schema").code == 0
        assert run(capsys, "dossier_schema", "--check").code == 0
        path.write_text("{}", encoding="utf-8")
        assert run(capsys, "dossier_schema", "--check").code == 1


def test_worker_runs_until_it_is_told_to_stop(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr("claims.management.commands.run_worker.run_worker", lambda: calls.append("runs"))
    assert (run(capsys, "run_worker").code, calls) == (0, ["runs"])
