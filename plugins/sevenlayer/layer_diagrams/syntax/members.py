"""Services and groups of the terse form: ``User Interfaces (heat, horizon) / trove, ironic [incubating]``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sevenlayer.layer_diagrams.model import Group, Member, Position, Service

from .errors import Faults, normalize_spaces, quote
from .rules import MAX_DEPTH
from .tokens import ARROW, LINE, SEPARATORS, STRING, TEXT, Line, Token, raw

_QUOTE_IT = "enclose the name in quotation marks if that is part of it"


def read_members(tokens: Sequence[Token], lines: Sequence[Line], faults: Faults) -> tuple[Member, ...]:
    """Parse what follows the colon of a layer, or one side of an arrow.

    The end of a line separates members like a comma. After a fault, parsing continues as if the hint had been followed.
    """
    return _Reader(tokens, lines, faults).read()


@dataclass
class _Open:
    """An open parenthesis. Without a title, its members belong to the enclosing group."""

    members: list[Member]
    title: str = ""
    location: Position | None = None
    is_group: bool = False


@dataclass
class _Reader:
    tokens: Sequence[Token]
    lines: Sequence[Line]
    faults: Faults
    name: list[Token] = field(default_factory=list)
    status: str = ""
    #: The last closing mark, if no separator followed.
    behind: str = ""
    #: The last separator, if no member followed.
    separator: Token | None = None
    has_member: bool = False
    #: Up to this token, '[' is unclosed.
    unclosed_until: int = -1

    def read(self) -> tuple[Member, ...]:
        self.open = [_Open([])]
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            index += 1
            if token.kind in (TEXT, STRING):
                self.add_text(token)
            elif token.kind in SEPARATORS:
                self.separate(token)
            elif token.kind == "(":
                self.open_group(token)
            elif token.kind == ")":
                self.close_group(token)
            elif token.kind == "[":
                index = self.read_status(token, index)
            elif token.kind == LINE:
                if index < len(self.tokens) and self.tokens[index].kind not in ("(", "["):
                    self.finish()
            else:
                self.report_stray(token)
        self.finish()
        self.check_separator()
        for unclosed in self.open[1:]:
            self.faults.add("unclosed '('", unclosed.location, "add ')'")
        while len(self.open) > 1:
            self.close_innermost()
        return tuple(self.open[0].members)

    def add_text(self, token: Token) -> None:
        if self.behind:
            self.faults.add(f"text after '{self.behind}'", token.location, "write a comma before it")
            self.finish()
        self.name.append(token)
        self.separator = None

    def separate(self, token: Token) -> None:
        self.finish()
        if not self.has_member:
            hint = "remove it, or write a service before it"
            self.faults.add(f"no service before '{token.text}'", token.location, hint)
        self.has_member = False
        self.separator = token

    def check_separator(self) -> None:
        if self.separator:
            hint = "remove it, or write a service after it"
            self.faults.add(f"no service after '{self.separator.text}'", self.separator.location, hint)
        self.separator = None

    def finish(self) -> None:
        """End the current member."""
        if self.name:
            name, location = self.read_name(), self.name[0].location
            if name:
                self.open[-1].members.append(Service(name, self.status, location))
            else:
                hint = "write the name of a service between the quotation marks"
                self.faults.add("an empty name", location, hint)
            self.has_member = True
        self.name, self.status, self.behind = [], "", ""

    def read_name(self) -> str:
        strings = [token for token in self.name if token.kind == STRING]
        if not strings:
            return raw(self.name, self.lines)
        if len(self.name) > 1:
            token = self.name[1] if self.name[0] is strings[0] else strings[0]
            message = "text outside the quotation marks" if token.kind == TEXT else "a quotation mark within a name"
            self.faults.add(message, token.location, "enclose the whole name in quotation marks")
        return normalize_spaces(" ".join(token.text for token in self.name))

    def open_group(self, token: Token) -> None:
        behind = self.behind
        if behind:
            self.faults.add(f"'(' after '{behind}'", token.location, "write the title of a group before it")
            self.finish()
        title, location = (self.read_name(), self.name[0].location) if self.name else ("", token.location)
        if len(self.open) > MAX_DEPTH:
            if len(self.open) == MAX_DEPTH + 1:
                self.faults.add(f"groups are nested more than {MAX_DEPTH} deep", location, "use fewer levels")
        elif not title and not behind:
            hint = "write it before the parenthesis, as in 'User Interfaces (heat, horizon)'"
            self.faults.add("a group has no title", token.location, hint)
        is_group = bool(title) and len(self.open) <= MAX_DEPTH
        around = self.open[-1].members
        self.open.append(_Open([] if is_group else around, title, token.location if not title else location, is_group))
        self.name, self.separator, self.has_member = [], None, False

    def close_group(self, token: Token) -> None:
        self.finish()
        self.check_separator()
        if len(self.open) == 1:
            self.faults.add("unmatched ')'", token.location, "remove it, or " + _QUOTE_IT)
            return
        self.close_innermost()
        self.behind, self.has_member = ")", True

    def close_innermost(self) -> None:
        group = self.open.pop()
        if not group.is_group:
            return
        if group.members:
            self.open[-1].members.append(Group(group.title, tuple(group.members), group.location))
        else:
            hint = "write its services between the parentheses, or " + _QUOTE_IT
            self.faults.add(f"group {quote(group.title)} has no services", group.location, hint)

    def read_status(self, token: Token, index: int) -> int:
        """Parse a status whose bracket precedes *index*; return the index after it."""
        end = index
        if index > self.unclosed_until:
            while end < len(self.tokens) and self.tokens[end].kind not in ("]", LINE):
                end += 1
        if index <= self.unclosed_until or end == len(self.tokens) or self.tokens[end].kind == LINE:
            self.unclosed_until = max(self.unclosed_until, end)
            self.faults.add("unclosed '['", token.location, "add ']'")
            end = index
            while end < len(self.tokens) and self.tokens[end].kind in (TEXT, STRING):
                end += 1
            behind = end
        else:
            behind = end + 1
            self.check_status(token, self.tokens[index:end])
        if self.name and not self.behind:
            inner = self.tokens[index:end]
            self.status = inner[0].text if [one.kind for one in inner] == [STRING] else raw(inner, self.lines)
            self.behind = "]"
        return behind

    def check_status(self, token: Token, inner: Sequence[Token]) -> None:
        if self.behind == ")":
            self.faults.add("a group has no status", token.location, "write it after each service of the group")
        elif self.behind:
            hint = "write one status, as in 'ironic [incubating, retired later]'"
            self.faults.add("a second status", token.location, hint)
        elif not self.name:
            hint = "write it after its service, as in 'ironic [incubating]'"
            self.faults.add("a status without a service", token.location, hint)
            self.has_member, self.separator = True, None
        elif not any(one.text for one in inner):
            hint = "write a word between the brackets, as in 'ironic [incubating]', or remove them"
            self.faults.add("the status is empty", token.location, hint)
        elif inner[0].kind == STRING and len(inner) > 1:
            hint = "enclose the whole status in quotation marks"
            self.faults.add("text outside the quotation marks", inner[1].location, hint)

    def report_stray(self, token: Token) -> None:
        if token.kind == ARROW:
            hint = "write the arrow in a line of its own, or enclose it in quotation marks"
            self.faults.add("an arrow within a layer", token.location, hint)
        elif token.kind == ":":
            hint = "enclose the name in quotation marks, or start a new line"
            self.faults.add("a second ':' in the line", token.location, hint)
        else:
            self.faults.add("unmatched ']'", token.location, "remove it, or " + _QUOTE_IT)
        self.finish()
        self.has_member, self.separator = True, None
