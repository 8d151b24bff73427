"""Rules that recur from table to table, each made by one function, so that they read and fail alike."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import BooleanField, CheckConstraint, F, Func, Q, TextChoices
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class _DatabaseRule(Func):
    output_field = BooleanField()


def known_word(field: str, choices: type[TextChoices], table: str, *, optional: bool = False) -> CheckConstraint:
    """The column holds one of the words (or, where optional, none)."""
    allowed = [*choices.values, *([""] if optional else [])]
    return CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}),
        name=f"{table}_{field}_is_a_known_word",
        violation_error_message=_("Choose one of the words offered."),
    )


def not_blank(field: str, table: str) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{field}__regex": r"\S"}),
        name=f"{table}_{field}_is_not_blank",
        violation_error_message=_("Enter a text; blanks alone say nothing."),
    )


def is_language(field: str, table: str, *, optional: bool = False) -> CheckConstraint:
    rule = Q(**{f"{field}__regex": LANGUAGE_TAG})
    return CheckConstraint(
        condition=(rule | Q(**{field: ""})) if optional else rule,
        name=f"{table}_{field}_is_a_language_tag",
        violation_error_message=_("Enter a language tag such as de, en or zh-Hant."),
    )


def is_number(field: str, table: str) -> CheckConstraint:
    """A decimal number as it was written, or none."""
    return CheckConstraint(
        condition=Q(**{f"{field}__regex": NUMBER}) | Q(**{field: ""}),
        name=f"{table}_{field}_is_a_number",
        violation_error_message=_("Enter a number such as 3 or 2.5."),
    )


def is_slug(table: str) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(slug__regex=SLUG),
        name=f"{table}_slug_is_lower_case_words",
        violation_error_message=_("Use small letters, digits and single hyphens."),
    )


def is_moment(field: str, table: str) -> CheckConstraint:
    """The JSON has the form of a Moment; the SQL function ``claims_is_moment`` is made by the first migration."""
    return CheckConstraint(
        condition=Q(_DatabaseRule(F(field), function="claims_is_moment")),
        name=f"{table}_{field}_is_a_moment",
        violation_error_message=_("Enter a time such as 2018, 2018-08, 2018-08-07 or 2018-08-07T09:38+02:00."),
    )


def rule(name: str, condition: Q, message: Any) -> CheckConstraint:
    return CheckConstraint(condition=condition, name=name, violation_error_message=message)


def words_of(field: str, name: str) -> GinIndex:
    """Finds rows by any part of the column, as ``icontains`` asks for it: by its three-letter pieces in capitals."""
    return GinIndex(OpClass(Upper(field), name="gin_trgm_ops"), name=name)
