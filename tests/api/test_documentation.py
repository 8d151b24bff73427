"""The description of the API, its page, and what every address has in common."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from rest_framework.settings import api_settings
from rest_framework.test import APIClient

from claims.api.desk.examples import BODIES
from claims.api.desk.resources import RESOURCES
from claims.api.documentation import described
from tests.api.problems import refused

pytestmark = pytest.mark.django_db
METHODS = {"get", "post", "put", "patch", "delete"}


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in described()["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


class TestSchema:
    def test_it_is_valid_and_made_without_a_warning(self, tmp_path: Any) -> None:
        call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))

    def test_it_is_served(self, anyone: APIClient) -> None:
        schema = anyone.get("/api/v1/schema/").json()
        assert schema["openapi"].startswith("3.1")
        assert "/api/v1/claims/" in schema["paths"]

    def test_as_yaml_too(self, anyone: APIClient) -> None:
        response = anyone.get("/api/v1/schema/", headers={"Accept": "application/yaml"})
        assert response.content.startswith(b"openapi: 3.1")

    def test_every_reference_leads_somewhere(self) -> None:
        schema = described()
        known = {f"#/components/{kind}/{name}" for kind, parts in schema["components"].items() for name in parts}

        def references(value: Any) -> set[str]:
            if isinstance(value, dict):
                own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
                return own.union(*map(references, value.values()))
            return set().union(*map(references, value)) if isinstance(value, list) else set()

        assert references(schema) <= known

    def test_every_operation_says_how_it_refuses(self) -> None:
        for path, method, operation in operations():
            codes = set(operation["responses"])
            assert "406" in codes, (path, method)
            assert ("404" in codes) == ("{" in path), (path, method)
            assert ("401" in codes) == ("/desk/" in path), (path, method)
            if method in ("post", "patch"):
                assert {"400", "409", "413", "415"} <= codes, (path, method)

    def test_every_operation_has_a_summary_and_a_name_of_its_own(self) -> None:
        names = [operation["operationId"] for _, _, operation in operations()]
        assert len(names) == len(set(names))
        assert all(operation["summary"] for _, _, operation in operations())

    def test_dossier_schema_is_one_that_validates(self) -> None:
        schema = described()
        jsonschema.Draft202012Validator.check_schema(
            {"$ref": "#/components/schemas/Dossier", "components": schema["components"]}
        )


def bodies() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every body, of requests and of answers: whose, media type, content."""
    shared = described()["components"]["responses"]
    for _, _, operation in operations():
        for body in (operation.get("requestBody", {}), *operation["responses"].values()):
            whole = shared[body["$ref"].rpartition("/")[2]] if "$ref" in body else body
            for media_type, content in whole.get("content", {}).items():
                yield operation["operationId"], media_type, content


class TestExamples:
    def test_every_body_has_one_that_fits_its_schema(self) -> None:
        components, seen = described()["components"], set()
        for name, media_type, content in bodies():
            given = [example["value"] for example in content.get("examples", {}).values()]
            given += [content["example"]] if "example" in content else []
            assert given, name
            if "json" not in media_type and "form" not in media_type:
                continue
            for example in given:
                key = json.dumps([content["schema"], example])
                if key not in seen:
                    jsonschema.Draft202012Validator(content["schema"] | {"components": components}).validate(example)
                seen.add(key)
        assert len(seen) > 200

    def test_every_parameter_says_what_it_means(self) -> None:
        for path, _, operation in operations():
            assert all(parameter["description"] for parameter in operation.get("parameters", [])), path

    def test_each_kind_that_it_names_is_there(self) -> None:
        assert set(BODIES) <= {resource.path for resource in RESOURCES}


class TestPage:
    def test_it_loads_nothing_from_elsewhere(self, anyone: APIClient) -> None:
        page = anyone.get("/api/v1/docs/", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert b"//" not in page.content.replace(b"<!-- ", b"")
        assert page["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")

    def test_its_policy_knows_its_style(self, anyone: APIClient) -> None:
        page = anyone.get("/api/v1/docs/", headers={"Accept": "text/html"})
        [style] = re.findall(r"<style>(.*?)</style>", page.content.decode(), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page["Content-Security-Policy"]
        assert " style=" not in page.content.decode()

    @pytest.mark.parametrize("address", ["/api/v1/docs/", "/api/v1/schema/"])
    def test_refusals_are_problem_documents(self, anyone: APIClient, address: str) -> None:
        refused(anyone.get(address, headers={"Accept": "image/png"}), 406, "not-acceptable")
        refused(anyone.post(address, headers={"Accept": "application/yaml, text/html"}), 405)

    def test_its_script_has_an_address_of_its_own(self, anyone: APIClient) -> None:
        script = anyone.get("/api/v1/docs/?script=")
        assert script["Content-Type"].startswith("application/javascript")
        assert b"api/v1/schema/" in script.content or b"../schema/" in script.content


class TestEveryAddress:
    def test_root_leads_to_all_of_it(self, anyone: APIClient) -> None:
        root = anyone.get("/api/v1/").json()
        for address in (*(root[name] for name in root if name not in ("desk", "exports")), *root["exports"].values()):
            response = anyone.get(address)
            b"".join(response)  # an export is a file, closed when it was read
            assert response.status_code == 200, address

    def test_root_leads_to_every_collection(self, anyone: APIClient) -> None:
        root = anyone.get("/api/v1/").json()
        offered = {path for path, _, _ in operations() if "{" not in path and path.startswith("/api/v1/")}
        named = {
            *root["exports"].values(),
            *root["desk"].values(),
            *(each for each in root.values() if isinstance(each, str)),
        }
        lookups = {path for path in offered if "/lookups/" in path}  # questions, each with parameters of its own
        assert offered - lookups <= {address.removeprefix(settings.SITE_URL) for address in named}

    def test_root_leads_to_the_desk(self, anyone: APIClient) -> None:
        root = anyone.get("/api/v1/").json()
        assert root["desk"]["claims"] == f"{settings.SITE_URL}/api/v1/desk/claims/"

    @pytest.mark.parametrize("method", ["get", "post", "delete"])
    def test_unknown_address(self, anyone: APIClient, method: str) -> None:
        refused(getattr(anyone, method)("/api/v1/nothing/here/"), 404, "not-found")

    def test_missing_slash_is_mended(self, anyone: APIClient) -> None:
        assert anyone.get("/api/v1/claims")["Location"] == "/api/v1/claims/"

    def test_type_of_a_problem_leads_to_its_description(self, anyone: APIClient) -> None:
        problem = refused(anyone.get("/api/v1/claims/unknown/"), 404)
        described = anyone.get(problem["type"]).json()
        assert {described[name] == problem[name] for name in ("type", "title", "status")} == {True}
        refused(anyone.get("/api/v1/problems/unheard-of/"), 404)

    def test_too_many_requests(self, anyone: APIClient, monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
        monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "address", "2")
        cache.clear()
        assert [anyone.get("/api/v1/claims/").status_code for _ in range(2)] == [200, 200]
        response = anyone.get("/api/v1/claims/")
        refused(response, 429, "too-many-requests")
        assert 0 < int(response["Retry-After"]) <= 61

    def test_nobody_names_another_address(self, anyone: APIClient, monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
        monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "address", "1")
        anyone.get("/api/v1/claims/")
        refused(anyone.get("/api/v1/claims/", headers={"X-Forwarded-For": "192.0.2.7"}), 429)
