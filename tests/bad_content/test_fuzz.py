"""Whatever the bytes of a post are, reading it ends, raises nothing, and gives HTML or says what is wrong and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sevenlayer.diagnostics import Severity
from sevenlayer.diagnostics.excerpts import split_lines
from sevenlayer.readers import MarkupOptions, Post, read_html_post, read_post

NAMES = ("posts/a.md", "posts/a.rst", "2013-07-19-a.markdown", "20130719-a.rst", "posts/a.html")

MARKDOWN = """\
---
title: "Cells: explained"
date: 2013-07-19 10:15
tags: [nova, &a cells, *a]
summary: In *short*, {kbd}`Enter`.
---
# One *two* {#three .four}

A [link](http://example.org "x"), ![image](x.png), `code`, {math}`a^2`, <b onclick="x">raw</b>, [^1], **x** &#1; {% img x %}.

```{note} Title
:class: x

- one
  > two
```

| a | b |
|---|---|
| 1 | 2 |

```python linenos emphasize-lines="1,2-3" {caption="x"}
def f(): pass
```

<div style="position: x">

[^1]: Note.

term
: definition
"""

RESTRUCTUREDTEXT = """\
---
title: Cells
date: 2013/07/19
category: a, b
---
One
===

A `link <http://example.org>`_, |sub|, :kbd:`Enter`, :math:`\\frac{1}{2}`, [1]_, ``code``, *x*, name_.

.. |sub| replace:: *text*
.. [1] Note.
.. _name: x.html

.. note:: Title
   :class: x

   1. one

      two

.. image:: x.png
   :alt: A picture
   :target: name_

.. code:: python
   :number-lines:

   def f(): pass

.. list-table:: T

   * - a
     - b

=== ===
a   b
=== ===
1   2
=== ===

.. raw:: html

   <b onclick="x">raw</b>

.. contents::
.. include:: x.txt
.. role:: mine(raw)
   :format: html

:mine:`<i>`
"""

JEKYLL = """\
---
layout: post
title: Cells
date: 2013-07-19 10:15
excerpt: |
  In *short*,
  {kbd}`Enter`.
---
* TOC
{:toc}

[l]({{ site.url }}/x) and ![i]({% asset_path a b.png %}){: .wide} and {{ page.title }}.

{% highlight python linenos %}
def f(): pass
{% endhighlight %}

{% raw %}
*{{ x }}*
{% endraw %}

{% codeblock nova.conf lang:ini %}x = 1{% endcodeblock %}

## H {#own}

<iframe src="https://www.youtube.com/x"></iframe> {% img x %} <!-- more -->
"""

HTML = """\
<html><head><title>Cells &amp; more</title>
<meta name="date" content="2013-07-19 10:15"><meta name="tags" content="a, b">
<meta name="summary" content="In <b>short</b>">
</head><body class="x">
<p style="margin: -1px" onclick="x">One <your-host> <!-- c --> two</p>
<img src="javascript:x" srcset="/a 1x,/b 2x"><span id="more"></span><script>x</script>
</body></html>
"""

SEEDS = (MARKDOWN.encode(), RESTRUCTUREDTEXT.encode(), JEKYLL.encode(), HTML.encode())
# Separated by spaces, with escapes as in a bytes literal.
_PIECES = r"""
    ---\n \n \t \x20\x20 >\x20 -\x20 ` ``` ```{note}\n ..\x20note::\n : ::\n\n | _ * ** [ ]( ) { } {% %} < > <!-- &#0; \\ \0 \r
    \r\n \xff \xe2\x80\xa8 \xef\xbb\xbf \xf0\x9f\x98\x80 \xcc\x81 &a\x20 *a\x20 !!x\x20 ?\x20 %YAML\x201.1\n ...\n = ===\n +--+\n
"""
PIECES = st.sampled_from([piece.encode().decode("unicode_escape").encode("latin-1") for piece in _PIECES.split()])
ANYTHING = PIECES | st.binary(max_size=6) | st.text(max_size=6).map(lambda text: text.encode("utf-8", "replace"))


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """A post with some of its bytes gone, repeated, moved, or with other pieces in between."""
    raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 40)))
        kind = draw(st.sampled_from(("cut", "repeat", "insert", "bytes", "move")))
        if kind == "cut":
            raw = raw[:start] + raw[end:]
        elif kind == "repeat":
            raw = raw[:end] + raw[start:end] * draw(st.integers(1, 5)) + raw[end:]
        elif kind == "insert":
            raw = raw[:start] + draw(PIECES) * draw(st.integers(1, 4)) + raw[start:]
        elif kind == "bytes":
            raw = raw[:start] + draw(st.binary(max_size=4)) + raw[start:]
        else:
            raw = raw[:start] + raw[end:] + raw[start:end]
    return raw


def check(raw: bytes, name: str, root: Path) -> None:
    options = MarkupOptions(root)
    if name.endswith(".html"):
        post = read_html_post(raw, name, options)
    else:
        post = read_post(raw, name, relative_path=name, options=options, pinned={})
    has_error = any(problem.severity is Severity.ERROR for problem in post.problems)
    assert post.html is not None or has_error
    assert_places(post, raw, name)
    for text in (post.html or "", str(post.metadata.get("summary", "")), str(post.metadata.get("title", ""))):
        text.encode()
        assert not any(ord(c) < 32 and c not in "\t\n" for c in text)
        assert "<script" not in text.lower()
        assert "<b onclick" not in text


def assert_places(post: Post, raw: bytes, name: str) -> None:
    lines = split_lines(raw.decode("utf-8", "replace"))
    for problem in post.problems:
        assert problem.message == problem.message.strip() != ""
        assert problem.where is not None
        if problem.where.path != name:
            continue
        if problem.where.line is not None:
            assert 1 <= problem.where.line <= len(lines), problem
            if problem.where.column is not None:
                assert 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1, problem


FUZZ = settings(
    max_examples=150, deadline=20_000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("content").resolve()


@pytest.mark.slow
@FUZZ
@given(raw=mutations(), name=st.sampled_from(NAMES))
def test_mutations_of_posts(root: Path, raw: bytes, name: str) -> None:
    check(raw, name, root)


@pytest.mark.slow
@FUZZ
@given(pieces=st.lists(ANYTHING, max_size=60))
@example(pieces=[b"::"])
def test_bodies_of_pieces(root: Path, pieces: list[bytes]) -> None:
    for name in NAMES[:2]:
        check(b"---\ntitle: A\n---\n" + b"".join(pieces), name, root)


@pytest.mark.slow
@FUZZ
@given(pieces=st.lists(ANYTHING, max_size=30))
@example(pieces=[b"\xef\xbb\xbf", b"&#0;"])
@example(pieces=[b"a: *;"])
def test_front_matters_of_pieces(root: Path, pieces: list[bytes]) -> None:
    check(b"---\n" + b"".join(pieces) + b"\n---\nText.\n", NAMES[0], root)


@FUZZ
@given(raw=st.binary(max_size=300), name=st.sampled_from(NAMES))
def test_bytes(root: Path, raw: bytes, name: str) -> None:
    check(raw, name, root)
