"""What becomes of a site that was written for Python-Markdown: its setting ``MARKDOWN``, and what its posts have of extensions.

Each is one problem of the build, however many posts it concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from sevenlayer.diagnostics import Code, Location, Problem, info, warning
from sevenlayer.pelican_site.build_state import problems_of
from sevenlayer.pelican_site.contents import all_contents

from .markdown.python_markdown import EXTENSIONS, HINTS
from .post import MARKDOWN, Post

__all__ = ["markdown_posts", "report_python_markdown", "setting_problems", "syntax_problems"]

_KEEP = "to have Python-Markdown read the posts, set READERS = {'md': pelican.readers.MarkdownReader}"


def report_python_markdown(generators: list[Any]) -> None:
    """All posts are read: report what is different from Python-Markdown in them."""
    problems_of(generators[0].settings).extend(syntax_problems(markdown_posts(generators)))


def markdown_posts(generators: list[Any]) -> list[Post]:
    """Return the posts and pages in Markdown that our reader has read."""
    return [
        post
        for _generator, content in all_contents(generators)
        if isinstance(post := getattr(content, "post", None), Post)
        and PurePath(content.source_path).suffix[1:].lower() in MARKDOWN
    ]


def setting_problems(settings: Mapping[str, Any], where: Location | None) -> list[Problem]:
    """Return the problem of the setting ``MARKDOWN``, which stands at *where*, if the site has one of its own."""
    setting = settings.get("MARKDOWN") or {}
    if not setting or _is_default(setting):
        return []
    names = sorted(_extension_names(setting))
    here = [name for name in names if name in EXTENSIONS and EXTENSIONS[name].is_here]
    missing = [name for name in names if name not in here]
    message = "MARKDOWN is not used: Sevenlayer reads Markdown by itself"
    message += f"; {_listed(here)} {_verb(here)} understood" if here else ""
    if not missing:
        return [info(Code.MARKUP_MARKDOWN_SETTING, message, where, hint="the setting can go")]
    message += f"{', and' if here else ';'} {_listed(missing)} {_verb(missing)} not"
    hints = [
        f"for '{name}' {EXTENSIONS[name].hint}" for name in missing if name in EXTENSIONS and EXTENSIONS[name].hint
    ]
    return [warning(Code.MARKUP_MARKDOWN_SETTING, message, where, hint="; ".join([*hints, _KEEP]))]


def syntax_problems(posts: Iterable[Post]) -> list[Problem]:
    """Return a problem for each extension that *posts* use and that is not here, at the first of its uses."""
    uses: dict[str, list[tuple[Location, str]]] = {}
    for post in posts:
        for extension, text, where in post.python_markdown:
            uses.setdefault(extension, []).append((where, text))
    problems = []
    for extension, found in sorted(uses.items()):
        where, text = min(found, key=lambda use: (use[0].path, use[0].line or 0, use[0].column or 0))
        more = len(found) - 1
        others = f" (and so {'is' if more == 1 else 'are'} {more} more)" if more else ""
        message = f"'{text[:60]}' is for Python-Markdown's extension '{extension}', and {_outcome(extension)}{others}"
        problems.append(warning(Code.MARKUP_PYTHON_MARKDOWN, message, where, HINTS.get(extension)))
    return problems


def _outcome(extension: str) -> str:
    return "what it stands round is shown as it is" if extension == "md_in_html" else "shown as it is"


def _is_default(setting: Mapping[str, Any]) -> bool:
    """Whether *setting* is Pelican's own. Its reader lists the extensions that are configured when it is made."""
    default = DEFAULT_CONFIG["MARKDOWN"]
    options, default_options = ({k: v for k, v in one.items() if k != "extensions"} for one in (setting, default))
    return options == default_options and _extension_names(setting) == _extension_names(default)


def _extension_names(setting: Mapping[str, Any]) -> set[str]:
    """Return the last parts of the names of all extensions that *setting* lists or configures."""
    found = set()
    for extension in (*setting.get("extensions", ()), *setting.get("extension_configs", {})):
        name = extension if isinstance(extension, str) else type(extension).__module__
        found.add(name.partition("(")[0].rpartition(".")[2])
    return found


def _listed(names: list[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " and " + quoted[-1]


def _verb(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"
