"""Registry of roles, directives and lexers, shared by both languages.

The function of a directive is independent of docutils and markdown-it. It takes a call and returns *parts*: generated HTML, and
pieces of the post's text that the parser of its language renders. So both languages have the same options, errors and HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, TypeAlias

from blinker import Signal
from pygments.lexer import Lexer

from sevenlayer.diagnostics import Code, Location, Problem, did_you_mean, error
from sevenlayer.front_matter.slugs import make_slug


@dataclass(frozen=True)
class Html:
    """Generated HTML. *sealed* HTML is not sanitised, for elements outside the allow-list (SVG, MathML)."""

    html: str
    sealed: bool = False
    once: str = ""


@dataclass(frozen=True)
class Block:
    """Lines in the language of the post; *first_line* is the line number of the first in the file."""

    lines: tuple[str, ...]
    first_line: int


@dataclass(frozen=True)
class Inline:
    """Inline text in the language of the post; *line* is its line number in the file."""

    text: str
    line: int


@dataclass(frozen=True)
class Contents:
    """The table of contents of the post; with *local*, of the section that contains the directive."""

    title: str
    depth: int
    local: bool


@dataclass(frozen=True)
class File:
    """A file written with the post, at *path* relative to the site root; files with the same path must have the same text."""

    path: str
    text: str


Part: TypeAlias = "Html | Block | Inline | Contents | File"

#: Maps line and column in the content of a directive, both from 1, to a location in the file.
ContentLocator: TypeAlias = Callable[[int, int], Location]


@dataclass(frozen=True)
class DirectiveCall:
    """A call of a directive with checked options.

    *argument* is the text after the name, on one line. *where* is the location of the directive; *content_line* is the line
    number of the first line of *content* in the file. *report* takes problems. *option_where* maps options to their locations;
    *locate_in_content* returns the location of a character of *content*, which may be indented or quoted in the file.
    """

    name: str
    argument: str
    options: Mapping[str, Any]
    content: tuple[str, ...]
    content_line: int
    where: Location
    report: Callable[[Problem], None]
    option_where: Mapping[str, Location]
    locate_in_content: ContentLocator
    vocabulary: Vocabulary


@dataclass(frozen=True)
class Directive:
    """A directive: its function and the syntax of its calls.

    *argument* is "none" (text after the name is content), "optional" or "required"; *content* is "optional" or "required".
    *options* maps names to converters from text (None without a value) to a value, which raise ValueError or `BadOption`.
    """

    run: Callable[[DirectiveCall], Iterable[Part]]
    argument: str = "none"
    options: Mapping[str, Callable[[str | None], Any]] = field(default_factory=dict)
    content: str = "optional"


class BadRole(ValueError):
    """Invalid text of a role; *hint* says what to write instead."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class BadOption(ValueError):
    """Invalid value of an option; *hint* says what to write instead."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


#: Maps the text of a role to HTML; raises ValueError, or `BadRole` to give a hint.
Role: TypeAlias = Callable[[str], Html]


@dataclass
class Vocabulary:
    """The roles, directives and lexers of a build, by name."""

    roles: dict[str, Role] = field(default_factory=dict)
    directives: dict[str, Directive] = field(default_factory=dict)
    lexers: dict[str, type[Lexer]] = field(default_factory=dict)

    def add_role(self, name: str, role: Role) -> None:
        """Add *role*; replaces one of the same name."""
        self.roles[name] = role

    def add_directive(self, name: str, directive: Directive) -> None:
        """Add *directive*; replaces one of the same name."""
        self.directives[name] = directive

    def add_lexer(self, lexer_class: type[Lexer]) -> None:
        """Add a lexer by its aliases, which take precedence over those of Pygments."""
        self.lexers.update(dict.fromkeys(lexer_class.aliases, lexer_class))


#: Sent when a build begins: receivers take the Pelican object and the keyword argument *vocabulary*, and add roles, directives
#: and lexers to it.
vocabulary_init = Signal("Sent with the vocabulary of a build before any post is read.")


def split_target(text: str) -> tuple[str, str]:
    """Split ``caption <target>`` into caption and target; return "" and *text* if it does not have that form."""
    caption, opening, target = text.strip().rpartition("<")
    if opening and target.endswith(">") and ">" not in target[:-1]:
        return caption.strip(), target[:-1]
    return "", text


def run_role(role: Role, name: str, text: str, where: Location) -> tuple[Html, tuple[Problem, ...]]:
    """Run *role* with *text*; on an error, return the text marked as problematic and the problem."""
    try:
        return role(text), ()
    except ValueError as exception:
        hint = exception.hint if isinstance(exception, BadRole) else None
        problem = error(Code.MARKUP_BAD_ROLE, f"role '{name}': {exception}", where, hint)
        return Html(f'<span class="problematic">{escape(text)}</span>'), (problem,)


@dataclass(frozen=True)
class RawDirective:
    """A call of a directive as parsed, with unchecked options.

    *options* maps names to text (None without a value) and location.
    """

    name: str
    argument: str
    options: Mapping[str, tuple[str | None, Location]]
    content: tuple[str, ...]
    content_line: int
    where: Location
    locate_in_content: ContentLocator


def run_directive(raw: RawDirective, report: Callable[[Problem], None], vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Check the options of a call and run the directive. Invalid options are reported and ignored."""
    directive = vocabulary.directives[raw.name]
    options: dict[str, Any] = {}
    for name, (text, where) in raw.options.items():
        if name not in directive.options:
            hint = did_you_mean(name, directive.options) or _known_options(directive)
            report(error(Code.MARKUP_UNKNOWN_OPTION, f"unknown option '{name}' of directive '{raw.name}'", where, hint))
            continue
        try:
            options[name] = directive.options[name](text)
        except ValueError as exception:
            advice = exception.hint if isinstance(exception, BadOption) else None
            report(
                error(Code.MARKUP_BAD_OPTION, f"directive '{raw.name}', option '{name}': {exception}", where, advice)
            )
    argument, content, content_line = raw.argument, raw.content, raw.content_line
    if directive.argument == "none" and argument:
        content, content_line = (argument, *content), raw.where.line or content_line
        argument = ""
    if directive.argument == "required" and not argument:
        report(error(Code.MARKUP_NO_ARGUMENT, f"directive '{raw.name}' requires an argument", raw.where))
        return (Block(content, content_line),)
    if directive.content == "required" and not any(line.strip() for line in content):
        report(
            error(
                Code.MARKUP_NO_CONTENT,
                f"directive '{raw.name}' requires content",
                raw.where,
                "write its text inside the directive",
            )
        )
        return ()
    option_where = {name: where for name, (_text, where) in raw.options.items()}
    call = DirectiveCall(
        raw.name,
        argument,
        options,
        content,
        content_line,
        raw.where,
        report,
        option_where,
        raw.locate_in_content,
        vocabulary,
    )
    return tuple(directive.run(call))


def _known_options(directive: Directive) -> str:
    if not directive.options:
        return "it takes no options"
    return "available options: " + ", ".join(f"'{name}'" for name in sorted(directive.options))


# Converters for options of directives.


def flag(text: str | None) -> bool:
    if text and text.strip():
        raise ValueError("takes no value")
    return True


def words(text: str | None) -> str:
    if not text or not text.strip():
        raise ValueError("requires a value")
    return " ".join(text.split())


def optional_words(text: str | None) -> str:
    return " ".join((text or "").split())


def class_names(text: str | None) -> tuple[str, ...]:
    names = words(text).split()
    for name in names:
        if not name.replace("-", "").replace("_", "").isalnum():
            raise ValueError(f"'{name}' is not a valid class name")
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
    """Convert ``50`` or ``50 %``."""
    return number(words(text).removesuffix("%"))


def choice(*allowed: str) -> Callable[[str | None], str]:
    def convert(text: str | None) -> str:
        value = words(text)
        if value not in allowed:
            raise ValueError(f"'{value[:40]}' is not one of " + ", ".join(f"'{one}'" for one in allowed))
        return value

    return convert


def line_numbers(text: str | None) -> frozenset[int]:
    """Convert ``1,3-5`` or ``1 3-5`` to a set of line numbers."""
    found: set[int] = set()
    for part in words(text).replace(",", " ").split():
        first, _, last = part.partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()) or len(part) > 13:
            raise ValueError(f"'{part[:40]}' is not a line number or a range such as '3-5'")
        start, end = int(first), int(last or first)
        if end < start:
            raise ValueError(f"range '{part}' ends before it begins")
        if end - start + len(found) > 100_000:
            raise ValueError(f"'{part}' has too many lines")
        found.update(range(start, end + 1))
    return frozenset(found)


def length(text: str | None) -> str:
    """Convert a CSS length or percentage; a number without a unit is in pixels."""
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
        raise ValueError(f"'{value[:40]}' is not a length such as '300px' or '50%'")
    return value if unit else f"{value}px"
