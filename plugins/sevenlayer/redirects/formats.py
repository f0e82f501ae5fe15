"""Tables of redirects for the servers that we know.

A name may have any character in it, and none may end a pattern, a line or a directive: patterns have ``\\x`` and a number for
all but letters, digits, dots and dashes, addresses are percent-encoded, and what a server cannot match exactly is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote, unquote

from .table import LONGEST, RedirectRule, TableFormat, stem

_COMMENT = "# Where old addresses lead to. Written by Sevenlayer; the next build writes it anew."


def _pattern(path: str) -> str:
    """The end of a regular expression for all spellings of *path*."""
    if _is_file(path):
        return f"{_escaped(path)}$"
    return rf"{_escaped(stem(path))}(?:/(?:index\.html)?)?$"


def _is_file(path: str) -> bool:
    return path.lower().endswith((".html", ".htm")) and not path.endswith("/index.html")


def _escaped(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        return r"\." if match[0] == "." else rf"\x{ord(match[0]):02x}"

    return re.sub(r"[^A-Za-z0-9/_\x80-\U0010ffff-]", escape, text)


# A query is compared as it is sent, so it must be written in one way only.
_PLAIN_QUERY = re.compile(r"[A-Za-z0-9=&._~+%,/-]*")


def _nginx_accepts(move: RedirectRule) -> bool:
    return _PLAIN_QUERY.fullmatch(move.query) is not None


def _write_nginx(moves: Sequence[RedirectRule]) -> str:
    """Two maps, to be included in the block ``http``. All keys are patterns: nginx compares texts without regard to case
    (https://nginx.org/en/docs/http/ngx_http_map_module.html), so a name would lead to itself where only its case has changed.
    """
    paths = [f'    "~^{_pattern(move.path)}" "{move.url}";' for move in moves if not move.query]
    queries = [f'    "~^{_escaped(move.query)} {_pattern(move.path)}" "{move.url}";' for move in moves if move.query]
    by_path = ["map $uri $sevenlayer_moved_path {", '    default "";', *paths, "}"]
    by_query = ['map "$args $uri" $sevenlayer_moved {', "    default $sevenlayer_moved_path;", *queries, "}"]
    return "\n".join([_COMMENT, *by_path, *by_query, ""])


# In bytes, with nearly all file systems.
_LONGEST_NAME = 255


def _apache_accepts(move: RedirectRule) -> bool:
    # RedirectMatch encodes its target, so it has to be written decoded; there, these would mean something else.
    decoded = unquote(move.target)
    unclear = re.search(r"[\x00-\x1f\x7f\"$\\?#\ufffd]", decoded) or "%2f" in move.target.lower()
    # It looks for files before it reads the table, and refuses a name that none can have.
    names_fit = all(len(name.encode()) <= _LONGEST_NAME for name in move.path.split("/"))
    return not unclear and names_fit and _PLAIN_QUERY.fullmatch(move.query) is not None


def _write_apache(moves: Sequence[RedirectRule]) -> str:
    """Directives of mod_alias (https://httpd.apache.org/docs/2.4/mod/mod_alias.html). ``Redirect`` would hold for all
    that begins with a path. A query is passed on, unless the target has one: so an empty one is given to it.
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


# What browsers send in a path as it is (https://url.spec.whatwg.org/#path-percent-encode-set). Without `*` and `:`, which
# stand for other things in a rule: a path with one of these is no path for a table of Netlify's or Cloudflare's.
_AS_SENT = "/!$&'()+,;=@[]|"
_PAIR = r"[A-Za-z0-9._~-]+=[A-Za-z0-9._~-]+"
_PAIRS = re.compile(rf"(?:{_PAIR}(?:&{_PAIR})*)?")


def _is_literal(move: RedirectRule) -> bool:
    # Both hosts show `/a.html` as `/a`, too, so a rule from one to the other could lead in a circle.
    same_page = stem(move.path).removesuffix(".html") == stem(unquote(move.target)).removesuffix(".html")
    return not same_page and not re.search(r"[*:]", move.path)


def _netlify_accepts(move: RedirectRule) -> bool:
    return _is_literal(move) and _PAIRS.fullmatch(move.query) is not None


def _write_netlify(moves: Sequence[RedirectRule]) -> str:
    """Rules for Netlify (https://docs.netlify.com/manage/routing/redirects/redirect-options/): one holds with and without
    the last slash, and by its ``!`` even where there is a file.
    """
    rules = [
        [_as_sent(move.path), *filter(None, move.query.split("&")), move.target + move.rest, "301!"] for move in moves
    ]
    return "\n".join([_COMMENT, *map(" ".join, rules), ""])


def _cloudflare_accepts(move: RedirectRule) -> bool:
    # A rule to `/index` or `/index.html` is taken for a circle.
    fits = len(_cloudflare_rule(move.path, move)) <= LONGEST and not move.target.endswith(("/index", "/index.html"))
    return _is_literal(move) and not move.query and fits


_CLOUDFLARE_LIMIT = 2000


def _write_cloudflare(moves: Sequence[RedirectRule]) -> str:
    """Rules for Cloudflare Pages (https://developers.cloudflare.com/pages/configuration/redirects/), which compares letter
    by letter, knows no queries, and reads 2,000 rules of 1,000 characters. Where these are not used up, the spelling with or
    without the last slash has a rule, too; the host leads from one to the other anyway where there is a page.
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


#: The tables that there are, by the names that the settings have for them.
TABLES: Mapping[str, TableFormat] = MappingProxyType(
    {
        "netlify": TableFormat("_redirects", _netlify_accepts, _write_netlify),
        "cloudflare": TableFormat("_redirects", _cloudflare_accepts, _write_cloudflare, _CLOUDFLARE_LIMIT),
        "nginx": TableFormat("redirects.nginx.conf", _nginx_accepts, _write_nginx),
        "apache": TableFormat(".htaccess", _apache_accepts, _write_apache),
    }
)
