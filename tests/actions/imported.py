"""Items as a reader would hand them over, and imports that keep their report."""

from typing import Any

from claims.actions import importing_claims
from claims.actions.import_items import Document, Item, Mention, Name, Rating, Read, Review
from claims.actions.importing_claims import Counts, Line
from claims.fields.moment import Moment


def an_item(number: int = 1, **members: Any) -> Item:
    site = f"https://checker.example/{number}"
    author = Name("Checker", "outlet", "checker.example")
    review = Review(
        author=author,
        label="False",
        language="en",
        rating=Rating("1", "5", "1"),
        made_at=Moment(value="2020-06-24"),
        url=site,
        reasons="It is rock.",
        document=Document(site, "The moon is rock", "en", publisher=author),
    )
    given = {
        "rows": (number,),
        "system": "claimreview",
        "ids": (f"{site} The moon is cheese.",),
        "sentence": "The moon is cheese.",
        "language": "en",
        "claimant": Name("Jane Doe", "person"),
        "made_at": Moment(value="2020-06-20"),
        "mentions": (Mention("origin", Document(f"https://news.example/{number}", "Cheese")),),
        "reviews": (review,),
    }
    return Item(**{**given, **members})


class Report(list[Line]):
    def outcomes(self) -> list[tuple[int, str]]:
        return [(line.row, line.outcome) for line in self if line.outcome != importing_claims.NOTICE]


def imported(*items: Read, by: Any, **options: Any) -> tuple[Counts, Report]:
    report = Report()
    return importing_claims.run(by=by, system="claimreview", items=items, tell=report.append, **options), report
