"""What all tables of redirects have in common; `redirect_formats` has those that there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from .redirect import Redirect

# Names make patterns of up to four times their length, and nginx reads 4,096 bytes of one.
LONGEST = 1000


@dataclass(frozen=True)
class RedirectRule:
    """A redirect as a server sees it: *path* is decoded, *target* encoded, and both begin at the root of the host.

    *rest* is what follows the target's path: nothing, normally, or a query or fragment with its mark.
    """

    redirect: Redirect
    path: str
    query: str
    origin: str
    target: str
    rest: str

    @property
    def key(self) -> tuple[str, str]:
        """What all spellings of the old address have in common that a server takes for one."""
        return self.query, stem(self.path)

    @property
    def url(self) -> str:
        return self.origin + self.target + self.rest


@dataclass(frozen=True)
class TableFormat:
    """A table of redirects for one kind of server.

    *path* is its file, below the output folder. *accepts* says whether the table can hold a redirect exactly. *write* makes
    the text of the table, for the *limit* first that it accepts.
    """

    path: str
    accepts: Callable[[RedirectRule], bool]
    write: Callable[[Sequence[RedirectRule]], str]
    limit: int | None = None

    def render(self, redirects: Iterable[Redirect], site_url: str) -> str:
        """Return the table. A rule holds for its path with and without the last slash or ``index.html``, and for no other.

        *site_url* is as ``https://host/folder``, or empty. Its folder stands in front of all paths.

        :raises ValueError: a path does not begin with one slash, or has control characters or lone surrogates in it.
        """
        return self.write(self._held(redirects, site_url))

    def omitted(self, redirects: Iterable[Redirect], site_url: str) -> list[Redirect]:
        """Return what has no rule in the table: it cannot be exact there, leads to itself, or is one too many."""
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
    """See that *source* is a path.

    :raises ValueError: it does not begin with a slash, or has control characters or lone surrogates in it.
    """
    if not source.startswith("/") or re.search(r"[\x00-\x1f\x7f]", source):
        raise ValueError(f"{source!r} is not a path of the site")
    source.encode()


def check_redirect(redirect: Redirect) -> None:
    """See that both ends are paths, and that the target is on this host.

    :raises ValueError: as `check_source`.
    """
    check_source(redirect.source)
    check_source(redirect.target)
    # Browsers take `\` for a slash, and two slashes for the beginning of a host.
    if redirect.target[1:2] in ("/", "\\"):
        raise ValueError(f"{redirect.target!r} is not a path of the site")


def _move(redirect: Redirect, site_url: str) -> RedirectRule:
    check_redirect(redirect)
    site = urlsplit(site_url)
    folder = site.path.rstrip("/")
    origin = f"{site.scheme}://{site.netloc}" if site.scheme and site.netloc else ""
    path, _, query = redirect.source.partition("?")
    # What is left means nothing to any of the servers; a browser takes it as it takes its percent-encoding.
    target = quote(folder + redirect.target, safe="/%!&'()+,;=@?#")
    target, mark, rest = re.split(r"([?#]|$)", target, maxsplit=1)
    return RedirectRule(redirect, unquote(folder) + path, query, origin, target, mark + rest)


def _is_rule(move: RedirectRule) -> bool:
    """Whether it leads from where a browser can ask to elsewhere, and is short enough to be read."""
    resolved = not {"", ".", ".."} & set(stem(move.path).split("/")[1:])
    fits = max(len(quote(text)) for text in (move.path, move.query, move.target, move.rest)) <= LONGEST
    stands_still = move.key == ("", stem(unquote(move.target)))
    return resolved and fits and not stands_still


def _sorted(redirects: Iterable[Redirect]) -> list[Redirect]:
    return sorted(redirects, key=lambda redirect: (redirect.source, redirect.target))


def stem(path: str) -> str:
    """Return *path* without ``index.html`` and the last slash."""
    path = path.removesuffix("index.html") if path.endswith("/index.html") else path
    return path.rstrip("/")
