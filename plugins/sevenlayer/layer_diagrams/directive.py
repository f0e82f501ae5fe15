"""The directive ``layers``: from a call in a post to the parts of a figure."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from html import escape

from sevenlayer.diagnostics import Code, Location, Problem, error
from sevenlayer.directives.registry import Directive, DirectiveCall, File, Html, Inline, Part

from .checks import highlight_problems, placement_notes, text_problems, upward_problems
from .diagram import Diagram, Knowledge, diagram_of_edition, diagram_of_text, draw_figure
from .editions import NoEdition, find_edition, join_words
from .layout import DrawingOptions
from .model import Position
from .options import layers_options
from .syntax import parse_layers


@dataclass(frozen=True)
class Site:
    """The context of the directive; paths of sources are relative to *content_folder*."""

    knowledge: Knowledge
    content_folder: str


def layers_directive(site: Site) -> Directive:
    return Directive(partial(run_layers, site), "optional", layers_options(site.knowledge.facts))


def run_layers(site: Site, call: DirectiveCall) -> tuple[Part, ...]:
    """Return the parts of the figure; if nothing can be drawn, the text as a literal block."""
    text = "\n".join(call.content)
    if _contradicts_itself(call, has_text=bool(text.strip())):
        diagram = None
    elif text.strip():
        diagram = _of_text(site, call, text)
    else:
        diagram = _of_edition(site, call)
    if diagram is None:
        return (Html(f'<pre class="literal-block">{escape(text)}</pre>\n'),) if text.strip() else ()
    if "highlight" in call.options:
        where = call.option_where["highlight"]
        _report(call, highlight_problems(call.options["highlight"], diagram.stack, where))
    figure = draw_figure(diagram, _id_prefix(site, call))
    classes = " ".join(("layers", *call.options.get("class", ())))
    target = f' id="{escape(call.options["name"])}"' if "name" in call.options else ""
    return (
        Html(f'<figure{target} class="{escape(classes)}">\n'),
        Html(figure.pictures, sealed=True, once=figure.style),
        *_caption(site, call, has_text=bool(text.strip())),
        Html("</figure>\n"),
        Html(figure.words, sealed=True),
        File(figure.path, figure.image),
    )


def _contradicts_itself(call: DirectiveCall, *, has_text: bool) -> bool:
    """Report options and arguments that exclude each other; return whether there are any."""
    edition = call.argument or ("" if has_text else call.options.get("edition", ""))
    if call.argument and has_text:
        hint = f"remove one of them; to draw a text and name its edition, write ':edition: {call.argument[:20]}'"
        return _fault(
            call, Code.LAYER_DIAGRAMS_CONTRADICTION, "a diagram has either a text or an edition, not both", hint
        )
    if call.argument and "edition" in call.options:
        where = call.option_where["edition"]
        return _fault(
            call, Code.LAYER_DIAGRAMS_CONTRADICTION, "the edition is named twice", "remove this option", where
        )
    if not edition and not has_text:
        hint = "write layers below an empty line, as in '1 The Basics: keystone, nova', or name an edition"
        return _fault(call, Code.LAYER_DIAGRAMS_NOTHING_TO_DRAW, "the diagram has neither a text nor an edition", hint)
    compare = call.options.get("compare")
    if compare and not edition:
        hint = f"name the earlier edition after the directive, and remove the text; '{compare}' is the later one"
        where = call.option_where["compare"]
        return _fault(
            call, Code.LAYER_DIAGRAMS_CONTRADICTION, "only an edition can be compared with another", hint, where
        )
    if compare and compare == edition:
        message = f"the edition of {compare} is compared with itself"
        return _fault(
            call, Code.LAYER_DIAGRAMS_CONTRADICTION, message, "name two editions", call.option_where["compare"]
        )
    if edition and "arrange" in call.options:
        message = "an edition has its layers; 'arrange' makes layers of arrows"
        return _fault(
            call, Code.LAYER_DIAGRAMS_CONTRADICTION, message, "remove this option", call.option_where["arrange"]
        )
    return False


def _fault(call: DirectiveCall, code: Code, message: str, hint: str | None, where: Location | None = None) -> bool:
    call.report(error(code, message, where or call.where, hint))
    return True


def _drawing_options(call: DirectiveCall) -> DrawingOptions:
    return DrawingOptions(
        show=call.options.get("show", "both"),
        arrows=call.options.get("arrows", "all"),
        direction=call.options.get("direction", "down"),
    )


def _of_edition(site: Site, call: DirectiveCall) -> Diagram | None:
    year, compare = call.argument or call.options["edition"], call.options.get("compare", "")
    try:
        edition = find_edition(site.knowledge.facts, year)
    except NoEdition as exception:
        hint = exception.hint
        if " " in call.argument:
            hint = "leave an empty line between the directive and the text of its diagram"
        _fault(call, Code.LAYER_DIAGRAMS_UNKNOWN_EDITION, str(exception), hint)
        return None
    if compare and find_edition(site.knowledge.facts, compare).date < edition.date:
        message = f"the edition of {compare} is older than that of {year}"
        hint = "write the older one after the directive, and the newer one here"
        _fault(call, Code.LAYER_DIAGRAMS_CONTRADICTION, message, hint, call.option_where["compare"])
        return None
    highlight = call.options.get("highlight", ())
    return diagram_of_edition(year, site.knowledge, _drawing_options(call), compare=compare, highlight=highlight)


def _of_text(site: Site, call: DirectiveCall, text: str) -> Diagram | None:
    parsed = parse_layers(text)
    locate = partial(_where, call)
    _report(call, text_problems(parsed.faults, locate))
    if not parsed.is_sound:
        return None
    stack, arrange = parsed.stack, call.options.get("arrange", False)
    if not stack.layers and not arrange:
        hint = "write layers, as in '1 The Basics: keystone, nova', or add ':arrange:' to have them made of the arrows"
        _fault(call, Code.LAYER_DIAGRAMS_NOTHING_TO_DRAW, "the diagram has no layers", hint)
        return None
    if not arrange:
        _report(call, upward_problems(stack, locate))
    if "edition" in call.options:
        facts = site.knowledge.facts
        _report(call, placement_notes(stack, find_edition(facts, call.options["edition"]), facts, locate))
    return diagram_of_text(
        stack,
        site.knowledge,
        _drawing_options(call),
        caption=call.options.get("caption", ""),
        highlight=call.options.get("highlight", ()),
        arrange=arrange,
        order=call.options.get("order", "written"),
    )


def _report(call: DirectiveCall, problems: Iterable[Problem]) -> None:
    for problem in problems:
        call.report(problem)


def _where(call: DirectiveCall, location: Position | None) -> Location:
    return call.locate_in_content(location.line, location.column) if location else call.where


def _id_prefix(site: Site, call: DirectiveCall) -> str:
    """Return a prefix from path and location of the directive, which is unique within a page."""
    path = os.path.relpath(call.where.path, site.content_folder).replace(os.sep, "/")
    name = f"{path}:{call.where.line}:{call.where.column}"
    return f"layers-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:10]}"


def _caption(site: Site, call: DirectiveCall, *, has_text: bool) -> Iterator[Part]:
    """Yield the author's caption in the language of the post, or that of an edition, which names its source."""
    if "caption" in call.options:
        line = call.option_where["caption"].line or call.where.line or 1
        yield Html("<figcaption>")
        yield Inline(call.options["caption"], line)
        yield Html("</figcaption>\n")
    elif not has_text:
        year, compare = call.argument or call.options["edition"], call.options.get("compare")
        sources = [find_edition(site.knowledge.facts, one) for one in (year, compare) if one]
        links = join_words(f'<a href="{escape(one.url)}">{escape(one.title, quote=False)}</a>' for one in sources)
        said = (
            f"What changed in the layers of OpenStack from {year} to {compare}" if compare else f"The layers of {year}"
        )
        yield Html(f"<figcaption>{said}, as drawn in {links}.</figcaption>\n")
