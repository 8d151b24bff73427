"""What an editor would type next, proposed from the text: its language, the parties it names, the role of a speaker."""

from claims.reading.languages import language_of
from claims.reading.names import names_in
from claims.reading.roles import speaker_role

__all__ = ["language_of", "names_in", "speaker_role"]
