"""A post's front matter and body, from the bytes of its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from sevenlayer.diagnostics import Code, Location, Problem, error, warning

from .decode import decode_source
from .dialects import NATIVE, Dialect, detect_dialect, pinned_dialect
from .metadata import Metadata, read_metadata
from .pelican_header import split_markdown_header
from .split import split_front_matter
from .yaml import YamlError, parse_yaml


@dataclass(frozen=True)
class FrontMatter:
    """What stands before the body, and the body.

    *metadata* is None where the post has no front matter of its own: a reStructuredText post may then begin with
    Pelican's docinfo, which only its parser can read. *body* is None where the file cannot be read at all. Line *n* of
    *body* is line *n* of the file.
    """

    metadata: Metadata | None
    body: str | None
    dialect: Dialect
    problems: tuple[Problem, ...] = ()


def read_front_matter(
    raw: bytes,
    path: str,
    *,
    relative_path: str,
    markdown: bool,
    pinned: Mapping[str, Dialect],
    strict_slugs: bool = True,
) -> FrontMatter:
    """Read the front matter of the file at *path*, whose bytes are *raw*.

    *relative_path* is its path below the content folder, with ``/``; *pinned* holds the dialects that the settings give to
    folders; *strict_slugs* is as in :func:`read_metadata`.
    """
    dialect = pinned_dialect(pinned, relative_path)
    source = decode_source(raw, path)
    if source.text is None:
        return FrontMatter(None, None, dialect or NATIVE, source.problems)
    problems = list(source.problems)
    split = split_front_matter(source.text, path)
    problems.extend(split.problems)
    if split.problems:
        return FrontMatter(None, None, dialect or NATIVE, tuple(problems))
    if split.yaml is not None:
        try:
            fields = parse_yaml(split.yaml, path, split.yaml_line)
        except YamlError as exception:
            problems.append(error(exception.code, exception.message, exception.where, exception.hint))
            return FrontMatter(None, None, dialect or NATIVE, tuple(problems))
        keys = {key.text for key, _value in fields.entries}
        dialect = dialect or detect_dialect(keys, PurePosixPath(path).stem)
        metadata = read_metadata(fields, path, dialect, strict_slugs=strict_slugs)
        problems.extend(metadata.problems)
        problems.extend(_cut_titles(split.yaml, split.yaml_line, path))
        return FrontMatter(metadata, split.body, dialect, tuple(problems))
    if markdown and (header := split_markdown_header(source.text, path)):
        metadata = read_metadata(header.fields, path, dialect or NATIVE, strict_slugs=strict_slugs)
        return FrontMatter(metadata, header.body, dialect or NATIVE, (*problems, *header.problems, *metadata.problems))
    return FrontMatter(None, source.text, dialect or NATIVE, tuple(problems))


_CUT_TITLE = re.compile(r"""title[ \t]*:[ \t]+[^\s"'|>&*!#][^#\n]*?([ \t]\#.*)""", re.IGNORECASE)


def _cut_titles(yaml: str, first_line: int, path: str) -> list[Problem]:
    """``title: Bug #1`` is the title "Bug" to YAML, and what follows is a comment. Nobody comments on a title."""
    for number, line in enumerate(yaml.split("\n"), first_line):
        if match := _CUT_TITLE.fullmatch(line):
            message = f"'{match[1].strip()[:60]}' is a comment to YAML, and no part of the title"
            hint = "put the title in quotes"
            return [warning(Code.FRONT_MATTER_CUT_TITLE, message, Location(path, number, match.start(1) + 2), hint)]
    return []
