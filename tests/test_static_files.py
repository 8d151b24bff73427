"""A reader's page asks for one style sheet, which holds what it imports."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.template.loader import render_to_string

from factcheck.static_files import joined

STATIC = settings.BASE_DIR / "claims" / "static"


def test_imported_styles_stand_in_their_place() -> None:
    text = joined(FileSystemStorage(STATIC), "claims/css/readers.css")

    parts = [(STATIC / "claims" / "css" / name).read_text(encoding="utf-8") for name in ("tokens.css", "print.css")]
    assert "@import" not in text
    assert text.index(parts[0]) < text.index(parts[1]) == len(text) - len(parts[1])


def test_a_page_asks_for_one() -> None:
    assert render_to_string("components/styles.html").count("stylesheet") == 1
