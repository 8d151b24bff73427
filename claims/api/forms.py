"""Reading a form with a file (multipart/form-data), as strictly as a JSON body: what is no text, or stands there twice, is
refused by name and not mended in silence.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, ValidationError
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.datastructures import MultiValueDict
from rest_framework.parsers import BaseParser, DataAndFiles

from claims.api.parameters import NO_TEXT
from claims.api.refusals import Refused
from claims.fields.texts import refuse_unstorable

AROUND = 100_000
"""Bytes of a form beside its file."""


class FormParser(BaseParser):
    media_type = "multipart/form-data"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        request = parser_context["request"]
        _require_small(request.META)
        meta = {**request.META, "CONTENT_TYPE": media_type}
        try:
            data, files = _Form(meta, stream, request.upload_handlers, "utf-8").parse()
        except MultiPartParserError as broken:
            raise Refused("invalid-request", f"The body is no form that could be read ({broken}).") from broken
        except RequestDataTooBig as broken:
            most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
            message = f"The members beside the file have at most {most:,} bytes in all. Send a long text as the file."
            raise Refused("too-large", message) from broken
        except (TooManyFieldsSent, TooManyFilesSent) as broken:
            raise Refused(
                "invalid-request", "The form has far too many members. Send those that are known."
            ) from broken
        if found := [*_wrong(data, files)]:
            for file in (each for _name, several in files.lists() for each in several):
                file.close()  # the request does not know of it yet
            raise Refused("invalid-record", "A member of the form cannot be taken. See errors.", found)
        return DataAndFiles(data, files)


class _Form(MultiPartParser):
    def sanitize_file_name(self, file_name: str) -> str | None:
        """Django leaves such characters out of the name."""
        try:
            refuse_unstorable(file_name)
        except ValidationError as refused:
            message = " ".join(refused.messages)
            raise Refused(
                "invalid-record", "The name of the file cannot be stored.", [_told("file", message)]
            ) from None
        return super().sanitize_file_name(file_name)


def _require_small(meta: dict[str, Any]) -> None:
    """Before anything is read."""
    length = str(meta.get("CONTENT_LENGTH") or "")
    if length.isdecimal() and int(length) > settings.IMPORT_LARGEST + AROUND:
        size = settings.IMPORT_LARGEST // 1_000_000
        raise Refused("too-large", f"The file has more than {size} MB. Divide it, or send it as gzip.")


def _wrong(data: QueryDict, files: "MultiValueDict[str, Any]") -> Iterator[dict[str, str]]:
    for name in sorted({*data, *files}):
        if len(data.getlist(name)) + len(files.getlist(name)) > 1:
            yield _told(name, "Give it once.")
        elif any(NO_TEXT in text for text in data.getlist(name)):
            yield _told(name, "Give it in UTF-8: some of its bytes are no text.")


def _told(name: str, message: str) -> dict[str, str]:
    return {"field": name, "message": message}
