"""The HTML round a picture: the same in words, for those who do not see it, and for feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from sevenlayer.layer_diagrams.model import CAN_USE, NEEDS, Annotation, Arrow, Group, Layer, Member, Service, Stack

#: More layers are not told one by one in the description of a picture.
MAX_DESCRIBED = 12


def layer_label(layer: Layer) -> str:
    """``4 Turtles All The Way Up``; ``Layer 4`` where there is no title."""
    if not layer.title:
        return f"Layer {layer.number}"
    return f"{layer.number} {layer.title}" if layer.number else layer.title


def describe(stack: Stack, *, direction: str = "down", kinds: Iterable[str] = (NEEDS, CAN_USE)) -> str:
    """Return in a few sentences what the picture of *stack* shows; *kinds* are those of the arrows that are drawn."""
    told = [f"{layer_label(layer)}, with {_count(len(layer.services), 'service')}" for layer in stack.layers]
    more = len(told) - MAX_DESCRIBED
    if more > 0:
        told = [*told[:MAX_DESCRIBED], f"and {_count(more, 'more layer')}"]
    start = "top" if direction == "down" else "bottom"
    text = f"{_count(len(stack.layers), 'layer')}, from the {start}: {'; '.join(told)}."
    drawn = set(kinds)
    arrows = sum(arrow.kind in drawn for arrow in stack.arrows)
    return f"{text} {_count(arrows, 'dependency', 'dependencies')}." if arrows else text


def words_html(stack: Stack, annotations: Mapping[str, Annotation], *, kinds: Iterable[str] = (NEEDS, CAN_USE)) -> str:
    """Return *stack* as a nested list, and its arrows of *kinds* as a table."""
    layers = "".join(
        f"<li>{escape(layer_label(layer), quote=False)}{_members(layer.members, annotations)}</li>\n"
        for layer in stack.layers
    )
    return f'<ul class="layers-list">\n{layers}</ul>\n{_arrows(stack.arrows, tuple(kinds))}'


def service_html(service: Service, annotation: Annotation) -> str:
    """Return the name, linked, and what is to be said of it."""
    name = escape(service.name, quote=False)
    if annotation.is_highlighted:
        name = f"<strong>{name}</strong>"
    if annotation.url is not None:
        name = f'<a href="{escape(annotation.url)}">{name}</a>'
    notes = list(dict.fromkeys(note for note in (service.status, *annotation.notes) if note))
    return f"{name} ({escape(', '.join(notes), quote=False)})" if notes else name


def _members(members: Iterable[Member], annotations: Mapping[str, Annotation]) -> str:
    items = "".join(f"<li>{_member(member, annotations)}</li>\n" for member in members)
    return f"\n<ul>\n{items}</ul>\n" if items else ""


def _member(member: Member, annotations: Mapping[str, Annotation]) -> str:
    if isinstance(member, Group):
        return escape(member.title, quote=False) + _members(member.members, annotations)
    return service_html(member, annotations.get(member.name, Annotation()))


def _arrows(arrows: Iterable[Arrow], kinds: tuple[str, ...]) -> str:
    """One row for each service that arrows go out from, one column for each kind that there is."""
    rows: dict[str, dict[str, list[str]]] = {}
    for arrow in arrows:
        if arrow.kind in kinds:
            label = f" ({arrow.label})" if arrow.label else ""
            rows.setdefault(arrow.source, {}).setdefault(arrow.kind, []).append(arrow.target + label)
    if not rows:
        return ""
    columns = [kind for kind in kinds if any(kind in row for row in rows.values())]
    head = "".join(f'<th scope="col">{kind}</th>' for kind in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(source, quote=False)}</th>'
        + "".join(f"<td>{escape(', '.join(row.get(kind, ())), quote=False)}</td>" for kind in columns)
        + "</tr>\n"
        for source, row in rows.items()
    )
    # A group and no region: one page may have many of them, and landmarks need names of their own.
    return (
        '<div class="table-scroll" tabindex="0" role="group" aria-label="Dependencies"><table>\n'
        f'<thead><tr><th scope="col">service</th>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n'
    )


def pictures_html(wide: str, narrow: str, *, image: str = "", alt: str = "") -> str:
    """Return both arrangements, of which one is shown: the wide one, unless the style of the first picture says otherwise.

    In feeds the image at *image*, below the site's root, stands in for both: see ``for_feeds.py`` in the plugin syndication.
    """
    shown = f' data-feed-image="{escape(image)}" data-feed-alt="{escape(alt)}"' if image else ""
    left_out = ' data-feed-omit=""' if image else ""
    return (
        f'<div class="layers-wide"{shown}>{wide}</div>\n<div class="layers-narrow" hidden=""{left_out}>{narrow}</div>\n'
    )


def folded_html(words: str) -> str:
    """Return *words* to unfold; in feeds, which may show no such element, they stand open."""
    summary = "<summary>The diagram in words</summary>"
    return f'<details class="layers-words" data-feed-unfold="">{summary}\n{words}</details>\n'


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
