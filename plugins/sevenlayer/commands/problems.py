"""``sevenlayer problems``."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from .console import CommandError, sevenlayer_command

__all__ = ["command"]


class _ProblemCode(click.ParamType[str]):
    """A code of a problem, which shells complete."""

    name = "code"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from sevenlayer.diagnostics import Code

        return [CompletionItem(str(code), help=code.summary) for code in Code if code.startswith(incomplete)]


@sevenlayer_command(
    example="sevenlayer problems markup.no-alt",
    statuses={0: "explained", 2: "there is no such code"},
)
@click.argument("code", type=_ProblemCode(), required=False)
def command(code: str | None) -> int:
    """Explain the problem CODE, which a report has in brackets; without one, list all.

    The explanation says what is wrong and how to mend it, with an example.
    """
    from sevenlayer.diagnostics import UnknownCode, explain, list_codes

    if code is None:
        click.echo(list_codes(), nl=False)
        return 0
    try:
        click.echo(explain(code), nl=False)
    except UnknownCode as exception:
        raise CommandError(str(exception)) from None
    return 0
