"""What authors read about roles is what the facts say."""

from __future__ import annotations

from pathlib import Path

from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.links.table import roles_table

BEGIN, END = "<!-- roles: begin -->", "<!-- roles: end -->"


def test_writing_guide_holds_the_table_of_roles(repository: Path) -> None:
    text = (repository / "docs" / "writing.md").read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    table = text.partition(BEGIN)[2].partition(END)[0]
    assert table.strip() == roles_table(facts()).strip()
