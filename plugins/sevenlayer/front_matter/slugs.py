"""Slugs: words for URLs and for the ids of headings."""

from __future__ import annotations

import re

from unidecode import unidecode

#: Limit of characters in a slug: file systems allow names of 255 bytes, and names of feeds are longer than the slug.
MAX_NAME = 200

SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")

_URL_WORD = re.compile(r"[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9_~-]+)*")

#: The same rule for the slugs that Pelican makes: its setting SLUG_REGEX_SUBSTITUTIONS.
SLUG_REGEX_SUBSTITUTIONS = [
    (r"\+", "-plus-"),
    (r"(?<=[a-z0-9])#", "-sharp-"),
    (r"['’]", ""),
    (r"[^a-z0-9]+", "-"),
    (r"\A-+", ""),
    (rf"(?<=\A.{{{MAX_NAME}}}).+", ""),
    (r"-+\Z", ""),
]


def make_slug(text: str) -> str:
    """Return *text* as a slug of ``[a-z0-9-]+``, never empty and never longer than MAX_NAME.

    Other scripts are transliterated; C++, C# and C get different slugs; a text without letters becomes its code points.
    """
    slug = unidecode(text).lower()
    for pattern, replacement in SLUG_REGEX_SUBSTITUTIONS:
        slug = re.sub(pattern, replacement, slug)
    return slug or "-".join(f"u{ord(c):04x}" for c in text.split()[0][:4]) if text.strip() else "untitled"


def is_url_word(text: str) -> bool:
    """Whether *text* can be a slug on a site with slugs of its own: one path segment that does not begin or end with a dot."""
    return len(text) <= MAX_NAME and _URL_WORD.fullmatch(text) is not None


def is_slug(text: str) -> bool:
    return len(text) <= MAX_NAME and SLUG.fullmatch(text) is not None
