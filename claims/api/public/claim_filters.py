"""What the list of published claims can be narrowed by, as parameters of an address: for lists, feeds and exports alike.

The values are what ``claims.models.listing.Listing`` takes.
"""

from claims.api import parameters
from claims.api.parameters import Parameter
from claims.vocabulary import StanceWord, StandingWord


def _key(name: str, description: str) -> Parameter:
    return Parameter(name, description, parameters.slug_or_id, parameters.KEY)


def _range(name: str, what: str) -> tuple[Parameter, Parameter]:
    """A year, month, day or minute at each end, which belongs to the range."""
    return (
        Parameter(f"{name}_from", f"{what} then or later.", parameters.start, parameters.TIME),
        Parameter(f"{name}_until", f"{what} by then.", parameters.end, parameters.TIME),
    )


FILTERS = (
    parameters.search(
        'Words to search for, as in a search engine: `data -bank "card purchases"`.', 'data -bank "card purchases"'
    ),
    parameters.word("standing", "The claim stands like this.", StandingWord),
    _key("party", "This party has a part in the case."),
    _key("claimant", "This party made the claim."),
    _key("responder", "This party answered; with `stance`: with this stance."),
    parameters.word("stance", "Somebody takes this stance on a point; with `responder`: that party does.", StanceWord),
    _key("topic", "It belongs to this topic."),
    Parameter("language", "The case is written in this language.", parameters.language),
    _key("source", "This is one of its sources."),
    parameters.SOURCE_DOMAIN,
    *_range("made", "For certain it was made"),
    *_range("published", "It was first published"),
    *_range("updated", "Its current revision was published"),
    parameters.AS_OF,
)
