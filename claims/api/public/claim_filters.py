"""What the list of published claims can be narrowed by, as parameters of an address: for lists, feeds and exports alike.

The values are what ``claims.models.listing.Listing`` takes.
"""

from collections.abc import Mapping
from typing import Any

from claims.api import parameters
from claims.api.parameters import Parameter
from claims.api.refusals import Refused
from claims.models import asked
from claims.vocabulary import StanceWord, StandingWord


def _key(name: str, description: str) -> Parameter:
    return Parameter(name, description, parameters.slug_or_id, parameters.KEY)


def _range(name: str, what: str) -> tuple[Parameter, Parameter]:
    """A year, month, day or minute at each end, which belongs to the range."""
    return (
        Parameter(f"{name}_from", f"{what} then or later.", parameters.start, parameters.TIME),
        Parameter(f"{name}_until", f"{what} by then.", parameters.end, parameters.TIME),
    )


def check(values: Mapping[str, Any]) -> None:
    """Raise Refused for what is asked without what it needs."""
    if found := asked.lonely(values):
        wrong = [{"parameter": name, "message": sentence} for name, _other, sentence in found]
        raise Refused("invalid-parameter", f"{wrong[0]['message']} Give “{found[0][1]}” too.", wrong)


FILTERS = (
    parameters.search(
        'Words to search for, as in a search engine: `data -bank "card purchases"`.', 'data -bank "card purchases"'
    ),
    parameters.word("standing", "The claim stands like this.", StandingWord),
    Parameter(
        "answers",
        "`none`: nobody but the claimant has answered, and the claimant has taken nothing back.",
        asked.FILTERS["answers"],
        {"type": "string", "enum": ["none"]},
    ),
    _key("party", "This party has a part in the case."),
    parameters.role("The `party` has this part in it, which is needed with it."),
    _key("claimant", "This party made the claim."),
    _key("responder", "This party answered; with `stance`: with this stance."),
    parameters.word("stance", "Somebody takes this stance on a point; with `responder`: that party does.", StanceWord),
    _key("topic", "It belongs to this topic."),
    Parameter("language", "The case is written in this language.", parameters.language),
    _key("source", "This is one of its sources."),
    parameters.SOURCE_DOMAIN,
    Parameter(
        "year",
        "The year in which it was made, by the latest moment that is possible.",
        asked.FILTERS["year"],
        {"type": "string", "pattern": "^(?!0000)[0-9]{4}$", "examples": ["2018"]},
    ),
    *_range("made", "For certain it was made"),
    *_range("published", "It was first published"),
    *_range("updated", "Its current revision was published"),
    parameters.AS_OF,
)
