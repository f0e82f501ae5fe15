"""HTML of posts: links, headings, ids, locations in the source, and the allow-list for raw HTML.

The modules `sanitise` and `summary`, which load nh3, are imported as such by the readers; all else is imported from here.
"""

from __future__ import annotations

from .frames import replace_frames, upgrade_frame_url
from .headings import Heading, IdAllocator, contents_html, heading_html, without_permalinks
from .links import (
    add_missing_slashes,
    disallowed_url,
    find_ids,
    find_urls,
    invalid_url,
    is_allowed_url,
    is_invalid_url,
    missing_slashes,
    rewrite_urls,
)
from .locate import OffsetLocator, UrlLocator, column_of, replace_spans
from .references import Reference
from .unclosed import OpenElements
from .url_paths import TOLERANCES, encode_path, loosest_key, served_path

__all__ = [
    "TOLERANCES",
    "Heading",
    "IdAllocator",
    "OffsetLocator",
    "OpenElements",
    "Reference",
    "UrlLocator",
    "add_missing_slashes",
    "column_of",
    "contents_html",
    "disallowed_url",
    "encode_path",
    "find_ids",
    "find_urls",
    "heading_html",
    "invalid_url",
    "is_allowed_url",
    "is_invalid_url",
    "loosest_key",
    "missing_slashes",
    "replace_frames",
    "replace_spans",
    "rewrite_urls",
    "served_path",
    "upgrade_frame_url",
    "without_permalinks",
]
