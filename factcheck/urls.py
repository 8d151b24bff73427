"""Addresses. Pages and admin: English without a prefix, German under /de/; the API and the health checks have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from factcheck import health

handler500 = "claims.api.faults.failed"

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("api/v1/", include("claims.api.urls")),
    path("", include("claims.api.google.urls")),
    path("", include("claims.pages.plain_urls")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("claims.pages.urls")),
        prefix_default_language=False,
    ),
]
