"""Shared roles and directives, for docutils."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from docutils import nodes, utils
from docutils.parsers.rst import Directive, directives, roles
from docutils.statemachine import StringList

from sevenlayer.diagnostics import Location
from sevenlayer.directives import Contents, File, Html, Inline, Part, RawDirective, Vocabulary, run_directive, run_role
from sevenlayer.readers.context import BodyContext

from .nodes import contents_list, finished_html, inline_parts
from .safe_directives import SAFE_DIRECTIVES


class _AnyOption(dict[str, Callable[[Any], Any]]):
    """An option specification that accepts every option unchanged: `run_directive` checks them."""

    def __getitem__(self, name: str) -> Callable[[Any], Any]:
        return lambda text: text

    def __bool__(self) -> bool:
        return True


class SharedDirective(Directive):
    """Runs a directive of the vocabulary and converts its parts to nodes."""

    option_spec = _AnyOption()
    has_content = True
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        context: BodyContext = self.state.document.settings.body_context
        source, line = self.state_machine.get_source_and_line(self.lineno)
        where = Location(source or context.path, line)
        if where.path == context.path:
            where = Location(context.path, line, _column(context, line))
        argument = " ".join(self.arguments[0].split()) if self.arguments else ""
        raw = RawDirective(
            self.name,
            argument,
            {name: (text, self._locate_option(name, where, context)) for name, text in self.options.items()},
            tuple(self.content),
            self.content_offset + 1,
            where,
            self._locate_in_content,
        )
        found: list[nodes.Node] = []
        for part in run_directive(raw, context.report, context.options.vocabulary):
            if isinstance(part, Html):
                context.add_html_references(part.html, where)
            found.extend(self._nodes(part))
        return found

    def _locate_option(self, name: str, where: Location, context: BodyContext) -> Location:
        for number, text in enumerate(self.block_text.split("\n"), where.line or 1):
            if text.strip().startswith(f":{name}:"):
                return (
                    context.find(f":{name}:", number, number)
                    if where.path == context.path
                    else Location(where.path, number)
                )
        return where

    def _locate_in_content(self, line: int, column: int) -> Location:
        context: BodyContext = self.state.document.settings.body_context
        if line > len(self.content):
            return Location(context.path, self.content_offset + line)
        source, offset = self.content.items[line - 1]
        if source != context.path:
            return Location(source, offset + 1)
        return context.locate(offset + 1, self.content[line - 1], column)

    def _nodes(self, part: Part) -> list[nodes.Node]:
        if isinstance(part, Html):
            return [finished_html("", html=part.html, sealed=part.sealed, once=part.once)]
        if isinstance(part, File):
            context: BodyContext = self.state.document.settings.body_context
            context.files[part.path] = part.text
            return []
        if isinstance(part, Contents):
            return [contents_list("", title=part.title, depth=part.depth, local=part.local)]
        if isinstance(part, Inline):
            children, messages = self.state.inline_text(part.text, self.lineno)
            return [inline_parts("", "", *children), *messages]
        if not any(line.strip() for line in part.lines):
            return []
        holder = nodes.Element()
        if part.lines == tuple(self.content):
            self.state.nested_parse(self.content, self.content_offset, holder)
        else:
            text = StringList(list(part.lines), source=str(self.state.document.current_source))
            self.state.nested_parse(text, part.first_line - 1, holder)
        return list(holder.children)


def _column(context: BodyContext, line: int | None) -> int | None:
    if not line or line > len(context.lines):
        return None
    text = context.lines[line - 1]
    return len(text) - len(text.lstrip()) + 1


def _directive_class(takes_argument: bool) -> type[SharedDirective]:
    return type("SharedDirective", (SharedDirective,), {"optional_arguments": 1 if takes_argument else 0})


@cache
def _shared_role(name: str) -> Callable[..., Any]:
    def role(
        typ: str, rawtext: str, text: str, lineno: int, inliner: Any, options: Any = None, content: Any = None
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        context: BodyContext = inliner.document.settings.body_context
        source_path, line = inliner.reporter.get_source_and_line(lineno)
        where = Location(source_path or context.path, line)
        if where.path == context.path:
            where = context.find(rawtext, lineno)
        # Backslashes are literal in roles, as in Markdown.
        source = utils.unescape(text, restore_backslashes=True)
        html, problems = run_role(context.options.vocabulary.roles[name], name, source, where)
        for problem in problems:
            context.report(problem)
        context.add_html_references(html.html, where)
        return [finished_html("", html=html.html, sealed=html.sealed, text=source)], []

    return role


@contextmanager
def shared_vocabulary(vocabulary: Vocabulary) -> Iterator[None]:
    """Add our roles and directives to docutils' global tables while a post is parsed, and restore the tables afterwards.

    So roles that a post defines with ``.. role::`` do not leak into other posts, nor ours into other uses of docutils.
    """
    tables: list[dict[str, Any]] = [vars(roles)["_roles"], vars(directives)["_directives"]]
    own = [dict(table) for table in tables]
    try:
        tables[0].update({name: _shared_role(name) for name in vocabulary.roles})
        tables[1].update(
            {name: _directive_class(one.argument != "none") for name, one in vocabulary.directives.items()}
        )
        tables[1].update(SAFE_DIRECTIVES)
        yield
    finally:
        for table, before in zip(tables, own, strict=True):
            table.clear()
            table.update(before)
