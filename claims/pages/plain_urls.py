"""Addresses without a language, for programs: robots.txt, the sitemap, oEmbed."""

from django.urls import path

from claims.pages.views import embeds, sitemaps

urlpatterns = [
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<slug:section>-<int:number>.xml", sitemaps.section, name="sitemap-section"),
    path("oembed", embeds.oembed, name="oembed"),
]
