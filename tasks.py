"""The commands of the Makefile for `invoke`, with options; `invoke --list` shows them.

Folders and settings default to those of this repository. What follows `--` goes to Pelican as it is:
`invoke build -- --fatal warnings`.
"""

import subprocess
import sys
import webbrowser
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

ROOT = Path(__file__).resolve().parent
CONTENT = str(ROOT / "content")
OUTPUT = str(ROOT / "output")
SETTINGS = str(ROOT / "pelicanconf.py")
PUBLISH_SETTINGS = str(ROOT / "publishconf.py")
SEVENLAYER = [sys.executable, "-m", "sevenlayer"]
HOST = "127.0.0.1"
PORT = 8000

FOLDERS = {
    "input": "the folder of the posts (default: content)",
    "output": "the folder the site is written to (default: output)",
    "settings": "the settings file",
}
ADDRESS = {
    "host": f"the address to serve at (default: {HOST})",
    "port": f"the port to serve at (default: {PORT})",
    "browser": "open the site in the browser",
}


@task(help={"input": FOLDERS["input"], "output": "the folder to delete (default: output)"})
def clean(context: Context, input: str = CONTENT, output: str = OUTPUT) -> None:
    """Delete the built site; any other folder is refused."""
    _sevenlayer("clean", output, "--input", input, "-s", SETTINGS)


@task(help=FOLDERS)
def build(
    context: Context,
    input: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
) -> None:
    """Build the site."""
    _sevenlayer("build", *_site(input, output, settings), *_remainder(context))


@task(help=FOLDERS)
def rebuild(
    context: Context,
    input: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
) -> None:
    """Delete the built site, then build it."""
    clean(context, input=input, output=output)
    build(context, input=input, output=output, settings=settings)


@task(help=FOLDERS)
def regenerate(
    context: Context,
    input: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
) -> None:
    """Build the site again whenever a file changes."""
    _sevenlayer("build", "--watch", *_site(input, output, settings), *_remainder(context))


@task(help=FOLDERS | ADDRESS)
def serve(
    context: Context,
    input: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    host: str = HOST,
    port: int = PORT,
    browser: bool = True,
) -> None:
    """Serve the built site."""
    if browser:
        webbrowser.open(_address(host, port))
    address = ("--bind", host, "--port", str(port))
    _sevenlayer("serve", "--no-build", *_site(input, output, settings), *address, *_remainder(context))


@task(help=FOLDERS | ADDRESS)
def reserve(
    context: Context,
    input: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    host: str = HOST,
    port: int = PORT,
    browser: bool = True,
) -> None:
    """Build the site, then serve it."""
    build(context, input=input, output=output, settings=settings)
    serve(context, input=input, output=output, settings=settings, host=host, port=port, browser=browser)


@task(help=FOLDERS)
def preview(
    context: Context,
    input: str = CONTENT,
    output: str = OUTPUT,
    settings: str = PUBLISH_SETTINGS,
) -> None:
    """Build the site as it will be published, without publishing it."""
    _sevenlayer("publish", *_site(input, output, settings), *_remainder(context))


@task(help=FOLDERS | ADDRESS)
def livereload(
    context: Context,
    input: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    host: str = HOST,
    port: int = PORT,
    browser: bool = True,
) -> None:
    """Serve the site, build it whenever a file changes, and have the browser show it."""
    from livereload import Server

    def build_again() -> None:
        # A process of its own sees changed settings and plugins; when it fails, the preview goes on.
        _run([*SEVENLAYER, "build", *_site(input, output, settings), *_remainder(context)])

    build_again()
    server = Server()
    for watched in (input, settings, str(ROOT / "theme"), str(ROOT / "plugins")):
        server.watch(watched, build_again)
    server.serve(host=host, port=port, root=output, open_url_delay=1 if browser else None)


@task(help=FOLDERS | {"target": "where to, for rsync (default: PUBLISH_TARGET of the environment or settings)"})
def publish(
    context: Context,
    input: str = CONTENT,
    output: str = OUTPUT,
    settings: str = PUBLISH_SETTINGS,
    target: str = "",
) -> None:
    """Build the site for publishing and copy it to the server with rsync."""
    to = ("--to", target) if target else ("--upload",)
    _sevenlayer("publish", *_site(input, output, settings), *to, *_remainder(context))


@task(
    positional=["title"],
    help={
        "title": "the title of the post",
        "kind": "md or rst",
        "date": "2013-07-19 or 2013-07-19 10:15 (default: now)",
        "input": FOLDERS["input"],
    },
)
def new(
    context: Context,
    title: str,
    kind: str = "md",
    date: str = "",
    input: str = CONTENT,
) -> None:
    """Start a post."""
    _sevenlayer("new", f"--kind={kind}", f"--date={date}", f"--content={input}", "-s", SETTINGS, "--", title)


@task(help={"input": FOLDERS["input"], "settings": FOLDERS["settings"], "format": "text, json or sarif"})
def check(
    context: Context,
    input: str = CONTENT,
    settings: str = SETTINGS,
    format: str = "text",
) -> None:
    """Read every post and report its problems."""
    _sevenlayer("check", input, "-s", settings, "--format", format)


@task(help={"input": FOLDERS["input"], "settings": FOLDERS["settings"], "format": "text, json or sarif"})
def linkcheck(
    context: Context,
    input: str = CONTENT,
    settings: str = SETTINGS,
    format: str = "text",
) -> None:
    """Ask every link to another site whether it still works; what follows `--` goes to the tool."""
    given = _remainder(context)[1:]
    _sevenlayer("linkcheck", input, "-s", settings, "--format", format, *given)


@task(
    positional=["file"],
    help={
        "file": "the text of the diagram: terse, YAML or JSON",
        "output": "the file to write (default: that of the text, with another ending)",
        "png": "write a PNG, for slides (needs resvg_py; an output that ends in .png means it)",
        "width": "of the picture, in pixels (default: 960)",
        "terse": "write the text in the terse form",
        "yaml": "write it as YAML",
        "json": "write it as JSON",
        "dot": "write it for Graphviz",
        "mermaid": "write it for Mermaid",
    },
)
def layers(
    context: Context,
    file: str,
    output: str = "",
    png: bool = False,
    width: str = "",
    terse: bool = False,
    yaml: bool = False,
    json: bool = False,
    dot: bool = False,
    mermaid: bool = False,
) -> None:
    """Draw the text of a layer diagram to a file, or write it in another form."""
    flags = {"png": png, "terse": terse, "yaml": yaml, "json": json, "dot": dot, "mermaid": mermaid}
    values = {"output": output, "width": width}
    options = [*(f"--{name}" for name, given in flags.items() if given)]
    options += [f"--{name}={value}" for name, value in values.items() if value]
    _sevenlayer("layers", *options, "--", file)


@task
def test(context: Context) -> None:
    """Run the tests; what follows `--` goes to pytest."""
    _python("-m", "pytest", *_remainder(context)[1:])


@task
def facts(context: Context) -> None:
    """Check the facts about OpenStack, and say what has changed in what they come from."""
    _python("-m", "tools.facts")


@task
def lint(context: Context) -> None:
    """Check style, types and the direction of imports."""
    _python("-m", "ruff", "check", ".")
    _python("-m", "ruff", "format", "--check", ".")
    _python("-m", "mypy")
    _python("-m", "tools.imports")


@task(help={"upgrade": "take the newest releases instead of keeping what is pinned"})
def lock(context: Context, upgrade: bool = False) -> None:
    """Pin what pyproject.toml asks for (needs uv)."""
    _stop_on_failure(_run([str(ROOT / "tools" / "lock.sh"), *(["--upgrade"] if upgrade else [])]))


def _site(content: str, output: str, settings: str) -> tuple[str, ...]:
    return (content, "-o", output, "-s", settings)


def _sevenlayer(*arguments: str) -> None:
    """Run a command of Sevenlayer's where invoke runs: names of files are the user's, in reports too."""
    _stop_on_failure(_run([*SEVENLAYER, *arguments]))


def _python(*arguments: str) -> None:
    """Run a module on the repository."""
    _stop_on_failure(_run([sys.executable, *arguments], folder=ROOT))


def _run(command: list[str], folder: Path | None = None) -> int:
    """Run *command* without a shell, so that names may hold anything, and return its exit status."""
    sys.stdout.flush()
    try:
        return subprocess.run(command, cwd=folder, check=False).returncode
    except KeyboardInterrupt:
        return 130


def _stop_on_failure(status: int) -> None:
    if status:
        raise Exit(code=status)


def _remainder(context: Context) -> list[str]:
    """``--`` and what follows it, argument by argument: invoke joins them with blanks, and they may have some of their own."""
    return sys.argv[sys.argv.index("--") :] if context.remainder else []


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
