"""Typed readers of environment variables. An unset or empty variable means the default; a malformed one stops the start.

Every reader raises `ImproperlyConfigured` with a sentence that says what to set.
"""

import os
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})


def text(name: str, *, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")
    return value in YES


def number(name: str, *, default: int, least: int = 0, most: int) -> int:
    value = text(name)
    if not value:
        return default
    # isascii: int() also takes other scripts' digits, which no other program that reads the variable would.
    if not (value.isascii() and value.isdecimal()) or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number from {least} to {most}.")
    return int(value)


def words(name: str, *, default: tuple[str, ...] = ()) -> list[str]:
    """A list separated by commas; blanks around the commas do not count."""
    return [word for part in text(name).split(",") if (word := part.strip())] or list(default)


def folder(name: str, *, default: Path) -> Path:
    """An absolute path; a relative one starts at the working directory."""
    return Path(text(name, default=str(default))).expanduser().absolute()


def sender(name: str, *, default: str) -> str:
    """Whom mails come from: an address, or a name with the address in angle brackets."""
    value = text(name, default=default)
    local, at, host = parseaddr(value)[1].partition("@")
    if not (local and at and host) or not value.isprintable():
        raise ImproperlyConfigured(f"{name} is {value!r}; write an address, such as Facts <desk@facts.example.org>.")
    return value


def site_url(name: str, *, default: str) -> str:
    """The scheme and host of the site, without a slash at the end."""
    value = text(name, default=default).rstrip("/")
    scheme, separator, host = value.partition("://")
    if scheme not in {"http", "https"} or not separator or not host or "/" in host:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; write scheme and host only, such as https://facts.example.org."
        )
    return value


def database(name: str) -> dict[str, Any] | None:
    """Django's description of a PostgreSQL server. The messages leave the address out: it may hold a password."""
    url = text(name)
    if not url:
        return None
    try:
        configuration: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read. Write postgres://user:password@host:port/database, special characters of the password "
            "percent-encoded (# as %23)."
        ) from error
    if configuration["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name} names no PostgreSQL server: it must start with postgres://")
    return configuration


def secret(name: str, *, file: Path) -> str:
    """The variable, or else the content of the file that `make run` writes on a developer's machine."""
    if value := text(name):
        return value
    try:
        value = file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        value = ""
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is not set and {file} cannot be read: {error.strerror}.") from error
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. In production, set it to a long random text that stays the same from start to start, made "
            f"for example by `python -c 'import secrets; print(secrets.token_urlsafe(50))'`. On your own machine, `make run` "
            f"makes one in {file}."
        )
    return value
