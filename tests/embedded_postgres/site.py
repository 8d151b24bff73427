"""Settings of a site that has nothing but the database; `manage` runs its commands."""

import os
import sys
from pathlib import Path

SECRET_KEY = "of the tests"
DEBUG = True
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.embedded_postgres.site"
urlpatterns: list[object] = []
USE_TZ = True
DATABASES = {
    "default": {
        "ENGINE": "factcheck.embedded_postgres.backend",
        "NAME": os.environ.get("NAME", "site"),
        "FOLDER": Path(os.environ["FOLDER"]),
        "OPTIONS": {"pool": True} if os.environ.get("POOL") else {},
    }
}


def manage() -> None:
    from django.core.management import execute_from_command_line

    from factcheck import embedded_postgres

    embedded_postgres.exit_on_sigterm()
    if sys.argv[1] == "runserver":  # the reloader's parent outlives its children
        embedded_postgres.ensure(DATABASES["default"]["FOLDER"])  # type: ignore[arg-type]  # it is a Path
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.embedded_postgres.site"
    manage()
