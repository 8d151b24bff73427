"""The one error of this package."""


class EmbeddedPostgresError(Exception):
    """The local server cannot be used. The message is for the person at the terminal: what is wrong, what to do."""
