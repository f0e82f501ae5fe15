"""From the bytes of a file to its text, or to what is wrong with them."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from sevenlayer.diagnostics import Code, Location, Problem, error, warning

#: What no post needs and no parser should meet: the longest line of prose or data URI stays far below.
MAX_BYTES = 10_000_000
MAX_LINE = 200_000

# What XML 1.0 (https://www.w3.org/TR/xml/#charsets) and so an Atom feed cannot hold, and what some parsers take for the end of
# a line and editors do not. A form feed is old Emacs' page break, and harmless.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_OTHER_SPACES = str.maketrans({"\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " "})


@dataclass(frozen=True)
class SourceText:
    """The text of a file with ``\\n`` at the end of each line, and the problems on the way; no text where they are fatal."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def read_source(path: str, content_root: Path) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Return the bytes of the post at *path*, or None and what is wrong: it is no regular file, or its real path does not
    lie below *content_root*, which is a real path. At most one byte more than ``MAX_BYTES`` is read."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(content_root):
        message = "this link leads out of the content folder; the post is left out"
        return None, (error(Code.SOURCE_OUTSIDE, message, Location(path), "copy the file into the content folder"),)
    try:
        # Without waiting: opening a pipe would wait for a writer.
        with os.fdopen(os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                message = "this is not a regular file; it is left out"
                return None, (error(Code.SOURCE_NOT_A_FILE, message, Location(path), "put a text file in its place"),)
            return file.read(MAX_BYTES + 1), ()
    except OSError as exception:
        message = f"the post cannot be read: {exception.strerror}"
        return None, (error(Code.SOURCE_UNREADABLE, message, Location(path)),)


def decode_source(raw: bytes, path: str) -> SourceText:
    """Decode a post. Line *n* of the text is line *n* of the file in an editor."""
    if len(raw) > MAX_BYTES:
        message = f"the file has more bytes than a post may have ({MAX_BYTES:,})"
        return SourceText(None, (error(Code.SOURCE_TOO_LARGE, message, Location(path)),))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "save it again as UTF-8"
        return SourceText(
            None, (error(Code.SOURCE_ENCODING, "the file is UTF-16, not UTF-8", Location(path, 1, 1), hint),)
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exception:
        return SourceText(None, (_not_utf8(raw, path, exception),))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        where = place_of(text, text.index("\0"), path)
        hint = "is this a text file? Remove the character, or save the text as UTF-8"
        return SourceText(None, (error(Code.SOURCE_NUL, "the file has a NUL character", where, hint),))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            message = f"the line has {len(line):,} characters; a line may have {MAX_LINE:,}"
            hint = "break the text into lines; put data into a file of its own"
            return SourceText(None, (error(Code.SOURCE_LONG_LINE, message, Location(path, number), hint),))
    problems = []
    if match := _CONTROL.search(text):
        message = f"control character U+{ord(match[0]):04X}; it is shown as \ufffd"
        problems.append(warning(Code.SOURCE_CONTROL_CHARACTER, message, place_of(text, match.start(), path)))
        text = _CONTROL.sub("\ufffd", text)
    return SourceText(text.translate(_OTHER_SPACES), tuple(problems))


def place_of(text: str, offset: int, path: str) -> Location:
    """The place of the character at *offset* of *text*."""
    start = text.rfind("\n", 0, offset) + 1
    return Location(path, text.count("\n", 0, offset) + 1, offset - start + 1)


def _not_utf8(raw: bytes, path: str, exception: UnicodeDecodeError) -> Problem:
    before = raw[: exception.start].decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    shown = raw[exception.start : exception.start + 1].decode("cp1252", errors="replace")
    message = f"byte 0x{raw[exception.start]:02x} is not UTF-8"
    hint = f"save the file as UTF-8; if it is Latin-1, this is '{shown}'"
    return error(Code.SOURCE_ENCODING, message, place_of(before, len(before), path), hint)
