"""The standard roles and directives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

from docutils.utils.math import latex2mathml

from sevenlayer.diagnostics import Code, error, warning
from sevenlayer.document import disallowed_url, is_allowed_url

from .code import CODE_OPTIONS, run_code
from .registry import (
    Block,
    Contents,
    Directive,
    DirectiveCall,
    Html,
    Inline,
    Part,
    Vocabulary,
    choice,
    class_names,
    flag,
    identifier,
    length,
    optional_words,
    percentage,
    positive_number,
    words,
)

ADMONITIONS = {
    "attention": "Attention",
    "caution": "Caution",
    "danger": "Danger",
    "error": "Error",
    "hint": "Hint",
    "important": "Important",
    "note": "Note",
    "seealso": "See also",
    "tip": "Tip",
    "warning": "Warning",
}
VERSIONS = {
    "deprecated": "Deprecated since version {}",
    "versionadded": "New in version {}",
    "versionchanged": "Changed in version {}",
    "versionremoved": "Removed in version {}",
}


def run_admonition(call: DirectiveCall) -> tuple[Part, ...]:
    title: Part
    if call.name == "admonition":
        kind, title = "admonition-plain", Inline(call.argument, call.where.line or 1)
    else:
        kind, title = call.name, Html(ADMONITIONS[call.name])
    return (
        Html(f'<div{_attributes(call, "admonition", kind)} role="note">\n<p class="admonition-title">'),
        title,
        Html("</p>\n"),
        Block(call.content, call.content_line),
        Html("</div>\n"),
    )


def run_version(call: DirectiveCall) -> tuple[Part, ...]:
    version, _, explanation = call.argument.partition(" ")
    title = escape(VERSIONS[call.name].format(version))
    text: tuple[Part, ...] = ()
    if explanation.strip():
        text = (Html("<p>"), Inline(explanation.strip(), call.where.line or 1), Html("</p>\n"))
    return (
        Html(f'<div{_attributes(call, "admonition", "version", call.name)} role="note">\n'),
        Html(f'<p class="admonition-title">{title}</p>\n'),
        *text,
        Block(call.content, call.content_line),
        Html("</div>\n"),
    )


def run_figure(call: DirectiveCall) -> tuple[Part, ...]:
    """Run ``figure``: an image; the content is its caption."""
    options = _scaled(call.options)
    if not is_allowed_url(call.argument):
        call.report(disallowed_url(call.argument, call.where))
        return (Block(call.content, call.content_line),)
    if "alt" not in options:
        hint = "add ':alt:' with a short description of the image"
        call.report(warning(Code.MARKUP_NO_ALT, f"image '{call.argument}' has no alternative text", call.where, hint))
    size = "".join(f"{name}: {options[name]};" for name in ("width", "height") if name in options)
    style = f' style="{escape(size)}"' if size else ""
    loading = f' loading="{options["loading"]}"' if "loading" in options else ""
    image = f'<img src="{escape(call.argument)}" alt="{escape(options.get("alt", ""))}"{style}{loading}>'
    if "target" in options and not is_allowed_url(options["target"]):
        call.report(disallowed_url(options["target"], call.where))
    elif "target" in options:
        image = f'<a href="{escape(options["target"])}">{image}</a>'
    align = (f"align-{options['align']}",) if "align" in options else ()
    caption: tuple[Part, ...] = ()
    if any(line.strip() for line in call.content):
        caption = (Html("<figcaption>\n"), Block(call.content, call.content_line), Html("</figcaption>"))
    width = f' style="width: {escape(options["figwidth"])}"' if "figwidth" in options else ""
    opening = f"<figure{_attributes(call, 'figure', *align, *options.get('figclass', ()))}{width}>{image}"
    return (Html(opening), *caption, Html("</figure>\n"))


def run_contents(call: DirectiveCall) -> tuple[Part, ...]:
    title = call.argument or "Contents"
    contents = Contents(title, call.options.get("depth", 6), call.options.get("local", False))
    if "class" in call.options or "name" in call.options:
        return (Html(f"<div{_attributes(call)}>\n"), contents, Html("</div>\n"))
    return (contents,)


def _scaled(options: Mapping[str, Any]) -> dict[str, Any]:
    """Apply ``scale`` to the given lengths, else to the available width; the image is not read."""
    scaled = dict(options)
    if "scale" in scaled:
        part = scaled.pop("scale") / 100
        given = [name for name in ("width", "height") if name in scaled]
        scaled |= {name: f"calc({scaled[name]} * {part:g})" for name in given} or {"width": f"{part * 100:g}%"}
    return scaled


def run_math(call: DirectiveCall) -> tuple[Part, ...]:
    source = "\n".join((call.argument, *call.content)).strip()
    try:
        html = f"<div{_attributes(call, 'math')}>{_math(source, as_block=True)}</div>".replace("\n", " ")
        return (Html(html + "\n", sealed=True),)
    except ValueError as exception:
        call.report(error(Code.MARKUP_BAD_MATH, str(exception), call.where))
        return (Html(f'<pre class="literal-block">{escape(source)}</pre>\n'),)


def _math(source: str, *, as_block: bool) -> str:
    try:
        return str(latex2mathml.tex2mathml(source, as_block=as_block))
    except Exception as exception:  # noqa: BLE001 - raises other errors besides its own class.
        reason = str(exception).rstrip(".")
        raise ValueError(f"cannot parse formula '{source[:40]}': {reason}") from None


def _attributes(call: DirectiveCall, *classes: str) -> str:
    names = " ".join((*classes, *call.options.get("class", ())))
    target = f' id="{escape(call.options["name"])}"' if "name" in call.options else ""
    return f'{target} class="{escape(names)}"'


def _element(tag: str, text: str) -> Html:
    return Html(f"<{tag}>{escape(text)}</{tag}>")


def _abbreviation(text: str) -> Html:
    short, opening, long = text.strip().partition("(")
    if not (short.strip() and opening and long.endswith(")")):
        return Html(f"<abbr>{escape(text)}</abbr>")
    return Html(f'<abbr title="{escape(long[:-1].strip())}">{escape(short.strip())}</abbr>')


def standard_vocabulary() -> Vocabulary:
    """Return a new vocabulary with the standard roles and directives."""
    vocabulary = Vocabulary()
    common = {"class": class_names, "name": identifier}
    for name in ADMONITIONS:
        vocabulary.add_directive(name, Directive(run_admonition, options=common, content="required"))
    vocabulary.add_directive("admonition", Directive(run_admonition, "required", common, content="required"))
    for name in VERSIONS:
        vocabulary.add_directive(name, Directive(run_version, "required", common))
    figure = {
        **common,
        "align": choice("left", "center", "right"),
        "alt": optional_words,
        "figclass": class_names,
        "figwidth": length,
        "height": length,
        "loading": choice("eager", "lazy"),
        "scale": percentage,
        "target": words,
        "width": length,
    }
    vocabulary.add_directive("figure", Directive(run_figure, "required", figure))
    # `backlinks` is accepted for docutils and ignored: headings link to themselves.
    contents = {**common, "depth": positive_number, "local": flag, "backlinks": choice("entry", "top", "none")}
    vocabulary.add_directive("contents", Directive(run_contents, "optional", contents))
    for name in ("code", "code-block", "sourcecode"):
        vocabulary.add_directive(name, Directive(run_code, "optional", CODE_OPTIONS, content="required"))
    vocabulary.add_directive("math", Directive(run_math, "optional", common))
    for tag in ("del", "ins", "kbd", "mark", "samp", "sub", "sup"):
        vocabulary.add_role(tag, partial(_element, tag))
    vocabulary.add_role("abbr", _abbreviation)
    vocabulary.add_role("math", lambda text: Html(_math(text, as_block=False).replace("\n", " "), sealed=True))
    return vocabulary
