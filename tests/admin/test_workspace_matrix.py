"""The matrix of the workspace: each act is whole, refused where somebody came first, and can be taken back."""

from collections.abc import Callable

from django.test import Client

from claims.models import Claim, Hedge, Point, Stance, User
from tests import cast
from tests.admin.workspaces import TEXT, answered, url, words

AtDesk = Callable[[User], Client]


class TestMatrix:
    def key(self, case: Claim, point: int = 1) -> str:
        found = case.points.get(order=point)
        return f"{found.pk}:{case.responses.get().pk}"

    def test_stance_is_taken_and_taken_away(self, desk: Client, case: Claim) -> None:
        desk.post(url("cell", case), {"cell": self.key(case, 2), "version": "0", "stance": "denies"})
        assert case.stances.filter(is_removed=False).count() == 2
        desk.post(url("cell", case), {"cell": self.key(case, 2), "version": "1", "stance": ""})
        assert case.stances.filter(is_removed=False).count() == 1

    def test_cell_that_somebody_changed_is_refused(self, desk: Client, case: Claim) -> None:
        data = {"cell": self.key(case, 2), "version": "0", "stance": "denies"}
        assert desk.post(url("cell", case), data).status_code == 302
        page = desk.post(url("cell", case), {**data, "stance": "confirms"})
        assert page.status_code == 409
        assert case.stances.get(point__order=2).stance == "denies"

    def test_stance_on_a_removed_point_is_refused(self, desk: Client, case: Claim) -> None:
        key = self.key(case, 2)
        Point.objects.filter(claim=case, order=2).update(is_removed=True)
        page = desk.post(url("cell", case), {"cell": key, "stance": "denies"})
        assert page.status_code == 422
        assert "removed" in page.content.decode()

    def test_word_of_the_claimant_is_refused_for_others(self, desk: Client, case: Claim) -> None:
        page = desk.post(url("cell", case), {"cell": self.key(case), "stance": "retracts"})
        assert page.status_code == 422

    def test_order_without_a_point_is_refused(self, desk: Client, case: Claim) -> None:
        first, second, _third = case.points.order_by("order")
        page = desk.post(url("order", case), {"order": [str(second.pk), str(first.pk)]})
        assert page.status_code == 422
        assert next(iter(case.points.order_by("order"))) == first

    def test_point_moves_up(self, desk: Client, case: Claim) -> None:
        points = [str(point.pk) for point in case.points.order_by("order")]
        assert desk.post(url("order", case), {"order": points, "up": points[2]}).status_code == 302
        assert [str(point.pk) for point in case.points.order_by("order")] == [points[0], points[2], points[1]]

    def test_order_that_somebody_changed_meanwhile_is_shown_first(self, desk: Client, case: Claim) -> None:
        points = [str(point.pk) for point in case.points.order_by("order")]
        sent = {"order": points, "shown": points}
        assert desk.post(url("order", case), {**sent, "up": points[1]}).status_code == 302
        assert desk.post(url("order", case), {**sent, "up": points[2]}).status_code == 409
        assert str(case.points.order_by("order")[0].pk) == points[1]

    def test_hedge_stands_where_its_words_stand(self, desk: Client, started: Claim) -> None:
        response = answered(desk, started)
        desk.post(url("make", started, "point"), words(started, "Acme habe Daten gesucht", text="A point."))
        key = f"{Point.objects.get().pk}:{response.pk}"
        desk.post(url("cell", started), {"cell": key, "version": "0", "stance": "denies"})
        desk.post(url("make", started, "hedge"), words(started, "aktiv", cell=key, kind="manner"))
        hedge = Hedge.objects.get()
        assert (hedge.words, hedge.kind) == ("aktiv", "manner")
        assert hedge.citation is not None
        assert TEXT[hedge.citation.start : hedge.citation.end] == "aktiv"

    def test_words_without_an_open_stance_are_refused(self, desk: Client, started: Claim) -> None:
        answered(desk, started)
        assert desk.post(url("pick", started, "words"), words(started, "das ist nicht wahr")).status_code == 422

    def test_last_act_is_taken_back_and_comes_again(self, desk: Client, case: Claim) -> None:
        desk.post(url("cell", case), {"cell": self.key(case, 2), "version": "0", "stance": "denies"})
        said = desk.post(url("take_back", case), follow=True).content.decode()
        assert "Taken back (set a stance). Once more brings it back." in said
        assert not Stance.objects.filter(claim=case, point__order=2, is_removed=False).exists()
        said = desk.post(url("take_back", case), follow=True).content.decode()
        assert "What you took back is there again." in said
        assert Stance.objects.filter(claim=case, point__order=2, is_removed=False).exists()

    def test_what_others_did_is_not_taken_back(self, desk: Client, case: Claim) -> None:
        other = cast.member("editor", "second")
        client = Client()
        client.force_login(other)
        client.post(url("cell", case), {"cell": self.key(case, 2), "version": "0", "stance": "denies"})
        assert desk.post(url("take_back", case)).status_code == 422
        assert case.stances.filter(point__order=2, is_removed=False).exists()
