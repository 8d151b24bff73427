"""The settings as a process of its own reads them, from nothing but the environment given here."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHOW = """
import json, sys
from factcheck import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=str))
"""


def start(data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "FACTCHECK_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def settings(data: Path, **environment: str) -> dict[str, Any]:
    found = start(data, **{"SECRET_KEY": "given", **environment})
    assert found.returncode == 0, found.stderr
    result: dict[str, Any] = json.loads(found.stdout)
    return result


def test_without_a_secret_key_the_start_stops_with_a_sentence_that_helps(tmp_path: Path) -> None:
    started = start(tmp_path)
    assert started.returncode != 0
    assert "SECRET_KEY is not set. In production, set it to a long random text" in started.stderr


def test_the_secret_key_of_the_data_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("local\n")
    assert settings(tmp_path, SECRET_KEY="")["SECRET_KEY"] == "local"


def test_reading_the_settings_leaves_the_data_folder_alone(tmp_path: Path) -> None:
    settings(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_the_database_is_the_embedded_one_unless_another_is_named(tmp_path: Path) -> None:
    assert settings(tmp_path)["DATABASES"]["default"]["FOLDER"] == str(tmp_path / "postgres")
    named = settings(tmp_path, DATABASE_URL="postgres://facts@db.example.org/facts")["DATABASES"]["default"]
    assert (named["ENGINE"], named["HOST"]) == ("django.db.backends.postgresql", "db.example.org")


def test_a_query_of_a_web_request_is_limited_in_time(tmp_path: Path) -> None:
    assert "OPTIONS" not in settings(tmp_path)["DATABASES"]["default"]
    limited = settings(tmp_path, STATEMENT_TIMEOUT="30")["DATABASES"]["default"]
    assert limited["OPTIONS"]["options"] == "-c statement_timeout=30s"


def test_details_of_errors_are_hidden_by_default(tmp_path: Path) -> None:
    assert settings(tmp_path)["DEBUG"] is False


def test_local_sites_on_two_ports_have_cookies_and_addresses_of_their_own(tmp_path: Path) -> None:
    one, other = settings(tmp_path, PORT="8001"), settings(tmp_path, PORT="8002")
    assert one["SITE_URL"] == "http://localhost:8001"
    for name in ("SITE_URL", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        assert one[name] != other[name]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_https_in_the_address_of_the_site_makes_cookies_secure(tmp_path: Path, scheme: str) -> None:
    found = settings(tmp_path, SITE_URL=f"{scheme}://facts.example.org")
    secure = [found[name] for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")]
    assert secure == [scheme == "https"] * 3
    assert bool(found["SECURE_HSTS_SECONDS"]) is (scheme == "https")


def test_the_host_of_the_site_is_answered_unless_others_are_listed(tmp_path: Path) -> None:
    site = "https://facts.example.org"
    assert "facts.example.org" in settings(tmp_path, SITE_URL=site)["ALLOWED_HOSTS"]
    assert settings(tmp_path, SITE_URL=site, ALLOWED_HOSTS="a.example")["ALLOWED_HOSTS"] == ["a.example"]


def test_without_a_mail_server_mails_become_files_in_the_data_folder(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert (found["EMAIL_BACKEND"], found["EMAIL_FILE_PATH"]) == (
        "django.core.mail.backends.filebased.EmailBackend",
        str(tmp_path / "mail"),
    )
    assert found["DEFAULT_FROM_EMAIL"] == "factcheck@localhost"


@pytest.mark.parametrize(
    ("environment", "tls", "ssl"),
    [({}, True, False), ({"EMAIL_PORT": "465"}, False, True), ({"EMAIL_USE_TLS": "0"}, False, False)],
)
def test_mail_server_is_spoken_to_as_its_port_has_it(
    environment: dict[str, str], tls: bool, ssl: bool, tmp_path: Path
) -> None:
    found = settings(tmp_path, EMAIL_HOST="mail.example.org", SITE_URL="https://facts.example.org", **environment)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert found["DEFAULT_FROM_EMAIL"] == "factcheck@facts.example.org"
