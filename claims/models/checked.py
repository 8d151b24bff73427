"""Checks of a record, asked of the database together.

Django asks one by one, and takes a savepoint for each: three statements for every rule of a table, on every save.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, router


class Checked(models.Model):
    """Where all checks hold, one statement says so. Where one fails, Django finds out which, and words it."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """As Django's: raises ValidationError by field, or for the whole record, with the message of each broken rule."""
        using = router.db_for_write(type(self), instance=self)
        exclude = set(exclude or ())
        if not self._checks_hold(exclude, using):
            super().validate_constraints(exclude)
            return
        errors: dict[str, Any] = {}
        for model, rule in self._rules():
            if isinstance(rule, models.CheckConstraint):
                continue
            try:
                rule.validate(model, self, exclude=exclude, using=using)
            except ValidationError as broken:
                names: tuple[str, ...] = getattr(rule, "fields", ())
                if broken.code == "unique" and len(names) == 1:
                    broken = ValidationError({names[0]: broken})
                errors = broken.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _checks_hold(self, exclude: set[str], using: str) -> bool:
        """All of those whose fields are at hand."""
        conditions, against = models.Q(), dict[str, Any]()
        for model, rule in self._rules():
            if not isinstance(rule, models.CheckConstraint):
                continue
            # The two by which Django itself finds what a check speaks of, and whether that is at hand.
            known = self._get_field_expression_map(meta=model._meta, exclude=exclude)  # type: ignore[attr-defined]
            condition = models.Q(rule.condition)
            if {name for name, *_lookups in model._get_expr_references(condition)} <= known.keys():  # type: ignore[attr-defined]
                conditions &= condition
                against |= known
        return not conditions or conditions.check(against, using=using)

    def _rules(self) -> Iterator[tuple[type[models.Model], models.BaseConstraint]]:
        for model, rules in self.get_constraints():
            for rule in rules:
                yield model, rule
