"""A working record of any kind, for what all kinds have in common."""

from typing import Any

from claims.api.desk.resources import Resource
from tests import factories

FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and hasattr(factory, "_meta") and getattr(factory._meta, "model", None)
}


def make(resource: Resource) -> Any:
    """A record of this kind, with all that it hangs on."""
    if made := FACTORIES.get(resource.model):
        return made()
    owner = next(iter(resource.fixed))
    original = resource.model._meta.get_field(owner).related_model
    return factories.translate(FACTORIES[original](), "de")
