from pathlib import Path

import pytest
from django.conf import settings

from tests.validators import node


@pytest.fixture(scope="session")
def packages() -> Path:
    return node.installed(Path(settings.BASE_DIR) / "var" / "validators")
