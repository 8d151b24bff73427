"""Large material: one case at the limits of the issue, and a site of thousands of publications."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from claims.fields.ids import new_id
from claims.models import Claim, Party, Publication, PublishedParty, PublishedStance, Revision, StandingStep, User
from tests.dossiers import an_id

Json = dict[str, Any]
WORDS = ["denies", "qualifies", "confirms", "declines"]
FROM = datetime(2020, 1, 1, tzinfo=UTC)


def large_case(points: int = 50, responses: int = 100, others: int = 0) -> Json:
    """Each response by one of ten parties takes a stance on each point; ids as the desk makes them.

    ``others``: so many requests, events, assessments and further citations of its own each."""
    claimant, *subjects = parties = [str(new_id()) for _ in range(11)]
    source, citation = str(new_id()), str(new_id())
    more = beside(others, subjects, source)
    point_ids = [str(new_id()) for _ in range(points)]
    cited = {"citations": [citation]}
    return {
        "schema": "dossier/1",
        "id": an_id("large"),
        "slug": "large-case",
        "language": "en",
        "title": "Courier: the bank was asked for data",
        "statement": "The bank was asked for the data of its customers.",
        "claimant": claimant,
        "subjects": subjects,
        "made_at": {"value": "2018-08-06"},
        "citations_of_claim": [citation],
        "points": [
            {"id": each, "order": order, "text": f"It asked for data of kind {order}, at the end of the year."} | cited
            for order, each in enumerate(point_ids, 1)
        ],
        "responses": [response(order, subjects, point_ids, citation) for order in range(1, responses + 1)],
        "parties": [
            {"id": each, "slug": f"party-{place}", "kind": "organisation", "name": f"Party {place}"}
            for place, each in enumerate(parties)
        ],
        "sources": [
            {"id": source, "slug": "report", "kind": "article", "title": "Report", "language": "en", "held": False}
        ],
        **more,
        "citations": [
            {"id": citation, "source": source, "role": "origin", "anchor": "not_held"},
            *more.get("citations", []),
        ],
    }


def beside(count: int, parties: list[str], source: str) -> Json:
    """What hangs on the case beside its points and answers."""
    if not count:
        return {}
    cited = [str(new_id()) for _ in range(count)]
    return {
        "requests": [
            {"id": str(new_id()), "to": parties[place % len(parties)], "channel": "email", "language": "en",
             "questions": f"Question {place}, in a sentence that asks what was claimed?",
             "sent_at": {"value": "2018-08-06"}, "deadline": {"value": "2018-08-08"},
             "extensions": [{"granted_at": {"value": "2018-08-07"}, "until": {"value": "2018-08-10"}}]}
            for place in range(count)
        ],
        "events": [
            {"id": str(new_id()), "order": order, "text": f"Event {order}, in a sentence.", "language": "en",
             "at": {"value": "2018-08-06"}, "citations": [each]}
            for order, each in enumerate(cited, 1)
        ],
        "assessments": [
            {"id": str(new_id()), "author": parties[place % len(parties)], "label": f"Rating {place}", "language": "en",
             "citations": [each]}
            for place, each in enumerate(cited)
        ],
        "citations": [
            {"id": each, "source": source, "role": "context", "anchor": "not_held", "locator": f"paragraph {place}",
             "quote": {"exact": f"Words that carry the event {place}, long enough to be read.", "language": "en"}}
            for place, each in enumerate(cited)
        ],
    }  # fmt: skip


def response(order: int, subjects: list[str], points: list[str], citation: str) -> Json:
    at = FROM - timedelta(days=500 - order)
    return {
        "id": str(new_id()),
        "order": order,
        "party": subjects[order % len(subjects)],
        "kind": "statement",
        "made_at": {"value": at.date().isoformat()},
        "passages": [
            {"form": "reported", "text": f"Answer {order}, in a sentence.", "language": "en", "citations": [citation]}
        ],
        "stances": [
            {"id": str(new_id()), "point": point, "stance": WORDS[(order + place) % 4], "directness": "express"}
            for place, point in enumerate(points)
        ],
    }


def many_publications(count: int) -> None:
    """Rows of the read side, past the record's triggers: what lists read is real, what they would lead to is not."""
    with connection.cursor() as cursor:
        for table in ("revision", "publication", "claim"):
            cursor.execute(f"ALTER TABLE claims_{table} DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE claims_publication ENABLE TRIGGER claims_search")
    actor = User.objects.create(username="of the bench")
    party = Party.objects.create(slug="claimant", kind="outlet", name="The Courier")
    claims = Claim.objects.bulk_create(
        Claim(slug=f"claim-{n}", language="en", title=f"Courier: report {n}", statement="Asked.", claimant=party)
        for n in range(count)
    )
    revisions = Revision.objects.bulk_create(_revision(claim, place, actor) for place, claim in enumerate(claims, 1))
    publications = Publication.objects.bulk_create(map(_publication, revisions), batch_size=500)
    StandingStep.objects.bulk_create(map(_step, publications), batch_size=1000)
    subjects = [new_id() for _ in range(200)]
    parties, stances = [], []
    for place, publication in enumerate(publications):
        subject = subjects[place % 200]
        slug = f"party-{place % 200}"
        parties.append(PublishedParty(publication=publication, party_id=subject, slug=slug, roles=["subject"],
                                      stances=["denies"], card={"name": slug}))  # fmt: skip
        stances.append(PublishedStance(publication=publication, response_id=new_id(), point_id=new_id(), party_id=subject,
                                       stance=WORDS[place % 4], directness="express"))  # fmt: skip
    PublishedParty.objects.bulk_create(parties, batch_size=1000)
    PublishedStance.objects.bulk_create(stances, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT gin_clean_pending_list('publication_search')"
        )  # what VACUUM does, and no transaction may
        cursor.execute("ANALYZE")


def _revision(claim: Claim, position: int, actor: User) -> Revision:
    return Revision(
        claim=claim, position=position, number=1, kind="first", published_at=FROM + timedelta(minutes=position),
        actor=actor, is_reviewed=True, content_hash="0" * 64, hash=sha256(str(position).encode()).hexdigest(),
    )  # fmt: skip


def _publication(revision: Revision) -> Publication:
    claim, number = revision.claim, revision.position
    filler = " ".join(f"word{(number * prime) % 5000}" for prime in range(3, 60))
    return Publication(
        claim=claim, revision=revision, slug=claim.slug, language="en", title=claim.title, card={"title": claim.title},
        claimant_id=claim.claimant_id, answers=number % 3, first_published_at=revision.published_at, published_at=revision.published_at,
        search_text=[{"language": "en", "weight": "A", "text": claim.title}, {"language": "en", "weight": "C", "text": filler}],
    )  # fmt: skip


def _step(publication: Publication) -> StandingStep:
    rare = "conflicting" if publication.revision.position % 100 == 0 else "partly_denied"
    return StandingStep(
        publication=publication, axis="now", period=DateTimeTZRange(None, None), status=rare, coverage={}, answers={}
    )
