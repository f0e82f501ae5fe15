"""Redirect tables for nginx, Apache, Netlify and Cloudflare Pages.

Paths may have any character, and none may end a pattern, a line or a directive: in patterns, all but letters, digits, dots
and dashes are escaped as ``\\x`` and a number, URLs are percent-encoded, and redirects that a server cannot match exactly are
omitted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote, unquote

from .table import LONGEST, RedirectRule, TableFormat, stem

_COMMENT = "# Where old addresses lead to. Written by Sevenlayer; the next build writes it anew."


def _pattern(path: str) -> str:
    """Return the end of a regular expression that matches all spellings of *path*."""
    if _is_file(path):
        return f"{_escaped(path)}$"
    return rf"{_escaped(stem(path))}(?:/(?:index\.html)?)?$"


def _is_file(path: str) -> bool:
    return path.lower().endswith((".html", ".htm")) and not path.endswith("/index.html")


def _escaped(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        return r"\." if match[0] == "." else rf"\x{ord(match[0]):02x}"

    return re.sub(r"[^A-Za-z0-9/_\x80-\U0010ffff-]", escape, text)


# Servers compare the query as sent, so it must have a single encoding.
_PLAIN_QUERY = re.compile(r"[A-Za-z0-9=&._~+%,/-]*")


def _nginx_accepts(move: RedirectRule) -> bool:
    return _PLAIN_QUERY.fullmatch(move.query) is not None


def _write_nginx(moves: Sequence[RedirectRule]) -> str:
    """Return two maps, to be included in the block ``http``. All keys are patterns: nginx ignores the case of strings
    (https://nginx.org/en/docs/http/ngx_http_map_module.html), so a redirect that only changes letter case would loop.
    """
    paths = [f'    "~^{_pattern(move.path)}" "{move.url}";' for move in moves if not move.query]
    queries = [f'    "~^{_escaped(move.query)} {_pattern(move.path)}" "{move.url}";' for move in moves if move.query]
    by_path = ["map $uri $sevenlayer_moved_path {", '    default "";', *paths, "}"]
    by_query = ['map "$args $uri" $sevenlayer_moved {', "    default $sevenlayer_moved_path;", *queries, "}"]
    return "\n".join([_COMMENT, *by_path, *by_query, ""])


# In bytes, on nearly all file systems.
_LONGEST_NAME = 255


def _apache_accepts(move: RedirectRule) -> bool:
    # RedirectMatch encodes its target, which therefore is written decoded; these characters are special there.
    decoded = unquote(move.target)
    unclear = re.search(r"[\x00-\x1f\x7f\"$\\?#\ufffd]", decoded) or "%2f" in move.target.lower()
    # Apache looks for a file before it reads the table, and rejects names that are too long for one.
    names_fit = all(len(name.encode()) <= _LONGEST_NAME for name in move.path.split("/"))
    return not unclear and names_fit and _PLAIN_QUERY.fullmatch(move.query) is not None


def _write_apache(moves: Sequence[RedirectRule]) -> str:
    """Return directives of mod_alias (https://httpd.apache.org/docs/2.4/mod/mod_alias.html): ``RedirectMatch``, since
    ``Redirect`` matches prefixes. Apache appends the query of the request unless the target has one, hence an empty query.
    """
    lines = [_COMMENT, "<IfModule mod_alias.c>"]
    for move in moves:
        address = move.origin + unquote(move.target)
        if move.query:
            rest = move.rest if move.rest.startswith("?") else f"?{move.rest}"
            rule = f'RedirectMatch 301 "^{_pattern(move.path)}" "{address}{rest}"'
            lines += [f"<If \"%{{QUERY_STRING}} == '{move.query}'\">", rule, "</If>"]
        else:
            lines.append(f'RedirectMatch 301 "^{_pattern(move.path)}" "{address}{move.rest}"')
    return "\n".join([*lines, "</IfModule>", ""])


# Characters that browsers do not encode in a path (https://url.spec.whatwg.org/#path-percent-encode-set), except `*` and `:`,
# which are special in rules of Netlify and Cloudflare: paths with one of these are omitted.
_AS_SENT = "/!$&'()+,;=@[]|"
_PAIR = r"[A-Za-z0-9._~-]+=[A-Za-z0-9._~-]+"
_PAIRS = re.compile(rf"(?:{_PAIR}(?:&{_PAIR})*)?")


def _is_literal(move: RedirectRule) -> bool:
    # Both hosts also serve `/a.html` as `/a`, so a rule from one to the other could loop.
    same_page = stem(move.path).removesuffix(".html") == stem(unquote(move.target)).removesuffix(".html")
    return not same_page and not re.search(r"[*:]", move.path)


def _netlify_accepts(move: RedirectRule) -> bool:
    return _is_literal(move) and _PAIRS.fullmatch(move.query) is not None


def _write_netlify(moves: Sequence[RedirectRule]) -> str:
    """Return rules for Netlify (https://docs.netlify.com/manage/routing/redirects/redirect-options/). A rule matches with and
    without a trailing slash, and with ``!`` even if a file exists.
    """
    rules = [
        [_as_sent(move.path), *filter(None, move.query.split("&")), move.target + move.rest, "301!"] for move in moves
    ]
    return "\n".join([_COMMENT, *map(" ".join, rules), ""])


def _cloudflare_accepts(move: RedirectRule) -> bool:
    # Cloudflare treats a rule to `/index` or `/index.html` as a loop.
    fits = len(_cloudflare_rule(move.path, move)) <= LONGEST and not move.target.endswith(("/index", "/index.html"))
    return _is_literal(move) and not move.query and fits


_CLOUDFLARE_LIMIT = 2000


def _write_cloudflare(moves: Sequence[RedirectRule]) -> str:
    """Return rules for Cloudflare Pages (https://developers.cloudflare.com/pages/configuration/redirects/), which matches
    paths literally, ignores queries, and reads 2,000 rules of 1,000 characters. Up to that limit, the spelling with or without
    a trailing slash has a rule of its own; where a page exists, Cloudflare redirects to it anyway.
    """
    rules = [_cloudflare_rule(move.path, move) for move in moves]
    for move in moves:
        if not _is_file(move.path):
            short = stem(move.path)
            rules += [_cloudflare_rule(path, move) for path in (f"{short}/", short) if path not in ("", move.path)]
    return "\n".join([_COMMENT, *rules[:_CLOUDFLARE_LIMIT], ""])


def _cloudflare_rule(path: str, move: RedirectRule) -> str:
    return f"{_as_sent(path)} {move.target}{move.rest} 301"


def _as_sent(path: str) -> str:
    return quote(path, safe=_AS_SENT)


#: All redirect tables, by their names in the settings.
TABLES: Mapping[str, TableFormat] = MappingProxyType(
    {
        "netlify": TableFormat("_redirects", _netlify_accepts, _write_netlify),
        "cloudflare": TableFormat("_redirects", _cloudflare_accepts, _write_cloudflare, _CLOUDFLARE_LIMIT),
        "nginx": TableFormat("redirects.nginx.conf", _nginx_accepts, _write_nginx),
        "apache": TableFormat(".htaccess", _apache_accepts, _write_apache),
    }
)
