"""Cases as dossiers for a file: those of the desk with all words, and those that are published, as readers get them."""

from collections.abc import Iterator

from django.db import connection, transaction

from claims.actions.chain import stamp
from claims.dossier.addresses import claim_address
from claims.dossier.build import build
from claims.dossier.schema import Dossier
from claims.models import Claim, Revision
from claims.vocabulary import Stage


def export_case(slug: str) -> Dossier:
    """With its address and its current revision. Raise Claim.DoesNotExist where no claim has the slug."""
    claim = Claim.objects.get(slug=slug)
    dossier = build(claim.pk, all_words=True)
    last = Revision.objects.filter(claim=claim).order_by("-number").first()
    if last is None:
        return dossier
    return dossier.model_copy(update={"url": claim_address(claim.slug), "revision": stamp(last)})


def export_cases() -> Iterator[Dossier]:
    """Every case of the desk as its working records have it, in the order of their ids, all as of one instant.

    Without address and revision, which are of this site and not of the case: loaded elsewhere, it is exported the same.
    Left out are withdrawn cases and those merged into another. Costs the queries of one case after another.
    """
    with transaction.atomic():
        if not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cases = Claim.objects.filter(merged_into=None).exclude(stage=Stage.WITHDRAWN).order_by("pk")
        for pk in cases.values_list("pk", flat=True).iterator():
            yield build(pk, all_words=True)
