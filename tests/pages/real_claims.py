"""Claims that were really made, as cases: some hundreds, English and German, out of files that others published.

The German ones are the headlines of Wikinews with the beginning of their articles, which nobody has rated.
"""

import gzip
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from claims.actions.import_items import Item, Name
from claims.actions.importing_rows import title_of
from claims.dossier.schema import Dossier
from claims.fields.ids import new_id
from claims.fields.moment import Moment
from claims.formats.imports import READERS
from claims.vocabulary import ImportFormat

DATA = Path(__file__).parents[3] / "shared" / "data"
_TEASER = 40  # words of an article


def cases(every: int = 1) -> list[Dossier]:
    """``every``: of the largest file only every such case."""
    parties: dict[str, dict[str, Any]] = {}
    items = [item for item in _items(every) if item.sentence]
    return [_case(number, item, parties) for number, item in enumerate(items)]


def _items(every: int) -> Iterator[Item]:
    yield from _read(ImportFormat.EMERGENT, (DATA / "emergent" / "emergent_claims_articles.csv").read_bytes())
    yield from _read(ImportFormat.AVERITEC, (DATA / "averitec" / "averitec_claims.json").read_bytes())
    feed = json.loads((DATA / "claimreview" / "datafeed_item_dpa_de.json").read_bytes())
    yield from _read(ImportFormat.DATAFEED, json.dumps({"@type": "DataFeed", "dataFeedElement": [feed]}).encode())
    disinformation = _read(ImportFormat.EUVSDISINFO, (DATA / "euvsdisinfo" / "cases_metadata.csv").read_bytes())
    yield from (item for place, item in enumerate(disinformation) if place % every == 0)
    yield from _headlines()


def _read(form: str, content: bytes) -> Iterator[Item]:
    return (read for read in READERS[form](BytesIO(content), form) if isinstance(read, Item))


def _headlines() -> Iterator[Item]:
    with gzip.open(DATA / "wikinews_de" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row, line in enumerate(lines, 1):
            article = json.loads(line)
            beginning = " ".join(article["text"].split()[:_TEASER])
            yield Item(
                rows=(row,),
                system="wikinews",
                ids=(str(article["page_id"]),),
                sentence=f"{article['title']}. {beginning} …",
                language="de",
                made_at=Moment(value=article["date"]),
            )


def _case(number: int, item: Item, parties: dict[str, dict[str, Any]]) -> Dossier:
    claimant = _party(item.claimant, parties) if item.claimant else None
    return Dossier(
        id=str(new_id()),
        slug=f"real-{number}",
        language=item.language,
        title=title_of(item.sentence),
        statement=item.sentence,
        made_at=item.made_at,
        claimant=claimant and claimant["id"],
        parties=[claimant] if claimant else [],
        points=[{"id": str(new_id()), "order": 1, "text": item.sentence}],
    )


def _party(name: Name, parties: dict[str, dict[str, Any]]) -> dict[str, Any]:
    made = {"id": str(new_id()), "slug": f"party-{len(parties)}", "kind": name.kind, "name": name.name}
    return parties.setdefault(name.name, made)
