"""Reading the files that the API writes of all that is published."""

import csv
import io
import json
from typing import Any

from rest_framework.test import APIClient

FILES = ["claims.ndjson", "claims.csv", "claims.xlsx", "annotations.json", "datafeed.json"]
FILTERED = FILES[:-1]


def address(file: str, query: str = "") -> str:
    return f"/api/v1/exports/{file}{query}"


def body(response: Any) -> bytes:
    joined: bytes = response.getvalue()
    return joined


def dossiers(client: APIClient, query: str = "") -> list[dict[str, Any]]:
    return [json.loads(line) for line in body(client.get(address("claims.ndjson", query))).splitlines()]


def table(client: APIClient, query: str = "") -> list[dict[str, str]]:
    text = body(client.get(address("claims.csv", query))).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def feed(client: APIClient) -> list[dict[str, Any]]:
    elements: list[dict[str, Any]] = json.loads(body(client.get(address("datafeed.json"))))["dataFeedElement"]
    return elements
