"""Pelican's own settings: which there are, and what is wrong with the values of those that fail late or without a word."""

from __future__ import annotations

import datetime
import string
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pelican.settings import DEFAULT_CONFIG

from sevenlayer.diagnostics import did_you_mean

from .model import BadSetting, Check, Setting, list_of_texts, pairs, shown, text, whole_number

__all__ = ["PELICAN_SETTINGS", "pelican_names"]

# Settings that Pelican or its themes read and that its defaults do not have.
_FURTHER = """
    ARTICLE_LANG_SAVE_AS ARTICLE_LANG_URL AUTHOR CSS_FILE DISQUS_SITENAME FEED_ATOM FEED_ATOM_URL FEED_RSS FEED_RSS_URL
    FEED_ALL_RSS FEED_ALL_RSS_URL GITHUB_URL GOOGLE_ANALYTICS LINKS LINKS_WIDGET_NAME MENUITEMS MARKDOWN PAGE_LANG_SAVE_AS
    PAGE_LANG_URL PELICAN_CLASS PYGMENTS_RST_OPTIONS SITEDESCRIPTION SITESUBTITLE SOCIAL SOCIAL_WIDGET_NAME STYLESHEET_URL
    TWITTER_USERNAME
""".split()


def pelican_names(settings: Mapping[str, Any]) -> set[str]:
    """Return the names of all of Pelican's settings, those of direct templates included."""
    names = {*DEFAULT_CONFIG, *_FURTHER}
    templates = settings.get("DIRECT_TEMPLATES")
    # Those that a site has left out of the list may have their settings still.
    usual = ("index", "authors", "categories", "tags", "archives")
    for template in (*usual, *(templates if isinstance(templates, list | tuple) else ())):
        names |= {f"{str(template).upper()}_{end}" for end in ("SAVE_AS", "URL", "PATH")}
    for kind in ("ARTICLE", "PAGE", "DRAFT", "DRAFT_PAGE"):
        names |= {f"{kind}_{end}" for end in ("URL", "SAVE_AS", "LANG_URL", "LANG_SAVE_AS")}
    for kind in ("CATEGORY", "TAG", "AUTHOR", "TRANSLATION"):
        names |= {f"{kind}_FEED_{form}{end}" for form in ("ATOM", "RSS") for end in ("", "_URL")}
    return names


def _time_zone(settings: Mapping[str, Any]) -> None:
    name = settings.get("TIMEZONE")
    try:
        ZoneInfo(name)  # type: ignore[arg-type]
    except (ZoneInfoNotFoundError, TypeError, ValueError, OSError):
        hint = did_you_mean(name, available_timezones()) if isinstance(name, str) else None
        hint = hint or "use a name of the IANA database, as in 'Europe/Berlin'"
        raise BadSetting(f"TIMEZONE must be the name of a time zone, not {shown(name)}", hint) from None


def _typogrify(settings: Mapping[str, Any]) -> None:
    if settings.get("TYPOGRIFY") and find_spec("typogrify") is None:
        raise BadSetting(
            "TYPOGRIFY needs the package 'typogrify', which is not installed",
            "install it (pip install typogrify), or remove the setting",
        )


def _folder(settings: Mapping[str, Any]) -> None:
    if not Path(settings["PATH"]).is_dir():
        raise BadSetting(f"PATH: there is no folder '{settings['PATH']}'", "make it, or correct the path")


#: What the patterns of URLs may have in braces.
_FIELDS = {
    "slug": "slug",
    "lang": "en",
    "date": datetime.datetime(2013, 7, 19, tzinfo=datetime.UTC),
    "category": "category",
    "author": "author",
}


def _url_pattern(name: str) -> Check:
    def check(settings: Mapping[str, Any]) -> None:
        value = settings.get(name)
        if not value and name in settings:  # Pelican writes no such page then.
            return
        if not isinstance(value, str):
            if name in settings:
                raise ValueError(f"{name} must be a text, not {shown(value)}")
            return
        try:
            fields = [
                field for _text, field, _spec, _conversion in string.Formatter().parse(value) if field is not None
            ]
            unknown = [field for field in fields if field.split(".")[0].split("[")[0] not in _FIELDS]
            if unknown:
                # A field of the post's own front matter may stand there too.
                if any(not field.isidentifier() for field in unknown) or did_you_mean(unknown[0], _FIELDS):
                    raise BadSetting(
                        f"{name}: there is no '{{{unknown[0]}}}'", did_you_mean(unknown[0], _FIELDS) or _PATTERN_HINT
                    )
                return
            value.format(**_FIELDS)
        except BadSetting:
            raise
        except (ValueError, LookupError, AttributeError, TypeError) as exception:
            raise BadSetting(f"{name} is not a pattern for URLs ({exception}): {shown(value)}", _PATTERN_HINT) from None

    return check


_PATTERN_HINT = "write it as in 'blog/{date:%Y}/{slug}/'"


def _settings() -> Iterator[Setting]:
    def setting(name: str, example: str, check: Check) -> Setting:
        return Setting(name, "", "", "", example, "", check)

    yield setting("TIMEZONE", "'Europe/Berlin'", _time_zone)
    yield setting("TYPOGRIFY", "False", _typogrify)
    yield setting("PATH", "'content'", _folder)
    for name in ("SITENAME", "SITEURL", "DEFAULT_LANG", "DEFAULT_DATE_FORMAT", "SITESUBTITLE"):
        yield setting(name, "'en'" if name == "DEFAULT_LANG" else "'a text'", text(name))
    yield setting("AUTHOR", "'Ada Lindqvist'", text("AUTHOR", may_be_none=True))
    for name in ("MENUITEMS", "SOCIAL", "LINKS"):
        yield setting(name, "[('a text', 'https://example.org/')]", pairs(name))
    for name in ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS", "ARTICLE_EXCLUDES", "DIRECT_TEMPLATES", "IGNORE_FILES"):
        yield setting(name, "['a text']", list_of_texts(name))
    yield setting("DEFAULT_PAGINATION", "10", whole_number("DEFAULT_PAGINATION", instead=(False, None)))
    yield setting("SUMMARY_MAX_LENGTH", "50", whole_number("SUMMARY_MAX_LENGTH", least=0, instead=(None,)))
    yield setting("FEED_MAX_ITEMS", "100", whole_number("FEED_MAX_ITEMS", instead=(None,)))
    for kind in ("ARTICLE", "PAGE", "DRAFT", "DRAFT_PAGE", "CATEGORY", "TAG", "AUTHOR"):
        for end in ("URL", "SAVE_AS"):
            yield setting(f"{kind}_{end}", "'blog/{slug}/'", _url_pattern(f"{kind}_{end}"))


PELICAN_SETTINGS = tuple(_settings())
