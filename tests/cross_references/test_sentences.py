"""The sentence around a link: HTML in, text out."""

from __future__ import annotations

import pytest
from sevenlayer.cross_references.link_context import LONGEST, link_sentences


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>See <a href='x'>it</a>.</p>", "See it."),
        ("<p>First. See <a href='x'>it</a> there. Last.</p>", "See it there."),
        ("<p>Is this <a href='x'>it</a>? Yes! No.</p>", "Is this it?"),
        ("<p>“A quote.” Then <a href='x'>it</a>.</p>", "Then it."),
        ("<p>He said (“so.”) <a href='x'>It</a> is.</p>", "It is."),
        ("<p>By D. Knuth, e.g. in <a href='x'>it</a>, vs. others.</p>", "By D. Knuth, e.g. in it, vs. others."),
        (
            "<p>Version 28.0.0 has <a href='x'>it</a> in nova.conf by now.</p>",
            "Version 28.0.0 has it in nova.conf by now.",
        ),
        ("<p>Before. <a href='x'>One. Two. Three.</a> After.</p>", "One. Two. Three."),
        ("<p>No full stop <a href='x'>it</a></p><p>Next.</p>", "No full stop it"),
        ("<ul><li>one</li><li>two <a href='x'>it</a></li><li>three</li></ul>", "two it"),
        ("<table><tr><td>a</td><td><a href='x'>it</a> here</td></tr></table>", "it here"),
        ("<p>One<br>two <a href='x'>it</a></p>", "One two it"),
        ("<p>Two\n  lines, <em>and</em> <a href='x'><code>it</code></a>.</p>", "Two lines, and it."),
        ("<p>A &lt;tag&gt; &amp; <a href='x'>it</a>.</p>", "A <tag> & it."),
        ("<h2>Heading <a href='x'>it</a><a class='headerlink' href='#h'>#</a></h2>", "Heading it"),
        ("<p>It<sup class='footnote-ref'><a href='#fn1'>[1]</a></sup> and <a href='x'>it</a>.</p>", "It and it."),
        ("<p>Mass <math><annotation>E=mc</annotation></math>of <a href='x'>it</a>.</p>", "Mass of it."),
        ("<a href='x'><p>A whole block.</p></a>", ""),
        ("<p><a href='x'><img src='y' alt='picture'></a></p>", ""),
        ("<p>Never closed <a href='x'>it", "Never closed it"),
        ("<p>Empty <a href='x'></a>.</p>", "Empty ."),
        ("<script>var x = '<a href=\"x\">it</a>'</script>", None),
        ("<p>No address: <a name='x'>it</a>.</p>", None),
        ("", None),
    ],
)
def test_a_link_has_the_sentence_around_it(html: str, expected: str | None) -> None:
    assert link_sentences(html).get("x") == expected


def test_each_address_has_the_sentence_of_its_first_link_that_has_one() -> None:
    html = "<p><a href='x'><img src='y'></a></p>"
    html += "<p>One <a href='x'>x</a>. Two <a href='x'>x</a> and <a href='z?a=1&amp;b'>z</a>.</p>"
    assert link_sentences(html) == {"x": "One x.", "z?a=1&b": "Two x and z."}


def test_of_a_long_sentence_what_is_nearest_to_the_link_is_kept() -> None:
    before, after = "before " * 100, " after" * 100
    (sentence,) = link_sentences(f"<p>{before}<a href='x'>the link</a>{after}.</p>").values()
    assert sentence.startswith("… before")
    assert sentence.endswith("after …")
    assert " the link " in sentence
    assert len(sentence) <= LONGEST + len("… … ")


def test_a_long_sentence_with_a_short_end_is_cut_at_its_beginning_only() -> None:
    (sentence,) = link_sentences(f"<p>{'word ' * 100}<a href='x'>it</a>, and so on.</p>").values()
    assert sentence.startswith("… word")
    assert sentence.endswith("word it, and so on.")


def test_a_word_longer_than_a_sentence_is_left_out() -> None:
    (sentence,) = link_sentences(f"<p>{'w' * 1000} <a href='x'>it</a></p>").values()
    assert sentence.startswith("…")
    assert sentence.endswith("it")
    assert len(sentence) <= LONGEST
