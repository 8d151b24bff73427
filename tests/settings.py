"""Settings of the tests: those of the site, on data of their own, faster where speed costs no truth."""

import os
from pathlib import Path

# The tests never touch the data of a local site, nor a server that the environment names for it.
os.environ["FACTCHECK_DATA"] = str(Path(__file__).resolve().parent.parent / "var" / "test")
os.environ.setdefault("SECRET_KEY", "of the tests")
os.environ["SITE_URL"] = "http://localhost:8000"

from factcheck.settings import *  # noqa: F403 - the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # safe hashes are slow by design
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True  # the folder of collected files does not exist

# A crash of the machine may cost a test its data, and nobody mourns them.
_options = DATABASES["default"].setdefault("OPTIONS", {})  # noqa: F405
_options["options"] = f"{_options.get('options', '')} -c synchronous_commit=off".strip()
