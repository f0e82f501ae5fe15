"""Malformed diagrams in posts: what is said of them, and where, in both languages, at the top of a post and deep inside."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from .posts import FRONT_MATTER, indented, read, report

#: How a diagram's text may stand in a post.
POSTS = {
    "md": lambda text: f"Text.\n\n```{{layers}}\n{indented(text, '')}```\n",
    "md, with options": lambda text: f"```{{layers}}\n:name: x\n:caption: A cloud\n\n{indented(text, '')}```\n",
    "md, in a list": lambda text: (
        f"- One.\n- Two:\n\n  1. Three:\n\n     ```{{layers}}\n{indented(text, '     ')}     ```\n"
    ),
    "md, in a quote": lambda text: f"> Text.\n>\n> ~~~{{layers}}\n{indented(text, '> ')}> ~~~\n",
    "md, in a note": lambda text: f"````{{note}}\nText.\n\n```{{layers}}\n{indented(text, '')}```\n````\n",
    "rst": lambda text: f"Text.\n\n.. layers::\n\n{indented(text, '   ')}\n",
    "rst, with options": lambda text: f".. layers::\n   :name: x\n   :caption: A cloud\n\n{indented(text, '   ')}\n",
    "rst, in a list": lambda text: (
        f"- One.\n- Two:\n\n  1. Three:\n\n     .. layers::\n\n{indented(text, '        ')}\n"
    ),
    "rst, in a quote": lambda text: f"Text.\n\n    .. layers::\n\n{indented(text, '      ')}\n",
    "rst, in a note": lambda text: f".. note::\n\n   Text.\n\n   .. layers::\n\n{indented(text, '     ')}\n",
}

#: Where a fault is expected in a text, before the character that it is about.
MARK = "¦"
BASICS = "1 The Basics: keystone, nova\n"


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    message: str
    hint: str
    severity: str = "error"
    code: str = "text"


LAYER_OR_ARROW = "write a layer as '1 The Basics: keystone, glance', an arrow as 'nova -> keystone'"

CASES = [
    Case(
        "a service in two layers",
        "2 Extending the Base: cinder, nova\n1 The Basics: keystone, ¦nova",
        "duplicate service 'nova'; the first is in line {1}",
        "remove one of the two",
    ),
    Case(
        "a layer twice",
        "2 Extending the Base: cinder\n¦2 The Basics: nova",
        "duplicate layer 2; the first is in line {1}",
        "join the two layers",
    ),
    Case(
        "an arrow to a service that there is not",
        BASICS + "\nnova -> ¦keystonne",
        "an arrow names 'keystonne', which is in no layer",
        "did you mean 'keystone'?",
    ),
    Case("an arrow to itself", BASICS + "\n¦nova -> nova", "an arrow from 'nova' to itself", "remove it"),
    Case(
        "an arrow twice",
        BASICS + "\nnova -> keystone\n¦nova -> keystone",
        "duplicate arrow from 'nova' to 'keystone'; the first is in line {3}",
        "remove one of the two",
    ),
    Case(
        "an arrow of another language",
        BASICS + "\nnova ¦=> keystone",
        "'=>' is not an arrow",
        "write '->' for what is needed",
    ),
    Case(
        "an arrow backwards",
        BASICS + "\nkeystone ¦<- nova",
        "'<-' is not an arrow",
        "write the other end first, and '->' or '..>' between the two",
    ),
    Case(
        "an arrow that leads nowhere",
        BASICS + "\nnova ¦->",
        "no service after the arrow",
        "write the service that is needed",
    ),
    Case(
        "an arrow from nowhere",
        BASICS + "\n¦-> keystone",
        "no service before the arrow",
        "write the service that needs another",
    ),
    Case(
        "an open quotation mark",
        '1 The Basics: keystone, ¦"nova',
        "unclosed quotation mark",
        "add the closing quotation mark",
    ),
    Case("an open bracket", "1 The Basics: keystone, nova ¦[incubating", "unclosed '['", "add ']'"),
    Case("an open parenthesis", "1 The Basics: ¦Compute (nova, keystone", "unclosed '('", "add ')'"),
    Case(
        "a parenthesis too many",
        "1 The Basics: keystone, nova¦)",
        "unmatched ')'",
        "remove it, or enclose the name in quotation marks if that is part of it",
    ),
    Case(
        "a comma too many",
        "1 The Basics: nova,¦, keystone",
        "no service before ','",
        "remove it, or write a service before it",
    ),
    Case(
        "an empty status",
        "1 The Basics: keystone, nova ¦[]",
        "the status is empty",
        "write a word between the brackets, as in 'ironic [incubating]', or remove them",
    ),
    Case(
        "words behind a status",
        "1 The Basics: nova [incubating] ¦really, keystone",
        "text after ']'",
        "write a comma before it",
    ),
    Case(
        "a line that says nothing",
        BASICS + "¦what is this",
        "this line is neither a layer nor an arrow",
        LAYER_OR_ARROW,
    ),
    Case("nothing but a comment", "¦# nothing", "the diagram is empty", LAYER_OR_ARROW),
    Case(
        "groups in groups in groups",
        "1 A: a (b (c (d (e (f (g (h (¦i (j)))))))))",
        "groups are nested more than 8 deep",
        "use fewer levels",
    ),
    Case(
        "an unknown field of YAML",
        "layers:\n- number: 1\n  ¦titel: The Basics\n  members: [nova]",
        "unknown field 'titel' of a layer",
        "did you mean 'title'?",
    ),
    Case(
        "an unknown field of JSON",
        '{"layers": [{"number": 1, "members": ["a"]}],\n¦"arows": []}',
        "unknown field 'arows' of a diagram",
        "did you mean 'arrows'?",
    ),
    Case(
        "a service that needs one above it",
        "2 Extending the Base: neutron\n1 The Basics: keystone, nova\n\n¦nova -> neutron",
        "'nova' in '1 The Basics' needs 'neutron' in '2 Extending the Base', which is above it",
        "move one of them, or write '..>' where one can use the other and does not need it",
        "warning",
        "upward",
    ),
]


@pytest.mark.parametrize("form", POSTS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_fault_is_reported_at_its_place_in_the_post(case: Case, form: str) -> None:
    language = form[:3].rstrip(",")
    marked = FRONT_MATTER + POSTS[form](case.text)
    line = marked[: marked.index(MARK)].count("\n")
    column = marked.split("\n")[line].index(MARK)
    body = POSTS[form](case.text.replace(MARK, ""))
    # A line that a message names besides its own is one of the post.
    above = FRONT_MATTER.count("\n") + body[: body.index(case.text.replace(MARK, "").split("\n")[0])].count("\n")
    message = re.sub(r"line \{(\d+)\}", lambda match: f"line {above + int(match[1])}", case.message)
    hint = f" | {case.hint}" if case.hint else ""
    expected = f"post.{language}:{line + 1}:{column + 1}: {case.severity}: {message} [layer_diagrams.{case.code}]{hint}"
    assert report(read(body, language)) == [expected]


#: The directive with its options and its text, as (argument, options, text), and the problem, at a line of the directive.
CALLS = [
    (
        ("", {}, ""),
        (
            "0:{directive}: error: the diagram has neither a text nor an edition [layer_diagrams.nothing-to-draw]"
            " | write layers below an empty line, as in '1 The Basics: keystone, nova', or name an edition"
        ),
    ),
    (
        ("2012", {}, ""),
        (
            "0:{directive}: error: there is no edition '2012' of the layers [layer_diagrams.unknown-edition]"
            " | there are those of 2013, 2014 and 2017"
        ),
    ),
    (
        ("2013", {}, BASICS),
        (
            "0:{directive}: error: a diagram has either a text or an edition, not both"
            " [layer_diagrams.contradiction] | remove one of them; to draw a text and name its edition, write ':edition: 2013'"
        ),
    ),
    (
        ("2013", {"edition": "2014"}, ""),
        "1:{option}: error: the edition is named twice [layer_diagrams.contradiction] | remove this option",
    ),
    (
        ("", {"edition": "2015"}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'edition': there is no edition '2015' of the layers"
            " [markup.bad-option] | there are those of 2013, 2014 and 2017"
        ),
    ),
    (
        ("", {"compare": "2014"}, BASICS),
        (
            "1:{option}: error: only an edition can be compared with another [layer_diagrams.contradiction]"
            " | name the earlier edition after the directive, and remove the text; '2014' is the later one"
        ),
    ),
    (
        ("2014", {"compare": "2014"}, ""),
        "1:{option}: error: the edition of 2014 is compared with itself [layer_diagrams.contradiction] | name two editions",
    ),
    (
        ("2014", {"compare": "2013"}, ""),
        (
            "1:{option}: error: the edition of 2013 is older than that of 2014 [layer_diagrams.contradiction]"
            " | write the older one after the directive, and the newer one here"
        ),
    ),
    (
        ("9999", {"compare": "2014"}, ""),
        (
            "0:{directive}: error: there is no edition '9999' of the layers [layer_diagrams.unknown-edition]"
            " | there are those of 2013, 2014 and 2017"
        ),
    ),
    (
        ("2014", {"compare": "14"}, ""),
        (
            "1:{option}: error: directive 'layers', option 'compare': there is no edition '14' of the layers [markup.bad-option]"
            " | there are those of 2013, 2014 and 2017"
        ),
    ),
    (
        ("2014", {"arrange": ""}, ""),
        (
            "1:{option}: error: an edition has its layers; 'arrange' makes layers of arrows [layer_diagrams.contradiction]"
            " | remove this option"
        ),
    ),
    (
        ("", {"show": "everything"}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'show': 'everything' is not one of 'both', 'services', 'titles'"
            " [markup.bad-option] | write 'both', 'services' or 'titles'"
        ),
    ),
    (
        ("", {"arrows": "some"}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'arrows': 'some' is not one of 'all', 'needs', 'none'"
            " [markup.bad-option] | write 'all', 'needs' or 'none'"
        ),
    ),
    (
        ("", {"arrows": "need"}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'arrows': 'need' is not one of 'all', 'needs', 'none'"
            " [markup.bad-option] | did you mean 'needs'?"
        ),
    ),
    (
        ("", {"class": "wide!"}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'class': 'wide!' is not a valid class name [markup.bad-option]"
            " | write names of letters, digits, '-' and '_', with blanks between them"
        ),
    ),
    (
        ("", {"highlight": ""}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'highlight': requires a value [markup.bad-option]"
            " | write names with commas between them, as in 'nova, glance'"
        ),
    ),
    (
        ("", {"direction": "left"}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'direction': 'left' is not one of 'down', 'up' [markup.bad-option]"
            " | write 'down' or 'up'"
        ),
    ),
    (
        ("", {"order": "best"}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'order': 'best' is not one of 'written', 'untangle'"
            " [markup.bad-option] | write 'written' or 'untangle'"
        ),
    ),
    (
        ("", {"arrange": "yes"}, BASICS),
        "1:{option}: error: directive 'layers', option 'arrange': takes no value [markup.bad-option] | write ':arrange:' alone",
    ),
    (
        ("", {"highlight": "nova,, glance"}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'highlight': a name is missing [markup.bad-option]"
            " | write names with single commas between them, as in 'nova, glance'"
        ),
    ),
    (
        ("", {"highlight": '"nova, glance'}, BASICS),
        (
            "1:{option}: error: directive 'layers', option 'highlight': unclosed double quote [markup.bad-option]"
            " | add the closing double quote"
        ),
    ),
    (
        ("", {"highlight": "Nova, novaa"}, BASICS),
        (
            "1:{option}: warning: the diagram has no service 'novaa' to highlight [layer_diagrams.unknown-service]"
            " | did you mean 'nova'?"
        ),
    ),
    (
        ("", {"colour": "red"}, BASICS),
        (
            "1:{option}: error: unknown option 'colour' of directive 'layers' [markup.unknown-option]"
            " | available options: 'arrange', 'arrows', 'caption', 'class', 'compare', 'direction', 'edition', "
            "'highlight', 'name', 'order', 'show'"
        ),
    ),
    (
        ("", {}, "nova -> keystone"),
        (
            "0:{directive}: error: the diagram has no layers [layer_diagrams.nothing-to-draw]"
            " | write layers, as in '1 The Basics: keystone, nova', or add ':arrange:' to have them made of the arrows"
        ),
    ),
    (
        ("", {"edition": "2014"}, "2 Extending the Base: neutron, swift\n1 The Basics: keystone, nova"),
        "3:{text+23}: info: 'neutron' is in layer 2; the edition of 2014 has it in '1 Nucleus' [layer_diagrams.other-layer]",
    ),
]


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize(("call", "problem"), CALLS)
def test_a_call_that_cannot_be_meant_is_reported(
    call: tuple[str, dict[str, str], str], problem: str, language: str
) -> None:
    argument, options, text = call
    opening, indent, end = ("```{layers}", "", "```\n") if language == "md" else (".. layers::", "   ", "")
    lines = [
        f"{opening} {argument}".rstrip(),
        *(f"{indent}:{name}: {value}".rstrip() for name, value in options.items()),
    ]
    body = "Text.\n\n" + "\n".join(lines) + "\n\n" + (indented(text.rstrip("\n"), indent) if text else "") + end
    first = FRONT_MATTER.count("\n") + 3
    columns = {"directive": 4 if language == "md" else 1, "option": len(indent) + 1, "text+23": len(indent) + 23}
    offset, _, rest = problem.partition(":")
    for name, column in columns.items():
        rest = rest.replace(f"{{{name}}}", str(column), 1)
    assert report(read(body, language)) == [f"post.{language}:{first + int(offset)}:{rest}"]


def test_a_text_right_below_the_directive_is_no_edition() -> None:
    post = read("Text.\n\n.. layers::\n   1 The Basics: nova\n", "rst")
    assert report(post) == [
        (
            "post.rst:7:1: error: there is no edition '1 The Basics: nova' of the layers [layer_diagrams.unknown-edition]"
            " | leave an empty line between the directive and the text of its diagram"
        )
    ]


@pytest.mark.parametrize("form", POSTS)
def test_a_text_that_cannot_be_drawn_is_shown(form: str) -> None:
    language = form[:3].rstrip(",")
    post = read(POSTS[form]("1 <b>: nova, nova"), language)
    assert post.html is not None
    assert '<pre class="literal-block">1 &lt;b&gt;: nova, nova</pre>' in post.html
    assert "<svg" not in post.html
    assert post.files == {}


@pytest.mark.parametrize("language", ["md", "rst"])
def test_tabs_and_what_follows_the_text_do_not_move_a_fault(language: str) -> None:
    body = {
        "md": "-\tText.\n\n\t```{layers}\n\t1 The Basics: nova, nova   \n\t```\n",
        "rst": "-\tText.\n\n\t.. layers::\n\n\t\t1 The Basics: nova, nova   \n",
    }[language]
    (found,) = report(read(body, language))
    column = body.split("\n")[3 if language == "md" else 4].rindex("nova") + 1
    assert found.startswith(f"post.{language}:{8 if language == 'md' else 9}:{column}: error: duplicate service 'nova'")
