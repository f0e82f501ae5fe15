"""Where series are on the site, by its settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_URL = "blog/series/{slug}/"


@dataclass(frozen=True)
class SeriesAddresses:
    """Where the page and the feed of a series are, each with ``{slug}`` in it; "" for what is not written."""

    url: str
    save_as: str
    feed: str

    def of(self, slug: str) -> SeriesAddresses:
        return SeriesAddresses(*(pattern.format(slug=slug) for pattern in (self.url, self.save_as, self.feed)))


def read_series_addresses(settings: Mapping[str, Any]) -> SeriesAddresses:
    """Read ``CROSS_REFERENCES_SERIES_URL``, ``_SAVE_AS`` and ``_FEED_ATOM``.

    :raises ValueError: two series would have one address.
    """
    read = []
    for name, default in (("URL", _URL), ("SAVE_AS", f"{_URL}index.html"), ("FEED_ATOM", "")):
        setting = f"CROSS_REFERENCES_SERIES_{name}"
        pattern = str(settings.get(setting, default) or "")
        try:
            is_wrong = pattern.format(slug="a") == pattern.format(slug="b") != "" or ".." in pattern.split("/")
        except (LookupError, ValueError, AttributeError):
            is_wrong = True
        if is_wrong:
            raise ValueError(f"{setting} must be an address with '{{slug}}' in it, not '{pattern}'")
        read.append(pattern)
    return SeriesAddresses(*read)
