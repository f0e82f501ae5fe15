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

# What the last part of a secret's name is, in lower case and with underscores.
_NAMES = re.compile(
    r"(?:password|passwd|passphrase|secret|token|(?:api|access|private|secret|shared|encryption)_?key|(?:^|_|admin|user|db)(?:pass|pwd))$"
)
_QUOTED = r"""\\?"(?P<double>[^"\n\\]*)\\?"|'(?P<single>[^'\n]*)'"""
# A name and a value, as in settings, shells, headers, JSON and YAML; a name is begun at its beginning only. Behind a colon one
# word is a value, several are a sentence.
_SETTING = re.compile(
    rf"""(?<![\w.-])(?P<name>[\w.-]{{1,100}})\\?["']?[ \t]*
         (?:=[ \t]*(?:{_QUOTED}|(?P<bare>[^\s"']+))
           |:(?!//)[ \t]*(?:{_QUOTED.replace("double", "double2").replace("single", "single2")}
                           |(?P<word>[^\s"']++)(?=[ \t]*(?:[\n"'\#]|$))))""",
    re.VERBOSE,
)
_OPTION = re.compile(rf"""(?<!\S)--(?P<name>[\w-]{{1,100}})[ \t]+(?:{_QUOTED}|(?P<bare>[^\s"'-][^\s"']*))""")
_ROW = re.compile(r"\|[ \t]*(?P<name>[\w.-]{1,100})[ \t]*\|[ \t]*(?P<bare>[^\s|]+)[ \t]*\|")
_IN_ADDRESS = re.compile(r"://[^\s:/@]{1,100}:(?P<bare>[^\s/@]{1,200})@")
_SHAPES = (
    ("a Keystone token", re.compile(r"(?<![\w-])(?P<value>gAAAAA[\w-]{60,})")),
    ("an access key", re.compile(r"(?<!\w)(?P<value>AKIA[0-9A-Z]{16})(?!\w)")),
    ("a private key", re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\n(?P<value>[A-Za-z0-9+/=]{40,})")),
)

# One of these is in all that the names, the addresses and the shapes describe.
_SIGNS = ("pass", "pwd", "secret", "token", "api", "access", "private", "shared", "encryption", "@", "gaaaaa", "akia")

# What says by itself that something else belongs there.
_PLACEHOLDER = re.compile(
    r"^[<{\[($`]|[>}\])]$|\w[(\[]|\*{2}|\||…|\.\.\.|x{3}|^%\w+%$|^~?\.{0,2}/[\w.-]+/|^(?:file|https?):"
    r"|^[a-z_]\w*(?:\.[a-z_]\w*)+$"
    r"|example|your|change|replace|redacted|removed|placeholder|dummy|fake|sample|demo|not[-_ ]",
    re.IGNORECASE,
)
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
    folded = text.lower()
    return any(sign in folded for sign in _SIGNS)


def _candidates(code: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Where each begins, what it is, and the value."""
    for what, shape in _SHAPES:
        yield from ((match.start(), what, match["value"]) for match in shape.finditer(code))
    bare_is_text = language not in _PROGRAMS
    for pattern in (_SETTING, _OPTION, _ROW):
        for match in pattern.finditer(code):
            value = _value(match.groupdict(), bare_is_text)
            if is_secret_name(match["name"]) and looks_real(value):
                yield match.start(), f"the value of '{match['name'].lstrip('-')}'", value
    for match in _IN_ADDRESS.finditer(code):
        if looks_real(match["bare"]):
            yield match.start(), "the password in an address", match["bare"]


def _value(groups: dict[str, str | None], bare_is_text: bool) -> str:
    quoted = next((groups[name] for name in ("double", "double2", "single", "single2") if groups.get(name)), None)
    if quoted or not bare_is_text:
        return quoted or ""
    return (groups.get("bare") or groups.get("word") or "").rstrip(",;\\")


def is_secret_name(name: str) -> bool:
    """Whether *name*, of a setting, an option or a header, is that of a password, a token or a key."""
    return _NAMES.search(name.strip("-").replace("-", "_").replace(".", "_").lower()) is not None


def looks_real(value: str) -> bool:
    """Whether *value* is no placeholder, no name of a variable, and none of the values that examples have."""
    if not MIN_LENGTH <= len(value) <= MAX_LENGTH or len(set(value)) <= 3 or _CAPITALS.fullmatch(value):
        return False
    folded = value.lower()
    return not (_PLACEHOLDER.search(value) or folded in _KNOWN or _DEMO.fullmatch(folded))
