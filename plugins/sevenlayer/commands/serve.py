"""``sevenlayer serve``."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
from pathlib import Path
from typing import Any

import click

from .build import output_option, relative_option
from .console import CONTEXT_SETTINGS, CommandError, content_argument, settings_option, shown, to_type
from .pelican_run import Site, SiteCommand, overrides_option, prepare, remainder, watch

__all__ = ["command"]


@click.command(
    cls=SiteCommand,
    context_settings=CONTEXT_SETTINGS,
    example="sevenlayer serve\nsevenlayer serve --port 8080\nsevenlayer serve --no-build --bind 0.0.0.0",
    statuses={2: "wrong settings or options, or the port is in use", 130: "stopped by Ctrl+C"},
)
@content_argument
@settings_option()
@output_option
@relative_option
@overrides_option
@click.option("-p", "--port", type=click.IntRange(0, 65535), help="The port to serve at (default: 8000).")
@click.option("-b", "--bind", metavar="ADDRESS", help="The address to serve at (default: 127.0.0.1).")
@click.option("--no-build", is_flag=True, help="Serve what is built, and build nothing.")
def command(
    content: Path | None,
    settings: Path,
    output: Path | None,
    relative_urls: bool,
    overrides: dict[str, Any],
    port: int | None,
    bind: str | None,
    no_build: bool,
) -> int:
    """Build the site, serve it, and build it again whenever a file changes.

    CONTENT is the folder of the posts (default: that of the settings). Ctrl+C stops it. What follows `--` goes to
    Pelican as it is.
    """
    site = prepare(Site(settings, content, output, relative_urls, overrides, remainder()))
    host = bind if bind is not None else site.settings["BIND"]
    if no_build and not site.output.is_dir():
        typed = to_type("sevenlayer build", "make html")
        raise CommandError(f"there is no folder '{shown(site.output)}' to serve; build the site first: {typed}")
    server = open_server(site.output, host, port if port is not None else site.settings["PORT"])
    name = f"[{host}]" if ":" in host else host
    click.echo(f"Serving {shown(site.output)}/ at http://{name}:{server.server_address[1]}/ (Ctrl+C stops)")
    if no_build:
        server.serve_forever()
        return 0
    # A process of its own: pages are served while others are built.
    serving = multiprocessing.get_context("fork").Process(target=_serve, args=(server,), daemon=True)
    serving.start()
    server.socket.close()
    watch(site)
    return 0


def open_server(output: Path, host: str, port: int) -> Any:
    """Return a server of Pelican's for the files in *output*.

    :raises CommandError: the port is in use, or there is no such address.
    """
    import socket

    from pelican.server import ComplexHTTPRequestHandler, RootedHTTPServer

    class Server(RootedHTTPServer):
        owner = os.getpid()
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

        def service_actions(self) -> None:
            """Called twice a second: nothing is served for a process that is gone."""
            if self.owner != os.getpid() and os.getppid() != self.owner:
                os._exit(0)

    try:
        return Server(str(output), (host, port), ComplexHTTPRequestHandler)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = to_type(f"--port {port + 1}", f"PORT={port + 1}")
            raise CommandError(f"port {port} of {host} is in use; choose another: {other}") from None
        raise CommandError(f"cannot serve at {host}, port {port}: {error.strerror}") from None


def _serve(server: Any) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
