"""What the site's settings say about markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sevenlayer.directives import Vocabulary
from sevenlayer.directives.standard import standard_vocabulary
from sevenlayer.front_matter.slugs import SLUG_REGEX_SUBSTITUTIONS

RAW_HTML_MODES = ("sanitise", "trust", "refuse")
FRAME_HOSTS = (
    "asciinema.org",
    "player.vimeo.com",
    "speakerdeck.com",
    "www.slideshare.net",
    "www.youtube-nocookie.com",
    "www.youtube.com",
)


@dataclass(frozen=True)
class MarkupOptions:
    """Everything that the reading of a body depends on besides its source.

    *content_root* is the real path of the folder below which included files must lie. *docutils* are the site's
    ``DOCUTILS_SETTINGS``. *strict_slugs* is on where the site makes its slugs by our rule.
    """

    content_root: Path
    raw_html: str = "sanitise"
    frame_hosts: frozenset[str] = frozenset(FRAME_HOSTS)
    language: str = "en"
    summary_words: int | None = 50
    strict_slugs: bool = True
    docutils: Mapping[str, Any] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=standard_vocabulary)


def markup_options(settings: Mapping[str, Any], vocabulary: Vocabulary | None = None) -> MarkupOptions:
    """Read the settings. The roles, directives and lexers are those of *vocabulary*, or else the standard ones.

    The settings have been checked.
    """
    frame_hosts = settings.get("MARKUP_FRAME_HOSTS", FRAME_HOSTS)
    return MarkupOptions(
        content_root=Path(settings["PATH"]).resolve(),
        raw_html=settings.get("MARKUP_RAW_HTML", "sanitise"),
        frame_hosts=frozenset(host.lower() for host in frame_hosts),
        language=settings.get("DEFAULT_LANG", "en"),
        summary_words=settings.get("SUMMARY_MAX_LENGTH", 50),
        strict_slugs=settings.get("SLUG_REGEX_SUBSTITUTIONS") == SLUG_REGEX_SUBSTITUTIONS,
        docutils=settings.get("DOCUTILS_SETTINGS") or {},
        vocabulary=vocabulary or standard_vocabulary(),
    )
