"""Addresses. Pages and admin: English without a prefix, German under /de/; the API and the health checks have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from factcheck import health


def there(route: str, module: str) -> list:  # REMOVE once both exist
    from importlib.util import find_spec

    return [path(route, include(module))] if find_spec(module) else []


urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    *there("api/v1/", "claims.api.urls"),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        *there("", "claims.pages.urls"),
        prefix_default_language=False,
    ),
]
