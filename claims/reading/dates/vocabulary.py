"""German and English words of the calendar, and patterns made of them. All patterns are for text in any case."""

from collections.abc import Iterable

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan", "februar feber february feb", "märz maerz march mär mrz mar", "april apr",
            "mai may", "juni june jun", "juli july jul", "august aug", "september sept sep", "oktober october okt oct",
            "november nov", "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "montag monday", "dienstag tuesday", "mittwoch wednesday", "donnerstag thursday", "freitag friday",
            "samstag sonnabend saturday", "sonntag sunday",
        )
    )
    for name in names.split()
}  # fmt: skip
DAYS_AGO = {"heute": 0, "today": 0, "gestern": 1, "yesterday": 1, "vorgestern": 2}


def any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


MONTH = rf"(?P<name>{any_of(MONTHS)})\b\.?"
WEEKDAY = rf"(?P<weekday>{any_of(WEEKDAYS)})"
PART_OF_DAY = r"(?:\s*(?:morgen|vormittag|mittag|nachmittag|abend|nacht|früh|morning|noon|afternoon|evening|night))?"
PART_OF_PERIOD = (
    r"(?:gegen ende|zu beginn|zum ende|am ende|ende|anfang|mitte|(?:in )?(?:late|early|mid)|"
    r"(?:at |around )?(?:the )?(?:end|beginning|start|middle) of)"
)
IN_PERIOD = r"(?:(?:im laufe des|im|in the course of|during|in)\s+)"
