"""Write a stack in the terse form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from sevenlayer.layer_diagrams.model import NEEDS, Arrow, Group, Layer, Member, Stack

from .rules import NUMBER

#: Greatest line length, unless a name is longer.
WIDTH = 100

_WORD = r"\w(?:[\w.+&'-]*\w)?"
_BARE = re.compile(rf"{_WORD}(?: {_WORD})*")
_LIKE_A_NUMBER = re.compile(rf"(?:{NUMBER})[.)]?(?: .*)?")


def write_terse(stack: Stack) -> str:
    """Return *stack*, which has to be valid, in the terse form; ``parse_layers`` returns an equal stack."""
    layers = "".join(_layer(layer) for layer in stack.layers)
    arrows = "".join(_arrows(list(arrows)) for _, arrows in groupby(stack.arrows, key=_what_is_shared))
    return layers + ("\n" if layers and arrows else "") + arrows


def _layer(layer: Layer) -> str:
    title = layer.title and _quoted(layer.title)
    # A title without a number must not look like a number or the start of YAML.
    if not layer.number and (_LIKE_A_NUMBER.fullmatch(title) or title in ("layers", "arrows")):
        title = f'"{title}"'
    head = " ".join(part for part in (layer.number, title) if part)
    return _wrapped([f"{head}:", *_members(layer.members)])


def _members(members: tuple[Member, ...]) -> list[str]:
    """Return the members as pieces between which a line may be wrapped."""
    pieces: list[str] = []
    for index, member in enumerate(members):
        if isinstance(member, Group):
            inner = _members(member.members)
            inner[0] = f"{_quoted(member.title)} ({inner[0]}"
            inner[-1] += ")"
        else:
            inner = [_quoted(member.name) + (f" [{_quoted(member.status)}]" if member.status else "")]
        pieces += inner
        if index + 1 < len(members):
            is_between_groups = isinstance(member, Group) and isinstance(members[index + 1], Group)
            pieces[-1] += " /" if is_between_groups else ","
    return pieces


def _what_is_shared(arrow: Arrow) -> tuple[str, str, str]:
    return (arrow.source, arrow.kind, arrow.label)


def _arrows(arrows: list[Arrow]) -> str:
    """Write arrows that differ in their targets only."""
    first = arrows[0]
    pieces = [f"{_quoted(first.source)} {'->' if first.kind == NEEDS else '..>'}"]
    pieces += [f"{_quoted(arrow.target)}," for arrow in arrows]
    pieces[-1] = pieces[-1][:-1] + (f": {_in_quotes(first.label)}" if first.label else "")
    return _wrapped(pieces)


def _wrapped(pieces: Iterable[str]) -> str:
    lines = [""]
    for piece in pieces:
        if lines[-1] and len(lines[-1]) + 1 + len(piece) > WIDTH:
            lines.append("   ")
        lines[-1] += f" {piece}" if lines[-1] else piece
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text if _BARE.fullmatch(text) else _in_quotes(text)


def _in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
