"""A case as a dossier for a file: all words, its address and its current revision."""

from claims.actions.chain import stamp
from claims.dossier.addresses import claim_address
from claims.dossier.build import build
from claims.dossier.schema import Dossier
from claims.models import Claim, Revision


def export_case(slug: str) -> Dossier:
    """Raise Claim.DoesNotExist where no claim has the slug."""
    claim = Claim.objects.get(slug=slug)
    dossier = build(claim.pk, all_words=True)
    last = Revision.objects.filter(claim=claim).order_by("-number").first()
    if last is None:
        return dossier
    return dossier.model_copy(update={"url": claim_address(claim.slug), "revision": stamp(last)})
