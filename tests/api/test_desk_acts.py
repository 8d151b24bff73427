"""History and the way back, merging, and the order of points, over the network."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import Claim, Merge, Party, Point, User
from tests import factories
from tests.api.conftest import Client
from tests.api.problems import named, refused
from tests.api.records import make
from tests.api.test_desk_records import DESK, EVERY, address

pytestmark = pytest.mark.django_db
UNKNOWN = "0198c0de-0000-7000-8000-000000000000"


def send(client: APIClient, path: str, body: Any = None, method: str = "post", **headers: str) -> Any:
    return getattr(client, method)(DESK + path, body if body is not None else {}, format="json", headers=headers)


class TestHistory:
    @EVERY
    def test_every_kind_has_one(self, at_desk: APIClient, resource: Any) -> None:
        record = make(resource)
        [*_, first] = at_desk.get(address(resource, record.pk) + "history/").json()["results"]
        assert first["operation"] in ("insert", "update")
        assert first["record"]

    def test_it_says_who_changed_what(self, at_desk: APIClient, editor: User) -> None:
        topic = factories.TopicFactory(name="Banks")
        send(at_desk, f"topics/{topic.pk}/", {"name": "Big banks"}, "patch")
        change = at_desk.get(f"{DESK}topics/{topic.pk}/history/").json()["results"][0]
        assert (change["who"], change["operation"]) == (editor.username, "update")
        assert {"label": "Name", "before": "Banks", "after": "Big banks"} in change["differences"]

    def test_pages_have_no_gap(self, at_desk: APIClient) -> None:
        topic = factories.TopicFactory()
        for number in range(5):
            send(at_desk, f"topics/{topic.pk}/", {"name": f"Name {number}"}, "patch")
        found: list[int] = []
        following: str | None = f"{DESK}topics/{topic.pk}/history/?limit=2"
        while following:
            page = at_desk.get(following).json()
            found += [each["id"] for each in page["results"]]
            following = page["next"]
        assert found == sorted(found, reverse=True)
        assert len(found) == 6

    def test_it_costs_the_same_for_many(self, at_desk: APIClient) -> None:
        counts = []
        topic = factories.TopicFactory()
        for changes in (1, 30):
            for number in range(changes):
                send(at_desk, f"topics/{topic.pk}/", {"name": f"Name {changes} {number}"}, "patch")
            with CaptureQueriesContext(connection) as queries:
                at_desk.get(f"{DESK}topics/{topic.pk}/history/?limit=100")
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_earlier_state_comes_back(self, at_desk: APIClient) -> None:
        topic = factories.TopicFactory(name="Banks")
        send(at_desk, f"topics/{topic.pk}/", {"name": "Typo"}, "patch")
        first = at_desk.get(f"{DESK}topics/{topic.pk}/history/").json()["results"][-1]["id"]
        tag = at_desk.get(f"{DESK}topics/{topic.pk}/")["ETag"]
        refused(send(at_desk, f"topics/{topic.pk}/restore/", {"change": first}, **{"If-Match": '"77"'}), 412)
        done = send(at_desk, f"topics/{topic.pk}/restore/", {"change": first}, **{"If-Match": tag})
        assert done.json()["name"] == "Banks"

    @pytest.mark.parametrize("body", [{}, {"change": "x"}, {"change": 0}, {"change": 10**30}, {"change": 2**62}])
    def test_no_entry_of_this_record(self, at_desk: APIClient, body: Any) -> None:
        topic = factories.TopicFactory()
        assert named(refused(send(at_desk, f"topics/{topic.pk}/restore/", body), 400)) == {"change"}

    def test_act_is_taken_back_as_one(self, at_desk: APIClient) -> None:
        claim = factories.make_case([None, None])
        order = [str(each.pk) for each in claim.points.order_by("-order")]
        send(at_desk, f"claims/{claim.pk}/points/order/", {"points": order}, "put")
        act = at_desk.get(f"{DESK}claims/{claim.pk}/history/").json()["results"][0]["act"]
        done = send(at_desk, f"acts/{act}/undo/")
        assert done.status_code == 200, done.content
        assert at_desk.get(f"{DESK}claims/{claim.pk}/points/order/").json()["points"] == order[::-1]
        assert send(at_desk, f"acts/{done.json()['act']}/undo/").status_code == 200

    def test_ladder(self, anyone: APIClient, client_of: Client, stranger: User, at_desk: APIClient) -> None:
        topic = factories.TopicFactory()
        for method, path in (("get", "history"), ("post", "restore")):
            whole = f"{DESK}topics/{topic.pk}/{path}/"
            refused(getattr(anyone, method)(whole), 401)
            refused(getattr(client_of(stranger), method)(whole), 403)
            refused(at_desk.delete(whole), 405)
            refused(getattr(at_desk, method)(whole.replace(str(topic.pk), UNKNOWN)), 404)
        refused(send(at_desk, f"acts/{UNKNOWN}/undo/"), 404)
        refused(send(anyone, f"acts/{UNKNOWN}/undo/"), 401)


class TestOrder:
    @pytest.fixture
    def claim(self) -> Claim:
        return factories.make_case([None, None, None])

    @pytest.mark.parametrize("change", [lambda ids: ids[:2], lambda ids: [*ids[:2], UNKNOWN], lambda ids: ids * 2])
    def test_every_point_once(self, at_desk: APIClient, claim: Claim, change: Callable[[list[str]], list[str]]) -> None:
        path = f"claims/{claim.pk}/points/order/"
        ids = at_desk.get(DESK + path).json()["points"]
        refused(send(at_desk, path, {"points": change(ids)}, "put"), 400, "invalid-record")

    def test_order_that_changed_meanwhile(self, at_desk: APIClient, claim: Claim) -> None:
        path = f"claims/{claim.pk}/points/order/"
        shown = at_desk.get(DESK + path)
        factories.PointFactory(claim=claim, order=9)
        problem = refused(send(at_desk, path, shown.json(), "put", **{"If-Match": shown["ETag"]}), 412)
        assert len(problem["current"]["points"]) == Point.objects.count()


class TestMerging:
    @pytest.fixture
    def pair(self) -> tuple[Party, Party]:
        """The one that is kept, and the one that a draft names as its claimant."""
        kept, merged = factories.PartyFactory(name="The Journal"), factories.PartyFactory(name="Journal")
        factories.ClaimFactory(claimant=merged)
        return kept, merged

    def test_preview_and_merge_and_back(self, at_desk: APIClient, pair: tuple[Party, Party]) -> None:
        kept, merged = pair
        seen = at_desk.get(f"{DESK}parties/{merged.pk}/merge/?into={kept.pk}").json()
        assert (seen["kept"], seen["merged"], seen["refusal"]) == (str(kept.pk), str(merged.pk), "")
        assert ("claims made", 1) in {(each["label"], each["count"]) for each in seen["moves"]}
        done = send(at_desk, f"parties/{merged.pk}/merge/", {"into": str(kept.pk), "reason": "One paper."})
        assert (done.status_code, done.json()["kind"]) == (201, "party")
        assert at_desk.get(f"{DESK}parties/{merged.pk}/").json()["merged_into"] == str(kept.pk)
        assert at_desk.get(f"{DESK}merges/?kind=party").json()["results"][0]["id"] == done.json()["id"]
        undone = send(at_desk, f"merges/{done.json()['id']}/undo/")
        assert undone.json()["undone_at"]
        assert at_desk.get(f"{DESK}parties/{merged.pk}/").json()["merged_into"] is None

    def test_merge_is_undone_as_an_act_too(self, at_desk: APIClient, pair: tuple[Party, Party]) -> None:
        kept, merged = pair
        send(at_desk, f"parties/{merged.pk}/merge/", {"into": str(kept.pk)})
        assert send(at_desk, f"acts/{Merge.objects.get().act}/undo/").status_code == 200
        assert Merge.objects.get().undone_at

    @pytest.mark.parametrize("path", ["claims", "parties", "sources"])
    def test_ladder(self, anyone: APIClient, client_of: Client, stranger: User, at_desk: APIClient, path: str) -> None:
        made: Any = {
            "claims": factories.ClaimFactory,
            "parties": factories.PartyFactory,
            "sources": factories.SourceFactory,
        }
        kept, merged = made[path](), made[path]()
        whole = f"{path}/{merged.pk}/merge/"
        refused(send(anyone, whole, {"into": str(kept.pk)}), 401)
        refused(send(client_of(stranger), whole, {"into": str(kept.pk)}), 403)
        refused(send(at_desk, f"{path}/{UNKNOWN}/merge/", {"into": str(kept.pk)}), 404)
        refused(send(at_desk, whole, {"into": UNKNOWN}), 400)
        refused(send(at_desk, whole, {"into": str(merged.pk)}), 400)
        assert named(refused(send(at_desk, whole, {"into": 1, "colour": "red"}), 400)) == {"into", "colour"}
        refused(send(at_desk, whole, {"into": str(kept.pk)}, **{"If-Match": '"9"'}), 412)
        assert named(refused(at_desk.get(DESK + whole), 400)) == {"into"}
        assert send(at_desk, whole, {"into": str(kept.pk)}).status_code == 201

    def test_contributor_does_not(self, client_of: Client, contributor: User, pair: tuple[Party, Party]) -> None:
        body = {"into": str(pair[0].pk)}
        refused(send(client_of(contributor), f"parties/{pair[1].pk}/merge/", body), 403, "not-permitted")

    def test_unknown_merge(self, at_desk: APIClient) -> None:
        refused(send(at_desk, f"merges/{UNKNOWN}/undo/"), 404)
        assert named(refused(at_desk.get(f"{DESK}merges/?kind=point"), 400)) == {"kind"}
