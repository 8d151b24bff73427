"""The figures of a party, computed from the dossiers of the API alone, in the words of the design and in no other code.

A second reading of the same definitions: plain JSON in, plain counts out, nothing shared with the site.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

Json = dict[str, Any]
POSITIONS, MOVES = ("denies", "qualifies", "confirms"), ("corrects", "retracts", "disowns")


def end_of(moment: Json | None) -> datetime | None:
    """Days and months end in UTC; a minute is its own instant."""
    value = (moment or {}).get("value")
    if value is None:
        return None
    if "T" in value:
        return datetime.fromisoformat(value).astimezone(UTC)
    year, *rest = map(int, value.split("-"))
    month = rest[0] if rest else 12
    last = datetime(year, month, rest[1] if len(rest) == 2 else monthrange(year, month)[1], tzinfo=UTC)
    return last + timedelta(days=1) - timedelta(microseconds=1)


def day_of(moment: Json | None) -> date | None:
    value = (moment or {}).get("value") or ""
    return date.fromisoformat(value[:10]) if len(value) >= 10 else None


class Case:
    def __init__(self, dossier: Json, same: dict[str, str]) -> None:
        """``same``: merged parties, by id, with the party each is by now."""
        self.case, self.same = dossier, same
        self.claimant = self.now(dossier.get("claimant"))
        self.published = datetime.fromisoformat(dossier["revision"]["published_at"])
        self.sources = {each["id"]: each for each in dossier["sources"]}
        self.citations = {each["id"]: each for each in dossier["citations"]}
        void = {each.get("replaces") for each in dossier["responses"]}
        ordered = sorted(dossier["responses"], key=lambda each: (self.known(each), each["order"], each["id"]))
        self.responses = [each for each in ordered if each["id"] not in void]

    def now(self, party: str | None) -> str | None:
        return self.same.get(party, party) if party else None

    def known(self, response: Json) -> datetime:
        carrying = [self.citations[each] for passage in response["passages"] for each in passage["citations"]]
        dates = [self.sources[each["source"]].get("published_at") for each in carrying if each["role"] != "context"]
        ends = [end_of(response.get("made_at")), self.published, *map(end_of, dates)]
        return min(each for each in ends if each)

    def about(self, point: Json) -> set[str | None]:
        return {self.now(each) for each in point.get("subjects") or self.case["subjects"]}

    def said(self, party: str, point: str) -> Iterator[tuple[int, str, Json]]:
        """Place, word (``general`` for what may cover it) and response, of those that were no mistake."""
        for place, response in enumerate(self.responses):
            for stance in response["stances"]:
                if stance["point"] == point and self.now(response["party"]) == party:
                    yield place, "general" if stance["directness"] == "general" else stance["stance"], response

    def answer(self, party: str, point: Json) -> str | None:
        standing = [word for _, word, response in self.said(party, point["id"]) if "withdrawn_at" not in response]
        if party == self.claimant:
            held = [word for word in standing if word in MOVES] or [word for word in standing if word == "stands_by"]
            return held[-1] if held else None
        for kinds in (POSITIONS, ("declines",), ("general",)):
            if found := [word for word in standing if word in kinds]:
                return found[-1]
        spoke = any(word == "denies" for _, word, _ in self.said(party, point["id"]))
        return "none" if party in self.about(point) or spoke else None

    def became(self, party: str, point: Json) -> set[str] | None:
        if party == self.claimant:
            return None
        said = [each for each in self.said(party, point["id"]) if each[1] != "general"]
        denials = [(place, response) for place, word, response in said if word == "denies"]
        if not denials:
            return None
        first, denial = denials[0]
        later = {word for place, word, response in said if place > first and "withdrawn_at" not in response}
        moves = {
            word
            for place, word, response in (self.said(self.claimant, point["id"]) if self.claimant else ())
            if place > first and word != "general" and "withdrawn_at" not in response
        }
        found = {
            "different_account": bool(later & {"qualifies", "confirms"}),
            "spoke_again": bool(later) and not later & {"qualifies", "confirms"},
            "withdrawn": all("withdrawn_at" in response for _, response in denials),
            "taken_back": bool(moves & set(MOVES)),
            "stood_by": moves == {"stands_by"},
            "assessed": any(self.rules_on(each, party, point, self.known(denial)) for each in self.case["assessments"]),
        }
        return {word for word, holds in found.items() if holds} or {"nothing"}

    def rules_on(self, item: Json, party: str, point: Json, since: datetime) -> bool:
        author = self.now(item.get("author"))
        moment = min(each for each in (end_of(item.get("made_at")), self.published) if each)
        covers = not item["points"] or point["id"] in item["points"]
        return author not in (None, party, self.claimant) and covers and moment >= since

    def requests(self, party: str, at: datetime) -> Iterator[tuple[str, int | None]]:
        """State and days to the answer."""
        responses = {each["id"]: each for each in self.case["responses"]}
        for request in self.case["requests"]:
            if self.now(request["to"]) != party:
                continue
            answer = responses.get(request.get("response"))
            outcome = request.get("outcome") or ("answered" if answer else None)
            ends = [
                end_of(each)
                for each in [request.get("deadline"), *(each["until"] for each in request["extensions"])]
                if each
            ]
            if outcome == "answered":
                sent, answered = (
                    day_of(request["sent_at"]),
                    day_of(request.get("outcome_at") or (answer or {}).get("made_at")),
                )
                known = sent and answered and answered >= sent
                yield outcome, (answered - sent).days if sent and answered and known else None
            elif outcome:
                yield outcome, None
            elif not ends or max(each for each in ends if each) >= at:
                yield "awaiting", None
            else:
                spoke = any(self.now(each["party"]) == party for each in self.case["responses"])
                yield "elsewhere" if spoke else "no_response", None

    def part(self, party: str) -> str | None:
        if self.claimant == party:
            return "made"
        if party in {self.now(each) for each in self.case["subjects"]}:
            return "about"
        return "named" if party in {self.now(each["id"]) for each in self.case["parties"]} else None


def figures(cases: list[Case], party: str, at: datetime) -> Json:
    """In the shape of the API's answer."""
    points = [(case, point) for case in cases for point in case.case["points"]]
    answers = Counter(case.answer(party, point) for case, point in points)
    became = [followed for case, point in points if (followed := case.became(party, point))]
    asked = [each for case in cases for each in case.requests(party, at)]
    days = [each for _, each in asked if each is not None]
    states = Counter(state for state, _ in asked)
    return {
        "claims": Counter(part for case in cases if (part := case.part(party))),
        "responses": sum(case.now(each["party"]) == party for case in cases for each in case.responses),
        "points": Counter({word: count for word, count in answers.items() if word}),
        "denials": len(became),
        "became": Counter(word for followed in became for word in followed),
        "requests": states
        + Counter({"to_answer": sum(states[each] for each in ("answered", "declined", "elsewhere", "no_response"))}),
        "time_to_answer": {"median_days": median(days) if days else None, "answers": len(days)},
    }


def denied(cases: list[Case], party: str, word: str) -> set[tuple[str, str]]:
    """Slug of the case and text of the point of each denial that ``word`` followed."""
    return {
        (case.case["slug"], point["text"])
        for case in cases
        for point in case.case["points"]
        if word in (case.became(party, point) or ())
    }
