"""oEmbed (https://oembed.com), the ``rich`` type: what a page of another site shows of a claim."""

from dataclasses import dataclass

from django.conf import settings

from claims.formats.schema_org import NAME, Json, present

WIDTH, HEIGHT = 600, 320


@dataclass(frozen=True)
class Size:
    """Pixels: ours, or what the asking page allows at most."""

    width: int = WIDTH
    height: int = HEIGHT

    @classmethod
    def within(cls, most_width: int | None, most_height: int | None) -> "Size":
        return cls(min(WIDTH, most_width or WIDTH), min(HEIGHT, most_height or HEIGHT))


def rich(*, title: str, author: str, html: str, size: Size, cache_age: int) -> Json:
    return present(
        version="1.0",
        type="rich",
        title=title,
        author_name=author,
        provider_name=NAME,
        provider_url=f"{settings.SITE_URL}/",
        cache_age=cache_age,
        html=html,
        width=size.width,
        height=size.height,
    )
