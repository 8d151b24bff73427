"""Every named constraint of every table refuses the row that breaks it, and says its name."""

import pytest
from django.apps import apps

from tests.models.breaks import (
    Break,
    claims,
    desk,
    imports,
    messages,
    parties,
    publishing,
    responses,
    translations,
    webhooks,
)
from tests.models.refusals import refused

BREAKS = [
    broken
    for module in (parties, claims, responses, translations, publishing, desk, imports, webhooks, messages)
    for broken in module.BREAKS
]


@pytest.mark.django_db
@pytest.mark.parametrize("broken", BREAKS, ids=str)
def test_constraint_refuses(broken: Break) -> None:
    with refused(broken.constraint):
        broken.attempt()


def test_every_constraint_is_tried() -> None:
    declared = {
        constraint.name
        for model in apps.get_app_config("claims").get_models(include_auto_created=True)
        for constraint in model._meta.constraints
    }
    assert declared == {broken.constraint for broken in BREAKS}
