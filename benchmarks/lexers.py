"""Whether our lexers take ten times as long for ten times the text, and how long beside Pygments' nearest, in one run.

Each lexer gets text as it is in posts, and text that is made to hurt: what begins and never ends, long runs of one thing,
things that are nearly something else. The nearest lexer gets only the former: the latter may take it for ever.

Ten times as long is linear, a hundred times quadratic. A little more than ten is memory that no longer fits the
processor's caches. Each time is the least of several, after a first reading that is not counted: Pygments compiles a
lexer's patterns when it is first used, which takes longer than reading a kilobyte.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from sevenlayer.openstack.lexers import (
    HeatTemplateLexer,
    LocalConfLexer,
    OpenStackSessionLexer,
    OsloConfigLexer,
    OsloLogLexer,
)
from sevenlayer.openstack.lexers.replacements import SafeBashSessionLexer
from sevenlayer.openstack.lexers.shell import SafeBashLexer

REPOSITORY = Path(__file__).resolve().parent.parent

UUID = "5f0c1d5e-7a44-4c0f-8a55-0f6a3c9d2b11"


@dataclass(frozen=True)
class Dialect:
    """*post* and the texts that hurt are repeated to the size asked for; *nearest* is Pygments' name of a lexer."""

    lexer: Lexer
    nearest: str
    post: str
    hurting: dict[str, str] = field(default_factory=dict)


#: For all of them: the beginnings of values, lines and quotes.
HURTING = {
    "letters": "a",
    "blanks": " ",
    "words and blanks": "a" + " " * 50,
    "lines of a blank": " \n",
    "quotes": "\"a'b",
    "hexadecimal digits": "5f0c1d5e-",
    "groups of an address": "fd00:",
    "beginnings of URLs": "http://).",
    "open brackets": "[[{(",
    "closing brackets": "]})",
    "percent signs": "% ",
}
ADDITIONS = (
    Dialect(
        LocalConfLexer(),
        "bash",
        """\
[[local|localrc]]
# The address of this machine
HOST_IP=192.0.2.10
DATABASE_PASSWORD=$ADMIN_PASSWORD
LOGFILE="${DEST:-/opt/stack}/logs/stack.sh.log"
enable_plugin heat https://opendev.org/openstack/heat stable/2024.1
if is_service_enabled tempest; then
    disable_service 'tempest'
fi

[[post-config|$NOVA_CONF]]
[DEFAULT]
vif_plugging_timeout = 60
my_ip = $HOST_IP

""",
        {
            "here documents without an end": "cat <<word ",
            "escapes without an end": "$'" + r"\11" * 20,
            "substitutions without an end": "$(( ${a:- `",
            "headers without an end": "[[local|",
            "blanks before no sign": "if" + " " * 50 + "\n",
            "options without a sign": "[[a|b]]\nname" + " " * 50 + "\n",
        },
    ),
    Dialect(
        OsloConfigLexer(),
        "ini",
        """\
[DEFAULT]
# How long to wait for Neutron, in seconds (integer value)
# (integer value)
# Minimum value: 0
#vif_plugging_timeout = 300
transport_url = rabbit://stackrabbit:secret@192.0.2.10:5672/
state_path = /opt/stack/data/nova
lock_path = $state_path/lock, ${state_path}/other
enabled_filters = ComputeFilter,
    ImagePropertiesFilter,
    ServerGroupAffinityFilter

""",
        {
            "blanks before no sign": "name" + " " * 50 + "\n",
            "continued blanks": "a = b\n" + " " * 50 + "\n",
            "one long value": "a = ",
            "variables without an end": "a = ${b ",
        },
    ),
    Dialect(
        OsloLogLexer(),
        "kmsg",
        f"""\
2023-10-16 09:12:44.318 4121 INFO nova.compute.manager [None req-{UUID} ada demo - - default default] \
[instance: {UUID}] Took 7.42 seconds to spawn the instance on the hypervisor.
2023-10-16 09:12:45.001 4121 DEBUG oslo_concurrency.lockutils [-] Lock "{UUID}" released by 192.0.2.10
2023-10-16 09:12:46.100 4121 ERROR nova.compute.manager   File "/opt/stack/nova/nova/compute/manager.py", line 2345, in spawn
Oct 16 09:12:44 ctl devstack@n-cpu.service[4121]: \x1b[00;32mWARNING nova.virt [\x1b[01;36mNone req-{UUID} demo]\x1b[00m slow
""",
        {
            "contexts without an end": "INFO nova.compute [req-1 a ",
            "names with dots": "a.b.",
            "files without an end": '\x1b[0mFile "a',
            "colour codes": "\x1b[00;32m",
            "beginnings of colour codes": "\x1b[0;",
            "dates": "2023-10-16 09:12:44.318 ",
        },
    ),
    Dialect(
        HeatTemplateLexer(),
        "yaml",
        """\
heat_template_version: 2021-04-16
description: >
  One server with one port.
parameters:
  flavor: {type: string, default: m1.small}
resources:
  server:
    type: OS::Nova::Server
    properties:
      flavor: {get_param: flavor}
      networks:
        - port: {get_resource: port}
      user_data:
        str_replace:
          template: |
            #!/bin/sh
            echo "$name"
          params:
            $name: {get_param: "OS::stack_name"}
outputs:
  address:
    value: {get_attr: [server, first_address]}
""",
        {
            "anchors": "&a ",
            "dashes": "a: - ",
            "maps without an end": "{a ",
            "signs in a map": "{%",
            "block scalars": "a: |\n  ",
            "colons": "a:b",
        },
    ),
    Dialect(
        OpenStackSessionLexer(),
        "console",
        f"""\
(venv) stack@ctl:~/devstack$ openstack server list --long \\
> --project demo | head -20
+--------------------------------------+-------+--------+----------------------------------+
| ID                                   | Name  | Status | Networks                         |
+--------------------------------------+-------+--------+----------------------------------+
| {UUID} | web-1 | ACTIVE | private=192.0.2.10, 2001:db8::10 |
| {UUID} | web-2 | ERROR  |                                  |
+--------------------------------------+-------+--------+----------------------------------+
$ openstack server show -f json web-1
{{
  "id": "{UUID}",
  "addresses": {{"private": ["192.0.2.10"]}}
}}
(openstack) server show nothing
No server with a name or ID of 'nothing' exists.
""",
        {
            "beginnings of tables": "+--",
            "borders": "+--+\n",
            "rows without an end": "|  ",
            "bars": "|",
            "beginnings of prompts": "(a) [b@c",
            "continued commands": "$ a \\\n> b \\\n",
            "beginnings of JSON": "{\n[\n",
            "nested JSON on a line": "[",
            "here documents without an end": "$ cat <<word ",
        },
    ),
    Dialect(
        SafeBashLexer(),
        "bash",
        """\
#!/bin/sh
# Who may do what
export OS_CLOUD=demo
if openstack server show "$name" >/dev/null 2>&1; then
    echo 'There is one already.' $'\\n'
fi
cat <<EOF >clouds.yaml
clouds: {}
EOF
""",
        {
            "here documents without an end": "<<word<<other ",
            "escapes without an end": "$'" + r"\11" * 20,
            "substitutions without an end": "$(( ${a:- `",
        },
    ),
    Dialect(
        SafeBashSessionLexer(),
        "console",
        """\
(venv) stack@ctl:~/devstack$ ls -l \\
> accrc
total 4
[root@ctl ~(keystone_admin)]# grep -r "my_ip" /etc/nova
/etc/nova/nova.conf:my_ip = 192.0.2.10
""",
        {
            "prompts with a colon": "a:",
            "prompts in brackets": "[a:]",
            "prompts after environments": "(a)sh",
            "escapes without an end": "$ $'" + r"\11" * 20,
        },
    ),
)


def measure(lexer: Lexer, text: str, rounds: int) -> float:
    """The least of *rounds*, in seconds of the processor's."""
    times = []
    sum(1 for _ in lexer.get_tokens_unprocessed(text[:1000]))
    for _ in range(rounds):
        start = time.process_time()
        length = sum(len(value) for _, _, value in lexer.get_tokens_unprocessed(text))
        times.append(time.process_time() - start)
        assert length == len(text), lexer
    return min(times)


def fill(unit: str, size: int) -> str:
    # Pygments' lexer for sessions drops a last line without an end.
    return (unit * (size // len(unit) + 1))[: size - 1] + "\n"


def texts(dialect: Dialect) -> Iterator[tuple[str, str]]:
    yield "as in posts", dialect.post
    yield from (HURTING | dialect.hurting).items()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--size", type=int, default=100_000, metavar="N", help="characters of the smaller text (%(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="read each text N times (%(default)s)")
    arguments = parser.parse_args()
    worst = 0.0
    for dialect in ADDITIONS:
        nearest = get_lexer_by_name(dialect.nearest)
        print(f"\n{dialect.lexer.name}, in ms for {arguments.size / 1000:.0f} kB and ten times as much")
        print(f"{'text':<32}{'1x':>9}{'10x':>9}{'growth':>8}{dialect.nearest + ' 1x':>12}{'ratio':>8}")
        for name, unit in texts(dialect):
            text = fill(unit, arguments.size)
            small = measure(dialect.lexer, text, arguments.rounds)
            large = measure(dialect.lexer, fill(unit, 10 * arguments.size), arguments.rounds)
            worst = max(worst, large / small)
            line = f"{name:<32}{small * 1000:>9.1f}{large * 1000:>9.1f}{large / small:>8.1f}"
            if name == "as in posts":
                other = measure(nearest, text, arguments.rounds)
                line += f"{other * 1000:>12.1f}{small / other:>8.2f}"
            print(line, flush=True)
    print(f"\nThe most that any text grew: {worst:.1f} times.")


if __name__ == "__main__":
    main()
