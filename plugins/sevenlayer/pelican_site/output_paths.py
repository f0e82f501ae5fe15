"""Two sources for one URL: found before anything is written, and named both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.contents import Content, Static
from pelican.generators import ArticlesGenerator
from pelican.paginator import Paginator

from sevenlayer.diagnostics import Code, Location, error

from .build_state import problems_of
from .contents import all_contents, leave_out


def drop_contents_with_one_url(generators: list[Any]) -> None:
    """Report every output path that two sources claim, and keep one of them: a post before a file, one with the usual
    address before one that asks for another, a file before a link to it, then the one whose path comes first.

    Pelican would stop in the middle of writing, or overwrite in silence. But a post or page may ask, by ``save_as``, for the
    place of a page that no source stands for: so a page becomes the site's index.
    """
    claims = _generated_claims(generators)
    dropped: list[Content] = []
    for content in sorted((content for _generator, content in all_contents(generators)), key=_precedence):
        conflict = claims.conflict(content)
        if conflict is None:
            claims.add(_output_path(content), _owner(content))
            continue
        dropped.append(content)
        hint = (
            "give one of the two another slug or date" if not isinstance(content, Static) else "rename one of the two"
        )
        if hasattr(content, "override_save_as"):
            hint = "give it another 'save_as'"
        message = f"{conflict}; this one is left out"
        problems_of(content.settings).add(
            error(Code.FRONT_MATTER_SAME_URL, message, Location(content.source_path), hint)
        )
    leave_out(generators, dropped)


def output_claims(generators: list[Any]) -> Claims:
    """Return who writes what, once no two sources claim one path any more."""
    claims = _generated_claims(generators)
    for _generator, content in all_contents(generators):
        claims.add(_output_path(content), _owner(content))
    return claims


def _generated_claims(generators: list[Any]) -> Claims:
    claims = Claims()
    for path, owner in generated_pages(generators):
        claims.add(path, owner, gives_way=True)
    for path, owner in generated_files(generators):
        claims.add(path, owner)
    return claims


def _owner(content: Content) -> str:
    return f"'{content.get_relative_source_path()}'"


def _precedence(content: Content) -> tuple[bool, bool, bool, str]:
    name = content.get_relative_source_path()
    is_link = Path(content.source_path).resolve() != Path(content.settings["PATH"]).resolve() / name
    return (isinstance(content, Static), hasattr(content, "override_save_as"), is_link, content.source_path)


def _output_path(content: Content) -> str:
    """Where *content* is written. A static file that is asked for that notes it, and can then no longer be attached."""
    if not isinstance(content, Static):
        return str(content.save_as)
    asked = content._output_location_referenced
    path = str(content.save_as)
    content._output_location_referenced = asked
    return path


class Claims:
    """Who writes which file, and below which folders; an owner is named in words."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._giving_way: set[str] = set()

    def add(self, path: str, owner: str, *, gives_way: bool = False) -> None:
        """Note *owner*; one that gives way does so once."""
        key = _key(path)
        if key in self._giving_way:
            self._giving_way.remove(key)
            self._files[key] = owner
        elif gives_way and key not in self._files:
            self._giving_way.add(key)
        self._files.setdefault(key, owner)
        for folder in _folders(path):
            self._folders.setdefault(folder, owner)

    def conflict(self, content: Content) -> str | None:
        """Return in words why *content* cannot be written, or None where it can."""
        path = _output_path(content)
        if hasattr(content, "override_save_as") and _key(path) in self._giving_way:
            return None
        if owner := self._files.get(_key(path)):
            if hasattr(content, "override_save_as"):
                return f"{owner} is written to '{path}' too"
            url = path if isinstance(content, Static) else content.url
            return f"{owner} is written to the same URL, '{url}'"
        return self._conflict_of_folders(path)

    def conflict_of_path(self, path: str) -> str | None:
        """The same for *path*, which no source asks for."""
        if owner := self._files.get(_key(path)):
            return f"{owner} is written to '{path}'"
        return self._conflict_of_folders(path)

    def _conflict_of_folders(self, path: str) -> str | None:
        if owner := self._folders.get(_key(path)):
            return f"'{path}' cannot be a file: {owner} is written below it"
        for folder in _folders(path):
            if owner := self._files.get(folder):
                return f"'{folder}' is not free: {owner} is written there"
        return None


def _key(path: str) -> str:
    """What makes two paths one file on some host: letter case does."""
    return path.strip("/").lower()


def _folders(path: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(_key(path)).parents if folder.name]


def generated_pages(generators: list[Any]) -> Iterator[tuple[str, str]]:
    """The pages that no source file stands for: Pelican's, and those that another plugin's generator says it writes."""
    for generator in generators:
        if hasattr(generator, "claimed_pages"):
            yield from generator.claimed_pages(generators)
        if isinstance(generator, ArticlesGenerator):
            settings = generator.settings
            for template in settings["DIRECT_TEMPLATES"]:
                if path := settings.get(f"{template.upper()}_SAVE_AS", f"{template}.html"):
                    yield path, f"the site's {template} page"
            for kind, group, _articles in groups_of(generator):
                if group.save_as:
                    yield group.save_as, f"the page of {kind} '{group}'"
            yield from _further_pages(generator)
            for periods in generator.period_archives.values():
                for period in periods:
                    yield period["save_as"], f"the archive of {'-'.join(str(part) for part in period['period_num'])}"


def generated_files(generators: list[Any]) -> Iterator[tuple[str, str]]:
    """The theme and the feeds that no source file stands for, and what another plugin's generator says it writes."""
    for generator in generators:
        if hasattr(generator, "claimed_files"):
            yield from generator.claimed_files(generators)
        if isinstance(generator, ArticlesGenerator):
            settings = generator.settings
            yield settings["THEME_STATIC_DIR"], "the site's theme"
            for feed in ("FEED", "FEED_ALL"):
                yield from _feeds(settings, feed, "the site's feed")
            for kind, group, _articles in groups_of(generator):
                yield from _feeds(settings, f"{kind.upper()}_FEED", f"the feed of {kind} '{group}'", slug=group.slug)


def groups_of(generator: ArticlesGenerator) -> Iterator[tuple[str, Any, list[Any]]]:
    """Every category, tag and author, with the word for what it is and its posts."""
    for kind, groups in (
        ("category", generator.categories),
        ("tag", generator.tags.items()),
        ("author", generator.authors),
    ):
        yield from ((kind, group, articles) for group, articles in groups)


def _further_pages(generator: ArticlesGenerator) -> Iterator[tuple[str, str]]:
    """The second and the following pages of lists."""
    settings = generator.settings
    lists: list[tuple[str, str, str, list[Any]]] = [
        (name, settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html"), f"the site's {name} page", generator.articles)
        for name in settings["DIRECT_TEMPLATES"]
    ]
    for kind, group, articles in groups_of(generator):
        lists.append((kind, group.save_as, f"the page of {kind} '{group}'", articles))
    for name, save_as, owner, articles in lists:
        if name in settings["PAGINATED_TEMPLATES"] and save_as and articles:
            per_page = settings["PAGINATED_TEMPLATES"][name] or settings["DEFAULT_PAGINATION"]
            paginator = Paginator(save_as, None, articles, settings, per_page)
            yield from ((paginator.page(number).save_as, owner) for number in paginator.page_range[1:])


def _feeds(settings: dict[str, Any], setting: str, owner: str, **names: str) -> Iterator[tuple[str, str]]:
    for form in ("ATOM", "RSS"):
        if path := settings.get(f"{setting}_{form}"):
            yield str(path).format(**names), owner
