"""Figures: how long, how large, by which plan. They are told; nobody asserts on them."""

import json
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import QuerySet

R = TypeVar("R")
FIGURES: list[str] = []


def timed(what: str, act: Callable[[], R], runs: int = 1) -> R:
    """Tell the best of several runs in milliseconds; return what the last one did."""
    best = float("inf")
    for _run in range(runs):
        started = time.perf_counter()
        result = act()
        best = min(best, time.perf_counter() - started)
    tell(what, f"{best * 1000:9.1f} ms")
    return result


def tell(what: str, figure: str) -> None:
    FIGURES.append(f"{what:<58}{figure}")


def plan(rows: "QuerySet[Any]", *, cheaper: bool = True) -> dict[str, Any]:
    """The plan as PostgreSQL carries it out; ``cheaper=False``: without the scans that a small table makes cheap."""
    with transaction.atomic(), connection.cursor() as cursor:
        for scan in ("seqscan", "indexscan"):
            cursor.execute(f"SET LOCAL enable_{scan} = {'on' if cheaper else 'off'}")
        text = rows.explain(analyze=True, format="json")
        cursor.execute("SET LOCAL enable_seqscan = on")
        cursor.execute("SET LOCAL enable_indexscan = on")
    return dict(json.loads(text)[0])


def explained(sql: str) -> dict[str, Any]:
    """The plan of a query that was captured, as PostgreSQL carries it out."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), {})
        found = cursor.fetchone()[0]
    return dict((json.loads(found) if isinstance(found, str) else found)[0])


def indexes_of(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(indexes_of, node))
    if not isinstance(node, dict):
        return set()
    named = {node["Index Name"]} if "Index Name" in node else set()
    return named.union(*(indexes_of(each) for each in node.values()))


def analyzed() -> None:
    """Let PostgreSQL see how large the tables have become."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ANALYZE")
