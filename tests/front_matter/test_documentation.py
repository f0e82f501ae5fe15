"""What authors read about fields is what the schema says."""

from pathlib import Path

from sevenlayer.front_matter.schema import fields_table

BEGIN, END = "<!-- fields: begin -->", "<!-- fields: end -->"


def test_writing_guide_holds_the_table_of_fields(repository: Path) -> None:
    text = (repository / "docs" / "writing.md").read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    table = text.partition(BEGIN)[2].partition(END)[0]
    assert table.strip() == fields_table().strip()
