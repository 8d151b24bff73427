"""`manage.py import_claims`: what others published, from their own files; exit codes for programs."""

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from claims.models import Assessment, Citation, Claim, Revision, User
from tests.cases.files import ROOT
from tests.databases import Database
from tests.formats.imports.reading import review
from tests.management.console import Done, run

Capture = pytest.CaptureFixture[str]
DATA = ROOT.parent / "shared" / "data"
PAGES = "claimreview/pages_head_only"
SETS = {
    "claimreview": (["claimreview/claimreview_jsonld.jsonl"], 17, 0, 17),
    "datafeed": (["claimreview/datafeed_item_dpa_de.json"], 1, 0, 1),
    "google": (
        ["google_factcheck/recorded_5g_coronavirus_2020.json", "google_factcheck/recorded_us_election_2023.json"], 21, 0, 21,
    ),
    "emergent": (["emergent/emergent_claims_articles.csv"], 1280, 0, 150),
    "averitec": (["averitec/averitec_claims.json"], 259, 0, 259),
    "euvsdisinfo": (["euvsdisinfo/cases_metadata.csv"], 1260, 0, 1145),
    "factck_br": (["factck_br/factck_br.tsv"], 370, 9, 361),
    "claimskg": (["claimskg/claims.csv"], 172, 24, 129),
}  # fmt: skip
"""By format: files, their rows, rows without a claim sentence, claims."""


def published_data(*names: str) -> list[Path]:
    files = [DATA / name for name in names]
    if not all(file.exists() for file in files):
        pytest.skip("data of others is not shipped; this needs shared/data beside the repository")
    return files


@pytest.fixture
def import_claims(capsys: Capture, editor: User) -> Any:
    return lambda *arguments: run(capsys, "import_claims", "--by", "editor", *arguments)


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(content: Any, name: str = "reviews.json") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


@pytest.mark.django_db
class TestPublishedSets:
    @pytest.mark.parametrize("name", SETS)
    def test_all_rows_are_accounted_for_and_a_second_run_changes_nothing(
        self, name: str, import_claims: Any, tmp_path: Path
    ) -> None:
        files, rows, refused, claims = SETS[name]
        report = tmp_path / "report.csv"
        done: Done = import_claims("--format", name, *published_data(*files), "--report", report, "--json")
        first = json.loads(done.output)
        lines = [
            line
            for line in csv.DictReader(io.StringIO(report.read_text(encoding="utf-8-sig")))
            if line["outcome"] != "notice"
        ]
        assert (done.code, len(lines), Claim.objects.count()) == (bool(refused), rows, claims)
        assert (
            Counter(line["outcome"] for line in lines)["refused"] == refused == sum(each["refused"] for each in first)
        )
        assert all(line["reason"] for line in lines if line["outcome"] == "refused")
        again = json.loads(import_claims("--format", name, *published_data(*files), "--json").output)
        assert sum(each["unchanged"] + each["refused"] for each in again) == rows
        assert Claim.objects.count() == claims

    def test_emergent_articles_stand_for_against_and_about(self, import_claims: Any) -> None:
        import_claims("--format", "emergent", *published_data(*SETS["emergent"][0]))
        roles = Counter(Citation.objects.values_list("role", flat=True))
        assert roles == {"supports": 608, "observes": 484, "disputes": 188}
        verdicts = Counter(Assessment.objects.values_list("label", flat=True))
        assert verdicts == {"true": 32, "false": 57, "unknown": 61}

    def test_nothing_is_cut(self, import_claims: Any) -> None:
        (path,) = published_data(*SETS["averitec"][0])
        import_claims("--format", "averitec", path)
        said = {each["claim"].strip(): each for each in json.loads(path.read_text(encoding="utf-8"))}
        stored = {claim.statement: claim for claim in Claim.objects.prefetch_related("assessments")}
        assert stored.keys() == said.keys()
        assert all(
            said[text]["justification"].strip() in claim.assessments.all()[0].reasons for text, claim in stored.items()
        )

    def test_pages_tell_the_same_as_the_list_of_them(self, import_claims: Any) -> None:
        import_claims("--format", "claimreview", *published_data("claimreview/claimreview_jsonld.jsonl"))
        pages = sorted(published_data(PAGES)[0].glob("*.html"))
        done: Done = import_claims("--format", "claimreview", *pages, "--json")
        assert [each["unchanged"] for each in json.loads(done.output)] == [1] * 6


@pytest.mark.django_db
class TestCommand:
    def test_sentence_says_what_became_of_the_rows(self, import_claims: Any, file: Any) -> None:
        done: Done = import_claims("--format", "claimreview", file(review()))
        assert (done.code, "1 rows: 1 stored (1 claims), 0 unchanged, 0 refused." in done.output) == (0, True)

    def test_gzip_from_standard_input(self, import_claims: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        packed = io.BytesIO(gzip.compress(json.dumps(review()).encode()))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(packed))
        assert import_claims("--format", "claimreview", "-").code == 0
        assert Claim.objects.count() == 1

    def test_refused_row_is_named_and_the_code_is_one(self, import_claims: Any, file: Any) -> None:
        path = file([review(), review(claimReviewed="")])
        done: Done = import_claims("--format", "claimreview", path)
        assert (done.code, Claim.objects.count()) == (1, 1)
        assert f"{path}, row 2, claimReviewed: No claim is given." in done.errors

    def test_refused_file_does_not_keep_the_next_from_being_imported(self, import_claims: Any, file: Any) -> None:
        report = file(b"", "report.csv")
        wrong, right = file(b"{", "wrong.json"), file(review())
        done: Done = import_claims("--format", "claimreview", wrong, right, "--report", report)
        assert (done.code, Claim.objects.count()) == (1, 1)
        assert "wrong.json was refused" in done.errors
        assert "wrong.json,0,,refused" in report.read_text(encoding="utf-8")

    def test_trial_stores_nothing(self, import_claims: Any, file: Any) -> None:
        done: Done = import_claims("--format", "claimreview", file(review()), "--dry-run")
        assert ("would be stored" in done.output, Claim.objects.count()) == (True, 0)

    def test_publishing_names_its_actor(self, capsys: Capture, publisher: User, file: Any) -> None:
        run(capsys, "import_claims", "--format", "claimreview", file(review()), "--publish", "--by", "publisher")
        assert list(Revision.objects.values_list("is_reviewed", "actor__username")) == [(False, "publisher")]

    def test_without_a_name_the_drafts_are_of_an_account_nobody_can_use(self, capsys: Capture, file: Any) -> None:
        assert run(capsys, "import_claims", "--format", "claimreview", file(review())).code == 0
        by = Claim.objects.get().created_by
        assert by
        assert (by.username, by.has_usable_password(), by.is_staff) == ("import", False, False)

    @pytest.mark.parametrize(
        "arguments", [["--format", "xml", "x"], ["--format", "google"], ["x"], ["--format", "google", "x", "--publish"]]
    )
    def test_wrong_usage(self, arguments: list[str], capsys: Capture) -> None:
        assert run(capsys, "import_claims", *arguments).code == 2

    def test_file_that_is_not_there(self, import_claims: Any) -> None:
        done: Done = import_claims("--format", "google", "/nowhere.json")
        assert (done.code, "/nowhere.json cannot be read" in done.errors) == (1, True)


@pytest.mark.long
def test_killed_run_continues_where_it_stopped(cloned_database: Database) -> None:
    (path,) = published_data(*SETS["euvsdisinfo"][0])
    command = [sys.executable, "manage.py", "import_claims", "--format", "euvsdisinfo", str(path)]
    place = os.environ | {"DATABASE_URL": cloned_database.url}
    started = subprocess.Popen(command, cwd=ROOT, env=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not Claim.objects.exists() and time.monotonic() < until and started.poll() is None:
        time.sleep(0.02)
    started.send_signal(signal.SIGKILL)
    started.wait()
    stored = Claim.objects.count()
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, check=True)
    assert 0 < stored < 1145
    assert Claim.objects.count() == 1145
    assert f"({1145 - stored} claims)" in done.stdout
