"""A case that is written from right to left, which pages from left to right hold."""

from typing import Any

from tests.dossiers import an_id, citation, claim, denies, party_id, points, qualifies, says, source

SLUG = "arabic-leak"
COURIER, WATER = "جريدة المثال", "شركة المياه (المثال)"
_CITED = [an_id("citation", "arabic report")]


def arabic() -> dict[str, Any]:
    """Two points, one denied in direct speech with a word that narrows, and a name in Latin letters within."""
    words = "هذا غير صحيح، فقد علمنا بالتسرب من Example Lab في اليوم نفسه."
    hedge = {"kind": "time", "words": "في اليوم نفسه"}
    denial = denies(1)[0] | {"words": words, "citations": _CITED, "hedges": [hedge]}
    answer = says(
        "water",
        [denial, qualifies(2)[0] | {"citations": _CITED}],
        passages=[{"form": "direct", "text": words, "language": "ar", "citations": _CITED}],
    )
    document = claim(
        points(2),
        answer,
        source("arabic-report", "2018-08-07", language="ar"),
        citation("arabic report", of="arabic-report", role="origin"),
        id=an_id("arabic"),
        slug=SLUG,
        language="ar",
        title=f"{COURIER}: علمت الشركة بالتسرب قبل أسبوعين",
        statement="علمت الشركة بالتسرب قبل أسبوعين من إعلانه.",
        citations_of_claim=_CITED,
        parties=[
            {"id": party_id(word), "slug": f"arabic-{word}", "kind": "outlet", "name": name}
            for word, name in (("courier", COURIER), ("water", WATER))
        ],
    ).as_json()
    for point in document["points"]:
        point |= {"text": f"علمت الشركة بالتسرب (Old Canal) {point['order']}", "citations": _CITED}
    return document
