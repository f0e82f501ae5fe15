"""The URLs of series of posts, by the site's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_DEFAULTS = {"URL": "blog/series/{slug}/", "SAVE_AS": "blog/series/{slug}/index.html", "FEED_ATOM": ""}


@dataclass(frozen=True)
class SeriesUrls:
    """Where the page and the feed of a series are, each with ``{slug}`` in it; "" for what is not written."""

    url: str
    save_as: str
    feed: str

    def of(self, slug: str) -> SeriesUrls:
        return SeriesUrls(*(pattern.format(slug=slug) for pattern in (self.url, self.save_as, self.feed)))


def read_series_urls(settings: Mapping[str, Any]) -> SeriesUrls:
    """Read ``CROSS_REFERENCES_SERIES_URL``, ``_SAVE_AS`` and ``_FEED_ATOM``.

    :raises ValueError: two series would have one URL.
    """
    return SeriesUrls(*(read_pattern(settings, name) for name in _DEFAULTS))


def read_pattern(settings: Mapping[str, Any], name: str) -> str:
    """Return the pattern of the setting ``CROSS_REFERENCES_SERIES_`` and *name*.

    :raises ValueError: two series would have one URL.
    """
    setting = f"CROSS_REFERENCES_SERIES_{name}"
    pattern = str(settings.get(setting, _DEFAULTS[name]) or "")
    try:
        is_wrong = pattern.format(slug="a") == pattern.format(slug="b") != "" or ".." in pattern.split("/")
    except (LookupError, ValueError, AttributeError):
        is_wrong = True
    if is_wrong:
        raise ValueError(f"{setting} must be a URL with '{{slug}}' in it, not '{pattern}'")
    return pattern
