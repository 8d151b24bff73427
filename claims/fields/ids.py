"""Identifiers: UUID version 7 (RFC 9562), made in Python since PostgreSQL has it only from version 18 on."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new id; ids made later sort later."""
    return uuid7()
