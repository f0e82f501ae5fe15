"""What the site takes for Pygments' lexers of shells: the same tokens, and an end in time for any text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name
from pygments.token import Error
from sevenlayer.diagnostics import Location
from sevenlayer.directives import Vocabulary
from sevenlayer.directives.code import CodeOptions, code_html
from sevenlayer.openstack.lexers import add_lexers
from sevenlayer.openstack.lexers.stand_ins import STAND_INS

PAIRS = [(stand_in, find_lexer_class_by_name(stand_in.aliases[0])) for stand_in in STAND_INS]
#: With anything between: rules that look for an end, and never find it, take a time that no test would wait for.
ENDLESS = r"\11" * 5_000

PIECES = [
    *"[]{}()|=:@#%$'\"`\\<>!&~;*-",
    *("\n", " ", "   ", "a", "ab", "sh", "1", "if ", "echo ", "$'", "\\11", "$(", "$((", "${", "<<-", "<<< "),
    *("<<EOF\n", "EOF\n", "$ ", "# ", "> ", "(venv) ", "[a@b ~]# ", "a@b:~$ ", "RUN ", "FROM a AS b\n", "\\\n"),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=15).map("".join))

ORDINARY = [
    'export OS_CLOUD=demo  # which\nif [[ -n $OS_CLOUD && $# -gt 0 ]]; then echo "${OS_CLOUD:-none}"; fi\n',
    "cat <<EOF >clouds.yaml\nclouds: {}\nEOF\necho done\n",
    "cat <<-'END'\n\ttext\n\tEND\ngrep -c a <<<\"$text\"\n",
    "IFS=$'\\n\\t' read -r a b\nprintf '%s\\n' $'it\\'s' $((1 << 4)) `date`\n",
    "cat <<EOF\nno end in this excerpt\n",
    "$ ls -l \\\n> accrc\ntotal 4\n[root@ctl ~(keystone_admin)]# id\nuid=0(root)\n(venv) stack@ctl:~/devstack$ ./stack.sh\n",
    "#!/bin/sh\n#SBATCH --time=1\nsrun hostname\n",
    'FROM debian AS base\nRUN apt-get update && \\\n    echo $\'a\\n\' >/etc/motd\nENV a=b\nCMD ["sh", "-c", "true"]\n',
]


def lex(lexer_class: type[Lexer], text: str) -> list[tuple[object, str]]:
    return list(lexer_class(stripnl=False).get_tokens(text))


@pytest.mark.parametrize(("stand_in", "original"), PAIRS)
@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_gets_the_tokens_that_pygments_gives_it(
    stand_in: type[Lexer], original: type[Lexer], text: str
) -> None:
    assert lex(stand_in, text) == lex(original, text)


@pytest.mark.parametrize(("stand_in", "original"), PAIRS)
def test_stand_in_goes_by_the_names_of_the_original(stand_in: type[Lexer], original: type[Lexer]) -> None:
    assert stand_in is not original
    assert issubclass(stand_in, original)
    assert stand_in.name == original.name
    assert set(stand_in.aliases) >= set(original.aliases)


@pytest.mark.parametrize("stand_in", STAND_INS)
@settings(deadline=None)
@given(text=TEXTS)
def test_any_text_is_kept_without_an_error(stand_in: type[Lexer], text: str) -> None:
    tokens = lex(stand_in, text)
    kept = "".join(value for _, value in tokens)
    assert kept.removesuffix("\n") == re.sub("\r\n?", "\n", text.removeprefix("\ufeff")).removesuffix("\n")
    assert Error not in {token for token, _ in tokens}


PROMPTS = st.lists(st.sampled_from([*"[]()@:$#%~ab./ \\", "  ", "sh"]), max_size=14).map("".join)


@settings(deadline=None, max_examples=500)
@given(line=PROMPTS)
def test_prompt_is_what_it_is_for_pygments(line: str) -> None:
    (stand_in, original) = next(pair for pair in PAIRS if "console" in pair[0].aliases)
    found = stand_in._ps1rgx.match(f"{line}\n")  # type: ignore[attr-defined]
    wanted = original._ps1rgx.match(f"{line}\n")  # type: ignore[attr-defined]
    assert (found and found.groups()) == (wanted and wanted.groups())


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("bash", f"echo $'{ENDLESS}"),
        ("sh", f"echo $'{ENDLESS}"),
        ("zsh", f"echo $'{ENDLESS}"),
        ("openrc", f"echo $'{ENDLESS}"),
        ("console", f"$ echo $'{ENDLESS}"),
        ("shell-session", f"$ echo $'{ENDLESS}"),
        ("sh-session", f"$ echo $'{ENDLESS}"),
        ("console", "[a:]" * 5_000),
        ("slurm", f"echo $'{ENDLESS}"),
        ("docker", f"RUN echo $'{ENDLESS}"),
        ("localconf", f"echo $'{ENDLESS}"),
        ("openstack", f"$ echo $'{ENDLESS}"),
    ],
)
def test_block_of_code_without_an_end_is_shown(language: str, source: str) -> None:
    vocabulary = Vocabulary()
    add_lexers(vocabulary, {})
    html = code_html(source, language, CodeOptions(), Location("post.md", 3), pytest.fail, vocabulary)
    assert re.sub("<[^>]+>", "", html).replace("&#39;", "'").rstrip("\n") == source


def test_stand_ins_are_for_this_site_alone(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    assert not any("stand_ins" in point for point in project["entry-points"]["pygments.lexers"].values())
