"""Base of all redirect tables; the formats are in `formats`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from .redirect import Redirect

# Escaped patterns have up to four times the length of a path, and nginx reads 4,096 bytes of one.
LONGEST = 1000


@dataclass(frozen=True)
class RedirectRule:
    """A redirect relative to the root of the host: *path* is decoded, *target* percent-encoded.

    *rest* is the query or fragment of the target with its ``?`` or ``#``, normally "".
    """

    redirect: Redirect
    path: str
    query: str
    origin: str
    target: str
    rest: str

    @property
    def key(self) -> tuple[str, str]:
        """The same key for all spellings of the source that servers treat as one."""
        return self.query, stem(self.path)

    @property
    def url(self) -> str:
        return self.origin + self.target + self.rest


@dataclass(frozen=True)
class TableFormat:
    """A redirect table for one kind of server.

    *path* is its file, relative to the output folder. *accepts* returns whether the table can express a rule exactly. *write*
    returns the text of the table for the first *limit* accepted rules.
    """

    path: str
    accepts: Callable[[RedirectRule], bool]
    write: Callable[[Sequence[RedirectRule]], str]
    limit: int | None = None

    def render(self, redirects: Iterable[Redirect], site_url: str) -> str:
        """Return the table. A rule matches its path with and without a trailing slash or ``index.html``, and no other path.

        *site_url* is a URL such as ``https://host/folder``, or empty. Its folder is prepended to all paths.

        :raises ValueError: a path does not begin with a single slash, or has control characters or lone surrogates.
        """
        return self.write(self._held(redirects, site_url))

    def omitted(self, redirects: Iterable[Redirect], site_url: str) -> list[Redirect]:
        """Return the redirects without a rule in the table: not exact, a loop, or beyond the limit."""
        redirects = _sorted(redirects)
        held = {move.key: move.redirect.target for move in self._held(redirects, site_url)}
        return [one for one in redirects if held.get(_move(one, site_url).key) != one.target]

    def _held(self, redirects: Iterable[Redirect], site_url: str) -> list[RedirectRule]:
        held: dict[tuple[str, str], RedirectRule] = {}
        for redirect in _sorted(redirects):
            move = _move(redirect, site_url)
            if _is_rule(move) and self.accepts(move):
                held.setdefault(move.key, move)
        return list(held.values())[: self.limit]


def check_source(source: str) -> None:
    """Check that *source* is a path.

    :raises ValueError: it does not begin with a slash, or has control characters or lone surrogates.
    """
    if not source.startswith("/") or re.search(r"[\x00-\x1f\x7f]", source):
        raise ValueError(f"{source!r} is not a path of the site")
    source.encode()


def check_redirect(redirect: Redirect) -> None:
    """Check that source and target are paths, and that the target is on this host.

    :raises ValueError: as for `check_source`.
    """
    check_source(redirect.source)
    check_source(redirect.target)
    # Browsers treat `\` as a slash, and two slashes as the beginning of a host.
    if redirect.target[1:2] in ("/", "\\"):
        raise ValueError(f"{redirect.target!r} is not a path of the site")


def _move(redirect: Redirect, site_url: str) -> RedirectRule:
    check_redirect(redirect)
    site = urlsplit(site_url)
    folder = site.path.rstrip("/")
    origin = f"{site.scheme}://{site.netloc}" if site.scheme and site.netloc else ""
    path, _, query = redirect.source.partition("?")
    # The characters left unencoded are special to no server; browsers treat them like their percent-encoding.
    target = quote(folder + redirect.target, safe="/%!&'()+,;=@?#")
    target, mark, rest = re.split(r"([?#]|$)", target, maxsplit=1)
    return RedirectRule(redirect, unquote(folder) + path, query, origin, target, mark + rest)


def _is_rule(move: RedirectRule) -> bool:
    """Whether the source can be requested by browsers, the target is another page, and both are short enough."""
    resolved = not {"", ".", ".."} & set(stem(move.path).split("/")[1:])
    fits = max(len(quote(text)) for text in (move.path, move.query, move.target, move.rest)) <= LONGEST
    stands_still = move.key == ("", stem(unquote(move.target)))
    return resolved and fits and not stands_still


def _sorted(redirects: Iterable[Redirect]) -> list[Redirect]:
    return sorted(redirects, key=lambda redirect: (redirect.source, redirect.target))


def stem(path: str) -> str:
    """Return *path* without ``index.html`` and trailing slash."""
    path = path.removesuffix("index.html") if path.endswith("/index.html") else path
    return path.rstrip("/")
