"""What ``sevenlayer init`` asks: each question with the answer that it offers, and with what it takes for one."""

from __future__ import annotations

import contextlib
import getpass
import os
import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

__all__ = ["QUESTIONS", "Question"]

ADDRESS = "https://example.org"


@dataclass(frozen=True)
class Question:
    """*offer* takes the site's folder; *read* takes an answer and returns it cleaned.

    *read* raises ValueError with what is wrong with it.
    """

    name: str
    text: str
    help: str
    offer: Callable[[Path], str]
    read: Callable[[str], str]


def read_text(answer: str) -> str:
    answer = answer.strip()
    if any(unicodedata.category(character) == "Cs" for character in answer):
        raise ValueError("that is not valid UTF-8")
    if not answer:
        raise ValueError("it must not be empty")
    return answer


def read_address(answer: str) -> str:
    answer = read_text(answer).rstrip("/")
    try:
        parts = urlsplit(answer)
        sound = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        sound = False
    if not sound or re.search(r"\s", answer):
        raise ValueError(f"'{answer}' is not a URL such as https://blog.example.org")
    return answer


def read_language(answer: str) -> str:
    answer = answer.strip().lower().replace("_", "-")
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", answer):
        raise ValueError(f"'{answer}' is not a language such as en or pt-br")
    return answer


def read_time_zone(answer: str) -> str:
    answer = answer.strip()
    try:
        ZoneInfo(answer)
    except (LookupError, ValueError, OSError):
        raise ValueError(f"there is no time zone '{answer}'; an example is Europe/Stockholm") from None
    return answer


def offer_name(folder: Path) -> str:
    words = re.sub(r"[-_\s]+", " ", folder.resolve().name).strip()
    return words[:1].upper() + words[1:] or "Blog"


def offer_author(_folder: Path) -> str:
    """The name that git knows, or the name of the account."""
    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
        name = asked.stdout.strip()
    except (OSError, ValueError):
        name = ""
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, LookupError, ImportError):
        return "Anonymous"


def offer_language(_folder: Path) -> str:
    """The language of the locale, from the variables that programs look at, in their order."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            language = re.split(r"[_.@]", value)[0].lower()
            return language if re.fullmatch(r"[a-z]{2,3}", language) else "en"
    return "en"


def offer_time_zone(_folder: Path) -> str:
    """That of the machine: ``TZ``, /etc/timezone or where /etc/localtime leads, and else UTC."""
    named = [os.environ.get("TZ", "").lstrip(":")]
    with contextlib.suppress(OSError, ValueError):
        named.append(Path("/etc/timezone").read_text("utf-8").strip())
    named.append(str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2])
    for name in named:
        try:
            return read_time_zone(name)
        except ValueError:
            continue
    return "UTC"


QUESTIONS = (
    Question("name", "Name of the site", "The name of the site.", offer_name, read_text),
    Question(
        "address",
        "Where readers will find it",
        "Where readers will find the site: https://blog.example.org.",
        lambda _folder: ADDRESS,
        read_address,
    ),
    Question("author", "Author", "Who writes the posts.", offer_author, read_text),
    Question("language", "Language of the posts", "Their language, as in en or pt-br.", offer_language, read_language),
    Question(
        "time_zone",
        "Time zone of dates",
        "The time zone of dates, as in Europe/Stockholm.",
        offer_time_zone,
        read_time_zone,
    ),
)
