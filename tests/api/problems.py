"""What every refusal has to look like."""

from typing import Any


def refused(response: Any, status: int, kind: str = "") -> dict[str, Any]:
    """The problem document of an answer; fails where the answer is anything else."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["type"].startswith("http://localhost:8000/api/v1/problems/")
    assert all(error["message"] for error in problem["errors"])
    if kind:
        assert problem["type"].endswith(f"/problems/{kind}/")
    return problem


def named(problem: dict[str, Any]) -> set[str]:
    """What the errors of a problem name: members, parameters, headers or paths."""
    places = ("field", "parameter", "header", "path")
    return {next((error[place] for place in places if place in error), "") for error in problem["errors"]}
