"""What must hold of every output, whatever the posts were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib

SECRETS = ("SECRET-OF-THE-HOST", "root:x:0:")
#: Characters. The parser takes minutes for what is nested without end.
MAX_PARSED = 100_000
_RUNS = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_LEADS_ON = re.compile(r'<meta http-equiv="refresh" content="0; url=')
_ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset")
_FORBIDDEN = ("script", "object", "embed", "form", "base", "style", "textarea", "plaintext", "noscript", "xmp", "frame")


def check_output(output: Path) -> list[str]:
    """Return what is wrong with the pages and feeds of *output*: something in it runs, the structure of a page is broken, a
    feed is not XML, or a file of the host has got into it."""
    found: list[str] = []
    for path in sorted(output.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(output).as_posix()
        raw = path.read_bytes()
        found += [f"{name}: holds {secret}" for secret in SECRETS if secret.encode() in raw]
        if path.suffix == ".html":
            found += [f"{name}: {wrong}" for wrong in _wrong_in_page(raw.decode("utf-8"))]
        elif path.suffix == ".xml":
            found += [f"{name}: {wrong}" for wrong in _wrong_in_feed(raw)]
    return found


def _wrong_in_page(text: str) -> Iterator[str]:
    if len(text) > MAX_PARSED:
        if re.search(r"<script|\son\w+=", text):
            yield "something that runs"
        return
    document = html5lib.parse(text, namespaceHTMLElements=False)
    if _LEADS_ON.search(text):
        yield from _wrong_in_stub(document)
        return
    yield from _wrong_elements(document)
    for tag in ("main", "title", "h1"):
        if (number := len(list(document.iter(tag)))) != 1:
            yield f"{number} elements <{tag}>"
    body = document.find("body")
    children = [child.tag for child in body if isinstance(child.tag, str)]
    if "main" not in children or children[-1:] != ["footer"]:
        yield f"the body's elements are {children}"
    ids = [one for element in document.iter() if (one := element.get("id"))]
    yield from (f"id {one!r} twice" for one in sorted({one for one in ids if ids.count(one) > 1}))


def _wrong_in_stub(document: Any) -> Iterator[str]:
    """A page at an old address leads on to a page of this site, and does nothing else."""
    (refresh,) = (element for element in document.iter("meta") if element.get("http-equiv"))
    address = refresh.get("content").partition("url=")[2]
    links = {element.get("href") for element in document.iter() if element.get("href")}
    if not address.startswith("https://example.org/") or links != {address}:
        yield f"it leads on to {sorted({address, *links})}"
    refresh.attrib.clear()
    yield from _wrong_elements(document)


def _wrong_elements(document: Any) -> Iterator[str]:
    for element in document.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _FORBIDDEN or (tag == "meta" and element.get("http-equiv")):
            yield f"an element <{tag}>"
        if tag == "iframe" and "evil" in (element.get("src") or ""):
            yield f"a frame from {element.get('src')}"
        for name, value in element.attrib.items():
            if str(name).lower().startswith("on") or name == "srcdoc":
                yield f"attribute {name} of <{tag}>"
            if name in _ADDRESSES and _RUNS.match(re.sub("[\x00-\x20]", "", value)):
                yield f"address {value}"


def _wrong_in_feed(raw: bytes) -> Iterator[str]:
    try:
        feed = ElementTree.fromstring(raw)
    except ElementTree.ParseError as exception:
        yield f"not XML: {exception}"
        return
    for element in feed.iter():
        if element.get("type") == "html":
            if len(element.text or "") > MAX_PARSED:
                continue
            yield from _wrong_elements(html5lib.parseFragment(element.text or "", namespaceHTMLElements=False))
