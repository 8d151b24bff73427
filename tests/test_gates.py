"""Gates that cannot fail hold nothing: each gets a state here that it has to refuse, in a copy of the project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gates.literals import literals

PROJECT = Path(__file__).resolve().parent.parent
NEEDED = ("Makefile", "pyproject.toml", "manage.py", "factcheck", "claims", "templates", "tests")
FIELD = """

class Added(models.Model):
    added = models.TextField()

    class Meta:
        app_label = "claims"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in NEEDED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        elif source.exists():
            shutil.copy2(source, tmp_path / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


def make(project: Path, target: str) -> subprocess.CompletedProcess[str]:
    """As the person at the terminal does; the packages are installed already, whatever the times of the files say."""
    installed = [part for stamp in ("run-stamp", "dev-stamp") for part in ("--old-file", f".venv/{stamp}")]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    kept["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    return subprocess.run(
        ["make", *installed, target], cwd=project, env=kept, capture_output=True, text=True, check=False
    )


def test_a_model_without_its_migration_is_refused(project: Path) -> None:
    models = project / "claims" / "models" / "__init__.py"
    models.write_text("from django.db import models\n" + models.read_text() + FIELD)
    made = make(project, "check-migrations")
    assert made.returncode != 0
    assert "Create model Added" in made.stdout


def test_a_template_with_an_untranslated_text_is_refused(project: Path) -> None:
    (project / "templates" / "added.html").write_text("<p>Nobody translated this.</p>\n")
    made = make(project, "check-templates")
    assert made.returncode != 0
    assert "templates/added.html:1: not translated: 'Nobody translated this.'" in made.stdout


def test_a_message_without_translation_is_refused(project: Path) -> None:
    (project / "templates" / "added.html").write_text(
        '{% load i18n %}\n<p>{% translate "A message that nobody has collected" %}</p>\n'
    )
    made = make(project, "check-catalogues")
    assert made.returncode != 0
    assert "no translation (de): 'A message that nobody has collected'" in made.stdout


def test_a_translation_that_is_only_guessed_is_refused(project: Path) -> None:
    (project / "templates" / "added.html").write_text('{% load i18n %}{% translate "A guess" %}\n')
    catalogue = project / "claims" / "locale" / "de" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    with catalogue.open("a", encoding="utf-8") as file:
        file.write('\n#, fuzzy\nmsgid "A guess"\nmsgstr "Geraten"\n')
    made = make(project, "check-catalogues")
    assert made.returncode != 0
    assert "only guessed, marked fuzzy (de): 'A guess'" in made.stdout


def test_an_import_that_points_upwards_is_refused(project: Path) -> None:
    (project / "claims" / "fields" / "added.py").write_text("from claims import models as models\n")
    made = make(project, "check-imports")
    assert made.returncode != 0
    assert "claims.fields" in made.stdout


def test_every_gate_proved_here_is_part_of_make_test() -> None:
    listed = subprocess.run(["make", "-n", "test"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for command in (
        "makemigrations --check",
        "tests.gates.literals",
        "tests.gates.catalogues",
        "importlinter",
        "pytest",
    ):
        assert command in listed


@pytest.mark.parametrize(
    "source",
    [
        "<p>words</p>",
        '<img alt="A picture" src="x">',
        '<button aria-label="Close"></button>',
        '<input type="submit" value="Send">',
        '{% if a %}<b title="Words">{% endif %}',
        '{% include "x.html" with label="Close the window" %}',
        '{{ value|default:"No date" }}',
        "<p>{% comment %}words{% endcomment %} more</p>",
        '<p translate="no">x</p> after',
        "<br>after",
    ],
)
def test_words_outside_a_translation_are_found(tmp_path: Path, source: str) -> None:
    template = tmp_path / "page.html"
    template.write_text(source)
    assert list(literals(template))


@pytest.mark.parametrize(
    "source",
    [
        '{% load i18n %}<p>{% translate "words" %}</p>',
        "{% blocktranslate %}words{% endblocktranslate %}",
        "{% blocktranslate count n=n %}one word{% plural %}many words{% endblocktranslate %}",
        "{# words #}{% comment %}words{% endcomment %}<!-- words -->",
        '<p class="words and words" id="words" data-name="words">{{ words }}</p>',
        "<script>let words</script>",
        '<a translate="no">Deutsch <b>auch</b></a>',
        "<a>/api/v1/claims/{{ slug }}/</a>",
        "<p>– · {{ a }} % 12 × …</p>",
        '{% include "x.html" with class="one two" kind="denied" only %}',
        "<title>{% block title %}{% endblock %} · factcheck</title>",
        '{{ date|date:"j F Y" }}',
    ],
)
def test_what_no_reader_sees_or_is_translated_passes(tmp_path: Path, source: str) -> None:
    template = tmp_path / "page.html"
    template.write_text(source)
    assert list(literals(template)) == []
