"""Passwords, tokens and keys that stand as they are in what a post shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

#: A shorter value protects nothing, and is a word of an example.
MIN_LENGTH = 6
#: A longer one is no password that anybody typed.
MAX_LENGTH = 1_000

#: Languages in which a bare word behind a name is another name; only texts between quotes are values there.
_PROGRAMS = frozenset(
    "c c++ cpp csharp go groovy java javascript js php pycon pytb python python3 ruby rust typescript".split()
)
# Languages in which a value goes on to the end of its line.
_LINES = frozenset("cfg dosini ini oslo.config osloconf".split())

# What the last part of a secret's name is, in lower case and with underscores.
_NAMES = re.compile(
    r"(?:password|passwd|passphrase|secret|token|(?:api|access|private|secret|shared|encryption)_?key|(?:^|_|admin|user|db)(?:pass|pwd|pw))$"
)
_QUOTED = r"""\\?"(?P<double>[^"\n\\]*)\\?"|'(?P<single>[^'\n]*)'"""
# A name and a value, as in settings, shells, headers, JSON and YAML; a name is begun at its beginning only. Behind a colon one
# word is a value, several are a sentence; behind an equals sign the rest of the line is looked at only where it may be one value.
_SETTING = re.compile(
    rf"""(?<![\w.-])(?P<name>[\w.-]{{1,100}})\\?["']?(?P<apart>[ \t]*)
         (?:=[ \t]*(?:{_QUOTED}|(?P<bare>[^\s"']+)(?=(?P<more>(?:[ \t]+[^\s"'\#;=]{{1,100}}+){{1,9}})[ \t]*(?:[\n\#;]|$))?+)
           |:(?!//|[-=?+])[ \t]*(?:{_QUOTED.replace("double", "double2").replace("single", "single2")}
                           |(?P<flow>[^\s"',{{}}\[\]]++)(?=[ \t]*(?:\}}|,[ \t]*["']?[\w.-]{{1,100}}["']?[ \t]*:))
                           |[|>][-+0-9]{{0,2}}[ \t]*\n[ \t]+(?P<block>[^\s"']++)(?=[ \t]*(?:\n|$))
                           |(?P<word>[^\s"']++)(?=[ \t]*(?:[\n"'\#]|$))))""",
    re.VERBOSE,
)
_OPTION = re.compile(rf"""(?<!\S)--(?P<name>[\w-]{{1,100}})[ \t]+(?:{_QUOTED}|(?P<bare>[^\s"'-][^\s"']*))""")
_ROW = re.compile(r"\|[ \t]*(?P<name>[\w.-]{1,100})[ \t]*\|[ \t]*(?P<bare>[^\s|]+)[ \t]*\|")
# The default of a variable, as shells write it.
_DEFAULT = re.compile(r"\$\{(?P<name>\w{1,100}):?[-=](?P<bare>[^\s\"'{}$]+)\}")
_DEFAULT_ALONE = re.compile(r"(?:\$\{\w+:?[-=])+([^{}$]*)\}+")
# What a program, or a clause of SQL, is given behind its name, in the same command: that goes on behind a backslash and between
# quotes.
_SAME_COMMAND = r"""\b(?:\\\n|"[^"]{0,100}"|'[^']{0,100}'|[^\n|;"']){0,200}?\s"""
_IDENTIFIED = r"(?i:IDENTIFIED[ \t]+(?:WITH[ \t]+\w{1,64}[ \t]+)?BY)"
_COMMANDS = tuple(
    (programs, re.compile(rf"""(?<![\w/.-]){command}(?:{_QUOTED}|["']?(?P<bare>[^\s"']+))"""))
    for programs, command in (
        (
            ("curl",),
            rf"(?P<program>curl){_SAME_COMMAND}(?:-[A-Za-z]{{0,9}}u[ \t]*|--user[ \t=]+)[\"']?[^\s:\"']{{1,100}}:(?!//)",
        ),
        (("mysql", "mariadb"), rf"(?P<program>mysql(?:admin|dump|import)?|mariadb){_SAME_COMMAND}-p"),
        (
            ("rabbitmqctl",),
            r"(?P<program>rabbitmqctl)[ \t]+(?:[^\s|;]+[ \t]+){0,4}(?:add_user|change_password|authenticate_user)[ \t]+\S+[ \t]+",
        ),
        (("sshpass",), r"(?P<program>sshpass)[ \t]+-p[ \t]*"),
        ((" -K",), rf"(?P<program>swift){_SAME_COMMAND}-K[ \t]*"),
        (
            ("IDENTIFIED", "Identified", "identified"),
            rf"(?i:GRANT|(?:CREATE|ALTER)[ \t]+USER)\b[^;]{{0,300}}?\b(?P<program>{_IDENTIFIED})[ \t]+(?=['\"])",
        ),
    )
)
# A parameter of a template, with its default some lines below it.
_PARAMETER = re.compile(
    rf"""^(?P<indent>[ \t]*+)["']?(?P<name>[\w.-]{{1,100}})["']?:[ \t]*\n(?P<inner>(?P=indent)[ \t]++)
         (?:(?!default:)[^\n]*\n(?P=inner)){{0,9}}default:[ \t]*(?:{_QUOTED}|(?P<bare>[^\s"'][^\n]*))""",
    re.MULTILINE | re.VERBOSE,
)
# What Keystone answers.
_TOKEN = re.compile(r'"token"\s*:\s*\{[^{}]{0,500}"id"\s*:\s*"(?P<bare>[^"\s]+)"')
_IN_ADDRESS = re.compile(r"://[^\s:/@]{1,100}:(?P<bare>[^\s/@]{1,200})@")
_SHAPES = (
    ("a Keystone token", "gAAAAA", re.compile(r"(?<![\w-])(?P<value>gAAAAA[\w-]{60,})")),
    ("an access key", "AKIA", re.compile(r"(?<!\w)(?P<value>AKIA[0-9A-Z]{16})(?!\w)")),
    (
        "a private key",
        "PRIVATE KEY",
        re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\n(?P<value>[A-Za-z0-9+/=]{40,})"),
    ),
)

# What no name of a secret is without; a key is one of certain kinds only.
_IN_NAMES = re.compile(r"pass|pw|secret|token|key", re.IGNORECASE)
_KINDS_OF_KEYS = ("api", "access", "private", "shared", "encryption")
# What nothing else that is looked for is without.
_SIGNS = (
    "@",
    *(sign for _what, sign, _shape in _SHAPES),
    *(one for programs, _command in _COMMANDS for one in programs),
)

# What says by itself that something else belongs there.
_PLACEHOLDER = re.compile(
    r"^[<{\[($`]|[>}\])]$|\w[(\[]|\*{2}|\||…|\.\.\.|x{3}|^%\w+%$|^~?\.{0,2}/[\w.-]+/|^(?:file|https?):"
    r"|^[a-z_]\w*(?:\.[a-z_]\w*)+$"
    r"|example|your|change|replace|redacted|removed|placeholder|dummy|fake|sample|demo|not[-_ ]",
    re.IGNORECASE,
)
# A word of a sentence, or a variable's name, has no letters and digits side by side.
_MIXED = re.compile(r"[A-Za-z][0-9]|[0-9][A-Za-z]")
_CAPITALS = re.compile(r"[A-Z][A-Z_-]*")
# Values that manuals and images have, which everybody knows, and the words that such values are made of.
_KNOWN = frozenset(
    [
        "a682f596-76f3-11e3-b3b2-e716f9080d50",
        "012345secret99token012345",
        "azertytoken",
        "cubswin:)",
        "gocubsgo",
        "letmein",
    ]
)
_WORDS = sorted(
    """
    a abc admin an bad bar baz bind cinder cloud controller default dev devstack env expired false fernet foo foobar
    glance guest heat hello hidden horizon invalid ironic key keyring keystone lab ldap maria me metadata more my
    mysql neutron no nomoresecret none nova null openstack pass passw0rd passwd password placement postgres private
    proxy quantum qwerty rabbit rabbitmq revoked root s3cr3t s3cret secret secretadmin secrete secrets secure service
    shared sql stack stackqueue string super supersecret swift test testing text the this token true ubuntu unknown
    user vagrant value very weak world
    """.split(),
    key=len,
    reverse=True,
)
# The longest word is taken, and never given back: no value takes long.
_DEMO = re.compile(rf"(?>{'|'.join(_WORDS)}|[0-9]{{1,4}}|[-_.!@# ])++")


@dataclass(frozen=True)
class Secret:
    """A *value* that looks real, *what* it is the value of, in words, and its *line* in the code, counted from 0."""

    what: str
    value: str
    line: int


def find_secrets(code: str, language: str, harmless: Collection[str] = ()) -> tuple[Secret, ...]:
    """Return what looks like a real secret in a block of *code*, in the order of the text; *harmless* values are let pass."""
    found: dict[str, Secret] = {}
    for start, what, value in sorted(_candidates(code, language.lower())):
        if value not in harmless and value not in found:
            found[value] = Secret(what, value, code.count("\n", 0, code.index(value, start)))
    return tuple(found.values())


def may_have_secrets(text: str) -> bool:
    """Whether *text*, code or its HTML, has something that no secret is without; this takes next to no time."""
    return any(sign in text for sign in _SIGNS) or _may_name_secrets(text.lower())


def _may_name_secrets(folded: str) -> bool:
    if "pass" in folded or "secret" in folded or "token" in folded or "pw" in folded:
        return True
    return "key" in folded and any(kind in folded for kind in _KINDS_OF_KEYS)


def _candidates(code: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Where each begins, what it is, and the value."""
    for what, sign, shape in _SHAPES:
        if sign in code:
            yield from ((match.start(), what, match["value"]) for match in shape.finditer(code))
    for begin, end, further in _lines_with_names(code):
        for pattern in (_SETTING, _OPTION, _ROW, _DEFAULT):
            for match in pattern.finditer(code, begin, further):
                if match.start() < end and is_secret_name(match["name"]):
                    value = _value(match.groupdict(), language)
                    if looks_real(value):
                        yield match.start(), f"the value of '{match['name'].lstrip('-')}'", value
    for programs, command in _COMMANDS:
        if any(program in code for program in programs):
            for match in command.finditer(code):
                if looks_real(value := _value(match.groupdict(), "")):
                    yield match.start(), f"the password given to '{match['program']}'", value
    if "default:" in code:
        for match in _PARAMETER.finditer(code):
            if is_secret_name(match["name"]) and looks_real(value := _value(match.groupdict(), "")):
                yield match.start(), f"the default of '{match['name']}'", value
    if '"token"' in code:
        for match in _TOKEN.finditer(code):
            if looks_real(match["bare"]):
                yield match.start(), "the id of a token", match["bare"]
    if "@" in code:
        for match in _IN_ADDRESS.finditer(code):
            if looks_real(match["bare"]):
                yield match.start(), "the password in a URL", match["bare"]


def _lines_with_names(code: str) -> Iterator[tuple[int, int, int]]:
    """Where each line that may name a secret begins and ends, and where the line behind it ends, which may have the value."""
    if not _may_name_secrets(code.lower()):
        return
    end = -1
    for match in _IN_NAMES.finditer(code):
        if match.start() > end:
            begin = code.rfind("\n", 0, match.start()) + 1
            end = _end_of_line(code, match.end())
            yield begin, end, _end_of_line(code, end + 1)


def _end_of_line(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def _value(groups: dict[str, str | None], language: str) -> str:
    quoted = next((groups[name] for name in ("double", "double2", "single", "single2") if groups.get(name)), None)
    if quoted or language in _PROGRAMS:
        return _without_variable(quoted or "")
    if flow := groups.get("flow"):
        # Letters alone may be the name of a variable, in a language that looks alike.
        return _without_variable(flow) if language == "yaml" or _MIXED.search(flow) else ""
    bare = groups.get("bare") or groups.get("block") or groups.get("word") or ""
    if (more := groups.get("more")) and (groups["apart"] or language in _LINES) and _MIXED.search(bare + more):
        return bare + more
    return _without_variable(bare.rstrip(",;\\"))


def _without_variable(value: str) -> str:
    """Return the default, if *value* is a variable that has one."""
    alone = _DEFAULT_ALONE.fullmatch(value)
    return alone[1] if alone else value


def is_secret_name(name: str) -> bool:
    """Whether *name*, of a setting, an option or a header, is that of a password, a token or a key."""
    return _NAMES.search(name.strip("-").replace("-", "_").replace(".", "_").lower()) is not None


def looks_real(value: str) -> bool:
    """Whether *value* is no placeholder, no name of a variable, and none of the values that examples have."""
    if not MIN_LENGTH <= len(value) <= MAX_LENGTH or len(set(value)) <= 3 or _CAPITALS.fullmatch(value):
        return False
    folded = value.lower()
    return not (_PLACEHOLDER.search(value) or folded in _KNOWN or _DEMO.fullmatch(folded))
