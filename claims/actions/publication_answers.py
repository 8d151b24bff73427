"""What the figures of parties read of a publication: who answered what, and who was asked. Merged parties are one."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q

from claims import models
from claims.actions import published
from claims.dossier.one_by_now import with_parties_as
from claims.dossier.schema import Dossier
from claims.standing.answer_rows import answer_rows, request_rows


def write(publication: models.Publication, dossier: Dossier) -> None:
    """For a publication that has none of these rows; its points are there already."""
    by_now = with_parties_as(dossier, _kept({party.id for party in dossier.parties}))
    answers = [models.PublishedAnswer(publication=publication, **row) for row in answer_rows(by_now)]
    models.PublishedAnswer.objects.bulk_create(answers, batch_size=2000)
    requests = [models.PublishedRequest(publication=publication, **row) for row in request_rows(by_now)]
    models.PublishedRequest.objects.bulk_create(requests, batch_size=2000)


def parties_became_one_or_two(parties: Iterable[UUID]) -> None:
    """After a merge or its undoing: anew for the publications that hold more than one of ``parties``.

    One that holds a single one of them needs nothing: the figures of a party gather all ids it is known under.
    """
    together = (
        models.PublishedParty.objects.filter(party_id__in=list(parties))
        .values("publication")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
    )
    found = models.Publication.objects.filter(pk__in=together.values("publication"), is_withdrawn=False)
    for publication in published.publications(found):
        dossier = published.dossier_of(publication)
        if dossier is not None:
            models.PublishedAnswer.objects.filter(publication=publication).delete()
            models.PublishedRequest.objects.filter(publication=publication).delete()
            write(publication, dossier)


def _kept(parties: set[str]) -> dict[str, str]:
    merged = models.Party.objects.filter(Q(pk__in=parties), merged_into__isnull=False)
    return {str(party): str(kept) for party, kept in merged.values_list("pk", "merged_into")}
