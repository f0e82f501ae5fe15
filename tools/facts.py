"""Check the facts about OpenStack, and compare them with what is installed: `make facts`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tools.folders import REPOSITORY

if TYPE_CHECKING:
    from sevenlayer.openstack.facts.comparison import Comparison
    from sevenlayer.openstack.facts.model import Facts, Origin

DATA = REPOSITORY / "plugins" / "sevenlayer" / "openstack" / "data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what there is to say; return 1 when there is a fault or a difference that nobody has given a reason for."""
    options = _parse(arguments)
    from sevenlayer.diagnostics import formats
    from sevenlayer.openstack.facts.comparison import find_differences, load_comparison
    from sevenlayer.openstack.facts.load import load_facts
    from sevenlayer.openstack.facts.service_types import service_types

    facts, problems = load_facts(Path(options.data), thorough=True)
    comparison, other_problems = load_comparison(Path(options.data))
    if facts is None or comparison is None:
        sys.stdout.write(formats.as_text([*problems, *other_problems], colour=sys.stdout.isatty(), show_info=True))
        return 1
    print("\n".join([*_contents(facts, comparison), "", *_comparison(facts, comparison)]))
    return 1 if set(find_differences(facts, service_types())) != set(comparison.known) else 0


def _contents(facts: "Facts", comparison: "Comparison") -> Iterator[str]:
    former = sum(len(project.formerly) for project in facts.projects.values())
    counts = {
        "series.yaml": f"{len(facts.series)} series",
        "projects.yaml": f"{len(facts.projects)} projects, {former} former names",
        "layers.yaml": f"{len(facts.editions)} editions",
        "moved_addresses.yaml": f"{len(facts.moves)} moves",
        "link_roles.yaml": f"{len(facts.roles)} roles",
        "service_types.yaml": f"{len(comparison.seen)} service types",
    }
    for file, origin in {**facts.origins, "service_types.yaml": comparison.origin}.items():
        yield f"{file}: {counts[file]}; brought up to date on {origin.updated}, from"
        yield from _sources(origin)


def _sources(origin: "Origin") -> Iterator[str]:
    for source in origin.sources:
        yield f"  {source.title}{f', {source.date}' if source.date else ''}"


def _comparison(facts: "Facts", comparison: "Comparison") -> Iterator[str]:
    from sevenlayer.openstack.facts.comparison import changes_since, find_differences
    from sevenlayer.openstack.facts.service_types import data_version, service_types

    yield (
        f"os-service-types {version('os-service-types')} is installed, with data of {data_version()[:10]}; "
        f"the facts were compared with {comparison.package}, with data of {comparison.version}."
    )
    changes = list(changes_since(comparison, service_types()))
    yield "Since then:" if changes else "Nothing has changed since then."
    yield from (f"  {change}" for change in changes)
    found = find_differences(facts, service_types())
    yield "Where the facts differ from it:" if found else "The facts do not differ from it."
    for one in found:
        because = comparison.known.get(
            one, "nobody has said why; list it in service_types.yaml, or correct projects.yaml"
        )
        yield f"  {one.service_type}: {one.ours or 'nobody'} here, {one.theirs or 'nobody'} there ({because})"
    for one in comparison.known:
        if one not in found:
            yield f"  {one.service_type} no longer differs in this way; remove it from service_types.yaml"


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="facts", description="Check the facts about OpenStack.")
    parser.add_argument(
        "--data", default=str(DATA), metavar="FOLDER", help="where the data are (default: the plugin's)"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
