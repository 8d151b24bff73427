"""Google's search over 20,000 assessed claims: which index each search reads, and how long it takes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from rest_framework.test import APIClient

from claims.api.google.parameters import read
from claims.api.google.views import publications
from claims.dossier.canonical import canonical_bytes
from claims.fields.ids import new_id
from claims.models import Publication, PublishedAssessment, RevisionDocument
from tests.bench.large import FROM, large_case, many_publications
from tests.bench.measuring import analyzed, indexes_of, plan, tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
COUNT = 20_000
SEARCHES = {
    "rare word": "query=word4711",
    "common word": "query=report",
    "words that are nowhere": "query=unheard",
    "common word and a rare language": "query=report&languageCode=el",
    "common word, of the last days": "query=report&maxAgeDays={recent}",
    "common word and a rare site": "query=report&reviewPublisherSiteFilter=host4711.example.org",
    "large site": "reviewPublisherSiteFilter=large.example.org",
    "rare site": "reviewPublisherSiteFilter=host4711.example.org",
    "site that is nowhere": "reviewPublisherSiteFilter=nowhere.example.org",
    "large site and a rare language": "reviewPublisherSiteFilter=large.example.org&languageCode=el",
    "large site, of the last days": "reviewPublisherSiteFilter=large.example.org&maxAgeDays={recent}",
    "large site, far into it": "reviewPublisherSiteFilter=large.example.org&offset=9000",
}


@pytest.fixture
def many(db: None) -> None:
    """Half by one site, the rest by 5,000; every 500th in Greek; a day apart.."""
    many_publications(COUNT)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_revisiondocument DISABLE TRIGGER USER")
    content = canonical_bytes(large_case(points=1, responses=1))
    assessments, documents = [], []
    for place, row in enumerate(Publication.objects.select_related("revision").order_by("published_at")):
        documents.append(RevisionDocument(revision=row.revision, salt=b"0" * 32, content=content))
        assessments.append(
            PublishedAssessment(
                id=new_id(), publication=row, place=0, card={}, label="False",
                site="large.example.org" if place % 2 else f"host{place // 2 % 5000}.example.org",
                language="el" if place % 500 == 1 else "en", newest_at=FROM + timedelta(days=place),
            )
        )  # fmt: skip
    RevisionDocument.objects.bulk_create(documents, batch_size=1000)
    PublishedAssessment.objects.bulk_create(assessments, batch_size=2000)
    analyzed()


def test_plans_and_answers(many: None, time_machine: Any) -> None:
    time_machine.move_to(FROM + timedelta(days=COUNT), tick=True)
    client = APIClient()
    for name, text in SEARCHES.items():
        asked = text.format(recent=10)
        search = read(QueryDict(asked))
        found = plan(publications(search).values("pk")[search.offset : search.offset + search.rows + 1])
        tell(f"{name} ({COUNT})", f"{found['Execution Time']:9.1f} ms   {', '.join(sorted(indexes_of(found))) or '–'}")
        answer = timed("  answer", lambda asked=asked: client.get(f"/v1alpha1/claims:search?{asked}"), runs=3)  # type: ignore[misc]  # bound at once
        assert answer.status_code == 200
