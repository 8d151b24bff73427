"""Addresses of Google's API, below the root of the host and without a slash at the end: its clients drop any prefix."""

from django.urls import path

from claims.api.google.views import ClaimSearch, NotHere

urlpatterns = [
    path("v1alpha1/claims:search", ClaimSearch.as_view(), name="google-claim-search"),
    path("v1alpha1/claims:imageSearch", NotHere.as_view(), name="google-image-search"),
    path("v1alpha1/pages", NotHere.as_view(), name="google-pages"),
    path("v1alpha1/pages/<str:page>", NotHere.as_view(), name="google-page"),
]
