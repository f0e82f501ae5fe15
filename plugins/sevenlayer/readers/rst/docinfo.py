"""The title and the bibliographic fields of a document, as the fields of a front matter."""

from __future__ import annotations

from docutils import nodes

from sevenlayer.diagnostics import Location
from sevenlayer.front_matter.yaml import Mapping, Node, Scalar, Sequence

__all__ = ["docinfo_fields"]


def docinfo_fields(document: nodes.document, path: str) -> Mapping:
    """The title and the bibliographic fields of a document, as the fields of a front matter."""
    entries: list[tuple[Scalar, Node]] = []

    def scalar(text: str, node: nodes.Node) -> Scalar:
        return Scalar(text, Location(path, node.line or getattr(node.parent, "line", None) or 1), quoted=True)

    title = document.first_child_matching_class(nodes.title)
    if title is not None:
        node = document.children[title]
        entries.append((scalar("title", node), scalar(node.astext(), node)))
    for docinfo in document.findall(nodes.docinfo):
        for element in docinfo.children:
            if isinstance(element, nodes.field):
                name, body = element.children[0].astext(), element.children[1]
                entries.append(
                    (scalar(name.lower(), element), scalar(getattr(body, "rawsource", "") or body.astext(), element))
                )
            elif isinstance(element, nodes.authors):
                names = tuple(scalar(author.astext(), author) for author in element.children)
                entries.append(
                    (scalar("authors", element), Sequence(names, Location(path, element.line or 1), len(names)))
                )
            else:
                entries.append(
                    (scalar(str(getattr(element, "tagname", "")), element), scalar(element.astext(), element))
                )
    return Mapping(tuple(entries), Location(path, 1), len(entries))
