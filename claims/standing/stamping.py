"""Writing a standing into its dossier, where pages, API and formats read it."""

from claims.dossier.schema import Coverage, Dossier, Point, StandingOfClaim, StandingOfPoint
from claims.standing.results import ClaimStanding


def with_standing(dossier: Dossier, standing: ClaimStanding, *, as_of: str | None = None) -> Dossier:
    """``dossier`` with its standing and that of its points; ``as_of`` is the date in the reader's words, if any.

    Points that the standing does not know keep none. The hashed content of a revision holds no standing: leave this for
    what is shown.
    """
    of_points = {item.point: item for item in standing.points}

    def stamped(point: Point) -> Point:
        found = of_points.get(point.id)
        shown = StandingOfPoint(status=found.status, basis=list(found.basis)) if found else None
        return point.model_copy(update={"standing": shown})

    if as_of is None and standing.as_of is not None:
        as_of = standing.as_of.isoformat()
    of_claim = StandingOfClaim(
        status=standing.status,
        coverage=Coverage(**standing.coverage.as_json()),
        basis=list(standing.basis),
        as_of=as_of,
    )
    return dossier.model_copy(update={"standing": of_claim, "points": [stamped(point) for point in dossier.points]})
