"""From the fields of any dialect to Pelican's metadata."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from sevenlayer.diagnostics import Code, Location, Problem, did_you_mean, error, warning

from .dates import parse_date, time_zone
from .dialects import NATIVE, Dialect
from .file_names import read_file_name
from .schema import BY_NAME, Field, Kind
from .slugs import MAX_NAME, is_slug, is_url_word, make_slug
from .yaml import Mapping, Node, Scalar, Sequence, plain_value

# Unknown fields become attributes of Pelican's article. These are its own: a field of such a name would break it.
_OWN_ATTRIBUTES = frozenset(
    """
    content summary settings source_path relative_source_path relative_dir url_format metadata translations
    in_default_lang override_url override_save_as filename reader locale_date locale_modified default_status
    default_template path allowed_statuses mandatory_properties attach_to is_valid get_content get_summary
    get_siteurl get_url_setting get_static_links get_relative_source_path refresh_metadata_intersite_links
    referred_by post projects_about projects_mentioned former_names
    """.split()
)
# Addresses may have commas.
_NEXT_ADDRESS = re.compile(r",\s+(?=/|https?:)")
_ADDRESSES = ("aliases", "allow_broken", "keep_links")
# A slip of a name of two letters is any short word.
_LONG_NAMES = tuple(name for name in BY_NAME if len(name) > 2)
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What addresses cannot have, and what means something to a shell, a template or a page.
_NOT_IN_PATHS = re.compile(r"[\s\"'<>{}|^`%?#]")
# RFC 5646 (https://www.rfc-editor.org/rfc/rfc5646), by its form; with underscores, as locales are written.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
# The directives that Pelican passes on to strftime.
_DATE_FORMAT = re.compile(r"(?:[^%<>]|%-?[aAbBcdfGHIjmMpSUuVwWxXyYzZ]|%%){1,100}")
# As people number files: 02 is 2.
_NUMBER = re.compile(r"0{0,3}[1-9][0-9]{0,3}")
_COMMENTED_OUT = re.compile(r"x[-_]?(.+)|_(.+)")


@dataclass(frozen=True)
class Metadata:
    """A post's metadata under Pelican's names, before Pelican's objects are made of it.

    *values* has ``title`` (text), ``date`` and ``modified`` (datetimes, naive ones local to the site), ``categories``,
    ``tags`` and ``authors`` (lists of names), the other fields of the schema as text, and unknown fields as
    they are. *where* has the place of each field's value, and in lists of addresses (``aliases: /old/``) of each.
    """

    values: dict[str, Any] = field(default_factory=dict)
    where: dict[str, Location] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_usable(self) -> bool:
        return not any(problem.severity.rank == 0 for problem in self.problems)


def read_metadata(fields: Mapping, path: str, dialect: Dialect = NATIVE, *, strict_slugs: bool = True) -> Metadata:
    """Map the *fields* of a front matter to metadata; every problem of every field is found at once.

    Without *strict_slugs*, a slug may be any one word of a URL, as Pelican has it: the addresses of a site stay as they are.
    """
    reader = _Reader(dialect, strict_slugs)
    for key, node in fields.entries:
        reader.read(key, node)
    reader.finish(PurePosixPath(path.replace("\\", "/")).stem)
    return Metadata(reader.values, reader.where, tuple(reader.problems))


class _Reader:
    def __init__(self, dialect: Dialect, strict_slugs: bool) -> None:
        self.dialect = dialect
        self.strict_slugs = strict_slugs
        self.values: dict[str, Any] = {}
        self.where: dict[str, Location] = {}
        self.problems: list[Problem] = []
        self.names: dict[str, list[str]] = {}
        self.keys: dict[str, Location] = {}

    def read(self, key: Scalar, node: Node) -> None:
        written = key.text.strip().lower()
        if first := self.keys.get(written):
            message = f"'{key.text[:60]}' stands here a second time; the first is in line {first.line}"
            self.fail(Code.FRONT_MATTER_DUPLICATE_KEY, message, key.where, "remove one of the two")
            return
        self.keys[written] = key.where
        name = self.dialect.renames.get(key.text) or self.dialect.renames.get(written) or written
        known = BY_NAME.get(name)
        if known is None:
            self.keep_unknown(key, node, name)
            return
        if name == "series" and isinstance(node, Sequence) and len(node.items) == 1:
            node = node.items[0]  # Hugo's series are lists.
        if isinstance(node, Scalar) and _is_empty(node):
            return
        if (value := self.convert(known, node)) is None:
            return
        if known.kind is Kind.NAMES:
            self.names[name] = [*self.names.get(name, []), *value]
        elif name not in self.values or name == written:
            self.values[name] = value
        self.where.setdefault(name, node.where)

    def convert(self, known: Field, node: Node) -> Any:
        """Return the value, or None with a problem reported."""
        if known.kind is Kind.ANY:
            return plain_value(node)
        if known.kind is Kind.NAMES:
            return self.convert_names(known, node)
        if not isinstance(node, Scalar):
            what = "a list" if isinstance(node, Sequence) else "a mapping"
            return self.fail(
                Code.FRONT_MATTER_BAD_TYPE, f"'{known.name}' must be {known.kind.value}, not {what}", node.where
            )
        text = " ".join(node.text.split()) if known.kind is not Kind.MARKUP else node.text.strip()
        if match := _UNSAFE.search(text):
            return self.fail(
                Code.FRONT_MATTER_CONTROL_CHARACTER,
                f"'{known.name}' has a control character (U+{ord(match[0]):04X})",
                node.where,
            )
        try:
            return _CONVERTERS[known.kind](self, known, text, node.where)
        except ValueError as exception:
            return self.fail(bad_value(known.name), str(exception), node.where, _HINTS.get(known.kind))

    def convert_names(self, known: Field, node: Node) -> Any:
        if isinstance(node, Mapping):
            return self.fail(
                Code.FRONT_MATTER_BAD_TYPE, f"'{known.name}' must be {known.kind.value}, not a mapping", node.where
            )
        items: Iterable[Node] = node.items if isinstance(node, Sequence) else (node,)
        names: list[str] = []
        for item in items:
            if not isinstance(item, Scalar):
                return self.fail(
                    Code.FRONT_MATTER_BAD_TYPE,
                    f"'{known.name}' must be {known.kind.value}, not a list of lists",
                    item.where,
                )
            if _is_empty(item):
                continue
            if match := _UNSAFE.search(item.text.replace("\n", " ")):
                message = f"'{known.name}' has a control character (U+{ord(match[0]):04X})"
                return self.fail(Code.FRONT_MATTER_CONTROL_CHARACTER, message, item.where)
            found = [item.text] if isinstance(node, Sequence) else self.split_names(known, item.text)
            if known.name in _ADDRESSES:
                self.where.update((f"{known.name}: {' '.join(one.split())}", item.where) for one in found)
            names.extend(found)
        cleaned = (" ".join(name.split()) for name in names)
        return [name for name in dict.fromkeys(cleaned) if name]

    def split_names(self, known: Field, text: str) -> list[str]:
        if known.name in _ADDRESSES:  # They may have commas.
            return _NEXT_ADDRESS.split(text)
        if known.name == "author" and self.dialect in (NATIVE,):
            return [text]
        if ";" in text:
            return text.split(";")
        if "," in text:
            return text.split(",")
        # Words are never people: an author's name has spaces.
        return text.split() if self.dialect.spaces and known.name not in ("author", "authors") else [text]

    def as_text(self, _known: Field, text: str, _where: Location) -> str:
        return text

    def as_date(self, _known: Field, text: str, _where: Location) -> datetime.datetime:
        return parse_date(text)

    def as_number(self, known: Field, text: str, _where: Location) -> int:
        if not _NUMBER.fullmatch(text):
            raise ValueError(f"'{known.name}' must be {known.kind.value}, not '{text[:60]}'")
        return int(text)

    def as_flag(self, known: Field, text: str, _where: Location) -> bool:
        word = text.lower()
        if word in ("true", "yes", "on", "1"):
            return True
        if word in ("false", "no", "off", "0"):
            return False
        raise ValueError(f"'{known.name}' must be {known.kind.value}, not '{text[:60]}'")

    def as_choice(self, known: Field, text: str, where: Location) -> Any:
        if text.lower() in known.choices:
            return text.lower()
        hint = did_you_mean(text, known.choices) or "use one of " + ", ".join(f"'{word}'" for word in known.choices)
        return self.fail(bad_value(known.name), f"'{text[:60]}' is not a {known.name}", where, hint)

    def as_slug(self, _known: Field, text: str, where: Location) -> Any:
        if is_slug(text) or (not self.strict_slugs and is_url_word(text)):
            return text
        if "/" in text or "\\" in text or ".." in text:
            hint = "a slug is one word of the URL; 'permalink' and 'save_as' take paths"
            return self.fail(Code.FRONT_MATTER_BAD_SLUG, f"'{text[:60]}' is not a slug", where, hint)
        slug = make_slug(text)
        message = f"'{text[:60]}' is not a slug; '{slug}' is used"
        self.problems.append(warning(Code.FRONT_MATTER_BAD_SLUG, message, where, "use a to z, 0 to 9 and hyphens"))
        return slug

    def as_path(self, known: Field, text: str, _where: Location) -> str:
        parts = text.split("/")
        if text.startswith("/") or ".." in parts or "\\" in text or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text):
            raise ValueError(f"'{known.name}' must be a path below the site's root, not '{text[:60]}'")
        if match := _NOT_IN_PATHS.search(text):
            raise ValueError(f"'{known.name}' must be a path, and has the character '{match[0]}'")
        if len(text) > 1000 or any(len(part.encode()) > MAX_NAME for part in parts):
            raise ValueError(f"'{known.name}' is longer than a path may be")
        if known.name == "save_as" and any(not part or part.startswith(".") for part in parts):
            # A name that begins with a dot may speak to the server: .htaccess.
            raise ValueError(f"'{known.name}' must be the path of a file that is not hidden, not '{text[:60]}'")
        return text

    def as_language(self, known: Field, text: str, _where: Location) -> str:
        if not _LANGUAGE.fullmatch(text):
            raise ValueError(f"'{known.name}' must be {known.kind.value}, not '{text[:60]}'")
        return text

    def as_date_format(self, _known: Field, text: str, _where: Location) -> str:
        if not _DATE_FORMAT.fullmatch(text):
            raise ValueError(f"'{text[:60]}' is not a way to write dates")
        return text

    def as_zone(self, _known: Field, text: str, _where: Location) -> str:
        time_zone(text)
        return text

    def keep_unknown(self, key: Scalar, node: Node, renamed: str) -> None:
        """Keep the field for templates and other plugins, and say so when it is nearly a known one."""
        name = key.text.strip()
        attribute = name.lower()
        if not attribute or attribute.startswith("_") or attribute in _OWN_ATTRIBUTES:
            message = f"'{name[:60]}' cannot be a field: it is a name of Pelican's own; it is ignored"
            self.problems.append(
                warning(Code.FRONT_MATTER_RESERVED_KEY, message, key.where, "give the field another name")
            )
            return
        commented = _COMMENTED_OUT.fullmatch(attribute)
        on_purpose = renamed != attribute or (commented is not None and (commented[1] or commented[2]) in BY_NAME)
        if not on_purpose and (hint := did_you_mean(attribute, [*_LONG_NAMES, *self.dialect.renames])):
            self.problems.append(
                warning(Code.FRONT_MATTER_UNKNOWN_KEY, f"unknown field '{name[:60]}'", key.where, hint)
            )
        self.values.setdefault(name if renamed == attribute else renamed, plain_value(node))

    def finish(self, stem: str) -> None:
        """Settle what several fields, or the file's name, say together."""
        values = self.values
        if categories := [*self.names.get("category", ()), *self.names.get("categories", ())]:
            values["categories"] = list(dict.fromkeys(categories))
        if authors := self.names.get("authors") or self.names.get("author"):
            values["authors"] = authors
        for one, several in (("category", "categories"), ("author", "authors")):
            if one in self.where:
                self.where.setdefault(several, self.where[one])
        for name in ("tags", "projects", *_ADDRESSES):
            if self.names.get(name):
                values[name] = self.names[name]
        draft = values.pop("draft", False)
        published = values.pop("published", True)
        if "status" not in values and (draft or not published):
            values["status"] = "draft"
        if "translation" in values:
            values["translation"] = str(values["translation"]).lower()  # Pelican compares text.
        if "series_index" in values and "series" not in values:
            message = "'series_index' stands here without 'series'; it is ignored"
            where = self.where["series_index"]
            self.problems.append(
                warning(Code.FRONT_MATTER_NO_SERIES, message, where, "add 'series', or remove the field")
            )
        template = values.get("template")
        if template is not None and not re.fullmatch(r"[A-Za-z0-9_-]+", template):
            message = f"'{template[:60]}' is not the name of a template"
            self.fail(
                Code.FRONT_MATTER_BAD_TEMPLATE,
                message,
                self.where["template"],
                "write the name without folder and '.html'",
            )
        if self.dialect.file_names and (named := read_file_name(stem)):
            values.setdefault("date", named.date)
            values.setdefault("slug", make_slug(named.rest))

    def fail(self, code: Code, message: str, where: Location, hint: str | None = None) -> Any:
        """Report an error; the None that is returned stands for the value."""
        self.problems.append(error(code, message, where, hint))


_CONVERTERS = {
    Kind.TEXT: _Reader.as_text,
    Kind.MARKUP: _Reader.as_text,
    Kind.DATE: _Reader.as_date,
    Kind.NUMBER: _Reader.as_number,
    Kind.FLAG: _Reader.as_flag,
    Kind.CHOICE: _Reader.as_choice,
    Kind.SLUG: _Reader.as_slug,
    Kind.PATH: _Reader.as_path,
    Kind.ZONE: _Reader.as_zone,
    Kind.LANGUAGE: _Reader.as_language,
    Kind.DATE_FORMAT: _Reader.as_date_format,
}
_HINTS = {
    Kind.DATE: "write it as in 2013-07-19 10:15",
    Kind.DATE_FORMAT: "write it as in '%-d %B %Y'",
    Kind.LANGUAGE: "write it as in 'en' or 'pt-br'",
    Kind.PATH: "write it as in 'notes/cells.html'",
    Kind.ZONE: "use a name of the IANA database, as in Asia/Hong_Kong",
}


def _is_empty(node: Scalar) -> bool:
    return not node.text.strip() or (not node.quoted and node.text in ("~", "null", "Null", "NULL"))


def bad_value(name: str) -> Code:
    """Return the code for a wrong value of the field *name*; the fields of a site's own share one."""
    return Code.look_up(f"front_matter.bad-{name.replace('_', '-')}", Code.FRONT_MATTER_BAD_FIELD)
