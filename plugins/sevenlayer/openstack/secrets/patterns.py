"""Find passwords, tokens and keys in code."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

#: Shorter values are examples.
MIN_LENGTH = 6
#: Longer values are not passwords.
MAX_LENGTH = 1_000

#: Languages in which an unquoted word is a name; only quoted text is a value.
_PROGRAMS = frozenset(
    "c c++ cpp csharp go groovy java javascript js php pycon pytb python python3 ruby rust typescript".split()
)
# Languages in which a value extends to the end of the line.
_LINES = frozenset("cfg dosini ini oslo.config osloconf".split())

# The last part of a secret's name, in lower case and with underscores.
_NAMES = re.compile(
    r"(?:password|passwd|passphrase|secret|token|(?:api|access|private|secret|shared|encryption)_?key|(?:^|_|admin|user|db)(?:pass|pwd|pw))$"
)
_QUOTED = r"""\\?"(?P<double>[^"\n\\]*)\\?"|'(?P<single>[^'\n]*)'"""
# A name and a value, as in settings, shells, headers, JSON and YAML. After a colon a single word is a value, several words are a
# sentence; after an equals sign the rest of the line counts only if it may be one value.
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
# The default of a shell variable.
_DEFAULT = re.compile(r"\$\{(?P<name>\w{1,100}):?[-=](?P<bare>[^\s\"'{}$]+)\}")
_DEFAULT_ALONE = re.compile(r"(?:\$\{\w+:?[-=])+([^{}$]*)\}+")
# Arguments of a program or SQL clause in the same command, which may continue after a backslash and in quotes.
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
# A template parameter, with its default some lines below.
_PARAMETER = re.compile(
    rf"""^(?P<indent>[ \t]*+)["']?(?P<name>[\w.-]{{1,100}})["']?:[ \t]*\n(?P<inner>(?P=indent)[ \t]++)
         (?:(?!default:)[^\n]*\n(?P=inner)){{0,9}}default:[ \t]*(?:{_QUOTED}|(?P<bare>[^\s"'][^\n]*))""",
    re.MULTILINE | re.VERBOSE,
)
# A response of Keystone.
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

# Every name of a secret contains one of these; keys only of certain kinds.
_IN_NAMES = re.compile(r"pass|pw|secret|token|key", re.IGNORECASE)
_KINDS_OF_KEYS = ("api", "access", "private", "shared", "encryption")
# Everything else that is searched for contains one of these.
_SIGNS = (
    "@",
    *(sign for _what, sign, _shape in _SHAPES),
    *(one for programs, _command in _COMMANDS for one in programs),
)

# Placeholders.
_PLACEHOLDER = re.compile(
    r"^[<{\[($`]|[>}\])]$|\w[(\[]|\*{2}|\||…|\.\.\.|x{3}|^%\w+%$|^~?\.{0,2}/[\w.-]+/|^(?:file|https?):"
    r"|^[a-z_]\w*(?:\.[a-z_]\w*)+$"
    r"|example|your|change|replace|redacted|removed|placeholder|dummy|fake|sample|demo|not[-_ ]",
    re.IGNORECASE,
)
# Words and variable names rarely have adjacent letters and digits.
_MIXED = re.compile(r"[A-Za-z][0-9]|[0-9][A-Za-z]")
_CAPITALS = re.compile(r"[A-Z][A-Z_-]*")
# Well-known values of manuals and images, and words that such values consist of.
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
# Atomic groups, for linear time.
_DEMO = re.compile(rf"(?>{'|'.join(_WORDS)}|[0-9]{{1,4}}|[-_.!@# ])++")


@dataclass(frozen=True)
class Secret:
    """A *value* that looks real, *what* it is (in words), and its *line* in the code, counted from 0."""

    what: str
    value: str
    line: int


def find_secrets(code: str, language: str, harmless: Collection[str] = ()) -> tuple[Secret, ...]:
    """Return what looks like a secret in *code*, in order; values in *harmless* are ignored."""
    found: dict[str, Secret] = {}
    for start, what, value in sorted(_candidates(code, language.lower())):
        if value not in harmless and value not in found:
            found[value] = Secret(what, value, code.count("\n", 0, code.index(value, start)))
    return tuple(found.values())


def may_have_secrets(text: str) -> bool:
    """Quick check whether *text*, code or HTML, may contain a secret."""
    return any(sign in text for sign in _SIGNS) or _may_name_secrets(text.lower())


def _may_name_secrets(folded: str) -> bool:
    if "pass" in folded or "secret" in folded or "token" in folded or "pw" in folded:
        return True
    return "key" in folded and any(kind in folded for kind in _KINDS_OF_KEYS)


def _candidates(code: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Yield offset, description and value of each candidate."""
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
    """Yield start and end of each line that may name a secret, and the end of the next line, which may have the value."""
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
        # Letters alone may be a variable name in a similar language.
        return _without_variable(flow) if language == "yaml" or _MIXED.search(flow) else ""
    bare = groups.get("bare") or groups.get("block") or groups.get("word") or ""
    if (more := groups.get("more")) and (groups["apart"] or language in _LINES) and _MIXED.search(bare + more):
        return bare + more
    return _without_variable(bare.rstrip(",;\\"))


def _without_variable(value: str) -> str:
    """Return the default value if *value* is a variable with one."""
    alone = _DEFAULT_ALONE.fullmatch(value)
    return alone[1] if alone else value


def is_secret_name(name: str) -> bool:
    """Whether *name*, of a setting, option or header, is that of a password, token or key."""
    return _NAMES.search(name.strip("-").replace("-", "_").replace(".", "_").lower()) is not None


def looks_real(value: str) -> bool:
    """Whether *value* is not a placeholder, a variable name or a well-known example value."""
    if not MIN_LENGTH <= len(value) <= MAX_LENGTH or len(set(value)) <= 3 or _CAPITALS.fullmatch(value):
        return False
    folded = value.lower()
    return not (_PLACEHOLDER.search(value) or folded in _KNOWN or _DEMO.fullmatch(folded))
