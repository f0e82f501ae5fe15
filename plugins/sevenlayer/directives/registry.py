"""Roles and directives, registered once for both languages.

A directive's function knows neither docutils nor markdown-it. It gets a call and returns *parts*: HTML of its own making, and
pieces of the post's text that its language's parser is to fill in. So both languages give the same options, errors and
HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, TypeAlias

from blinker import Signal
from pygments.lexer import Lexer

from sevenlayer.diagnostics import Problem, Where, did_you_mean, error
from sevenlayer.front_matter.slugs import make_slug


@dataclass(frozen=True)
class Html:
    """Finished HTML. What the site's allow-list would not let pass (SVG, MathML) is *sealed*: it is put in afterwards."""

    html: str
    sealed: bool = False


@dataclass(frozen=True)
class Block:
    """Lines of the post's own language; *first_line* is the file's line of the first."""

    lines: tuple[str, ...]
    first_line: int


@dataclass(frozen=True)
class Inline:
    """Text of the post's own language, for inside a paragraph; *line* is the file's."""

    text: str
    line: int


@dataclass(frozen=True)
class Contents:
    """The list of the post's headings; with *local*, of those below the heading where it stands."""

    title: str
    depth: int
    local: bool


@dataclass(frozen=True)
class File:
    """A file that is written with the post, at *path* below the site's root, named by what is in it: two of one path are one."""

    path: str
    text: str


Part: TypeAlias = "Html | Block | Inline | Contents | File"

#: From a line and a column of a directive's content, both counted from 1, to the place in the file.
ContentLocator: TypeAlias = Callable[[int, int], Where]


@dataclass(frozen=True)
class DirectiveCall:
    """A directive as an author wrote it, its options checked.

    *argument* is the text behind the name, on one line. *where* is the directive's place; *content_line* the file's line of
    the first of *content*. *report* takes problems. *option_where* has the places of the options; *locate_in_content* that of
    each character of *content*, which may be indented or quoted in the file.
    """

    name: str
    argument: str
    options: Mapping[str, Any]
    content: tuple[str, ...]
    content_line: int
    where: Where
    report: Callable[[Problem], None]
    option_where: Mapping[str, Where]
    locate_in_content: ContentLocator
    vocabulary: Vocabulary


@dataclass(frozen=True)
class Directive:
    """*argument* is "none" (then text behind the name is content), "optional" or "required"; each option has a converter
    from its text (None for none) to its value, which raises ValueError with what is expected, or BadOption to give a hint too.
    """

    run: Callable[[DirectiveCall], Iterable[Part]]
    argument: str = "none"
    options: Mapping[str, Callable[[str | None], Any]] = field(default_factory=dict)
    content: str = "optional"


class BadRole(ValueError):
    """A role cannot be made of its text; *hint* says what to write instead, where that is known."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class BadOption(ValueError):
    """An option has a value that it cannot have; *hint* says what to write instead."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


#: From the role's text to HTML; raises ValueError with what is wrong, or BadRole to give a hint too.
Role: TypeAlias = Callable[[str], Html]


@dataclass
class Vocabulary:
    """The roles, directives and lexers by their names: what a reader is given to read a post with."""

    roles: dict[str, Role] = field(default_factory=dict)
    directives: dict[str, Directive] = field(default_factory=dict)
    lexers: dict[str, type[Lexer]] = field(default_factory=dict)

    def add_role(self, name: str, role: Role) -> None:
        self.roles[name] = role

    def add_directive(self, name: str, directive: Directive) -> None:
        self.directives[name] = directive

    def add_lexer(self, lexer_class: type[Lexer]) -> None:
        """Make the lexer known by its aliases, before any that Pygments has by the same names."""
        self.lexers.update(dict.fromkeys(lexer_class.aliases, lexer_class))


#: Sent when a build begins, with *vocabulary*: other plugins add their roles, directives and lexers to it.
vocabulary_init = Signal("Sent with the vocabulary of a build before any post is read.")


def split_target(text: str) -> tuple[str, str]:
    """Return the two parts of ``caption <target>`` in a role's text; where that is not its form, no caption and all of *text*."""
    caption, opening, target = text.strip().rpartition("<")
    if opening and target.endswith(">") and ">" not in target[:-1]:
        return caption.strip(), target[:-1]
    return "", text


def run_role(role: Role, name: str, text: str, where: Where) -> tuple[Html, tuple[Problem, ...]]:
    """Run *role*, which the post calls *name*; on a problem the text stands as it is."""
    try:
        return role(text), ()
    except ValueError as exception:
        hint = exception.hint if isinstance(exception, BadRole) else None
        problem = error("markup.bad-role", f"role '{name}': {exception}", where, hint)
        return Html(f'<span class="problematic">{escape(text)}</span>'), (problem,)


@dataclass(frozen=True)
class RawDirective:
    """A directive before its options are checked: as either parser found it.

    *options* has each option's text (None for none) and place.
    """

    name: str
    argument: str
    options: Mapping[str, tuple[str | None, Where]]
    content: tuple[str, ...]
    content_line: int
    where: Where
    locate_in_content: ContentLocator


def run_directive(raw: RawDirective, report: Callable[[Problem], None], vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Check the call and run the directive. A call with a wrong option is run without it: the text is not lost."""
    directive = vocabulary.directives[raw.name]
    options: dict[str, Any] = {}
    for name, (text, where) in raw.options.items():
        if name not in directive.options:
            hint = did_you_mean(name, directive.options) or _known_options(directive)
            report(error("markup.unknown-option", f"directive '{raw.name}' has no option '{name}'", where, hint))
            continue
        try:
            options[name] = directive.options[name](text)
        except ValueError as exception:
            advice = exception.hint if isinstance(exception, BadOption) else None
            report(error("markup.bad-option", f"directive '{raw.name}', option '{name}': {exception}", where, advice))
    argument, content, content_line = raw.argument, raw.content, raw.content_line
    if directive.argument == "none" and argument:
        content, content_line = (argument, *content), raw.where.line or content_line
        argument = ""
    if directive.argument == "required" and not argument:
        report(error("markup.no-argument", f"directive '{raw.name}' needs an argument", raw.where))
        return (Block(content, content_line),)
    if directive.content == "required" and not any(line.strip() for line in content):
        report(
            error(
                "markup.no-content",
                f"directive '{raw.name}' has no content",
                raw.where,
                "write its text inside the directive",
            )
        )
        return ()
    places = {name: where for name, (_text, where) in raw.options.items()}
    call = DirectiveCall(
        raw.name, argument, options, content, content_line, raw.where, report, places, raw.locate_in_content, vocabulary
    )
    return tuple(directive.run(call))


def _known_options(directive: Directive) -> str:
    if not directive.options:
        return "it has no options"
    return "it has " + ", ".join(f"'{name}'" for name in sorted(directive.options))


# Converters of options, shared by the directives.


def flag(text: str | None) -> bool:
    if text and text.strip():
        raise ValueError("takes no value")
    return True


def words(text: str | None) -> str:
    if not text or not text.strip():
        raise ValueError("needs a value")
    return " ".join(text.split())


def optional_words(text: str | None) -> str:
    return " ".join((text or "").split())


def class_names(text: str | None) -> tuple[str, ...]:
    names = words(text).split()
    for name in names:
        if not name.replace("-", "").replace("_", "").isalnum():
            raise ValueError(f"'{name}' is not a class name")
    return tuple(names)


def identifier(text: str | None) -> str:
    return make_slug(words(text))


def number(text: str | None) -> int:
    value = words(text)
    if not value.isdecimal() or len(value) > 6:
        raise ValueError(f"'{value[:40]}' is not a whole number")
    return int(value)


def positive_number(text: str | None) -> int:
    value = number(text)
    if value == 0:
        raise ValueError("must be 1 or more")
    return value


def percentage(text: str | None) -> int:
    """``50`` or ``50 %``."""
    return number(words(text).removesuffix("%"))


def choice(*allowed: str) -> Callable[[str | None], str]:
    def convert(text: str | None) -> str:
        value = words(text)
        if value not in allowed:
            raise ValueError(f"'{value[:40]}' is none of " + ", ".join(f"'{one}'" for one in allowed))
        return value

    return convert


def line_numbers(text: str | None) -> frozenset[int]:
    """``1,3-5`` or ``1 3-5``: the numbers of lines."""
    found: set[int] = set()
    for part in words(text).replace(",", " ").split():
        first, _, last = part.partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()) or len(part) > 13:
            raise ValueError(f"'{part[:40]}' is not a line number, nor two as in '3-5'")
        start, end = int(first), int(last or first)
        if end < start:
            raise ValueError(f"'{part}' ends before it begins")
        if end - start + len(found) > 100_000:
            raise ValueError(f"'{part}' is too many lines")
        found.update(range(start, end + 1))
    return frozenset(found)


def length(text: str | None) -> str:
    """A CSS length or percentage; a bare number is pixels."""
    value = words(text).replace(" ", "")
    digits = value.rstrip("abcdefghijklmnopqrstuvwxyz%")
    unit = value[len(digits) :]
    if not re.fullmatch(r"\d+(?:\.\d+)?", digits) or unit not in (
        "",
        "px",
        "em",
        "rem",
        "ex",
        "ch",
        "%",
        "vw",
        "pt",
        "cm",
        "mm",
        "in",
    ):
        raise ValueError(f"'{value[:40]}' is not a length, as in '300px' or '50%'")
    return value if unit else f"{value}px"
