"""Posts that no editor shows well: binary, huge, or nested without end. Each has a title, a file name, and bytes."""

from __future__ import annotations

from collections.abc import Iterator

HEAD = b"---\ntitle: Cells\ndate: 2024-01-02\n---\n"
PAGE = "blog/2024/01/02/cells/index.html"


def post(text: str, head: bytes = HEAD) -> bytes:
    return head + text.encode()


def encodings() -> Iterator[tuple[str, str, bytes, str]]:
    """What is not UTF-8, or only just; the last item is a line of the report, empty where there is nothing to say."""
    accents = "---\ntitle: Café\ndate: 2024-01-02\n---\nText.\n"
    yield (
        "Latin-1",
        "bad.md",
        accents.encode("latin-1"),
        "content/posts/bad.md:2:11: error: byte 0xe9 is not UTF-8 [source.encoding]",
    )
    yield (
        "Latin-1 in reStructuredText",
        "bad.rst",
        accents.encode("latin-1"),
        "content/posts/bad.rst:2:11: error: byte 0xe9 is not UTF-8 [source.encoding]",
    )
    for name in ("utf-16-le", "utf-16-be"):
        mark = "\ufeff".encode(name)
        message = "content/posts/bad.md:1:1: error: the file is UTF-16, not UTF-8 [source.encoding]"
        yield name, "bad.md", mark + accents.encode(name), message
    yield (
        "UTF-16 without a mark",
        "bad.md",
        accents.replace("é", "e").encode("utf-16-le"),
        "content/posts/bad.md:1:2: error: the file has a NUL character [source.nul]",
    )
    yield (
        "a surrogate in UTF-8",
        "bad.md",
        HEAD + b"Te\xed\xa0\x80xt.\n",
        "content/posts/bad.md:5:3: error: byte 0xed is not UTF-8 [source.encoding]",
    )
    yield (
        "half a character at the end",
        "bad.md",
        HEAD + b"Text\xe2\x82",
        "content/posts/bad.md:5:5: error: byte 0xe2 is not UTF-8 [source.encoding]",
    )
    yield (
        "NUL",
        "bad.md",
        HEAD + b"Te\0xt.\n",
        "content/posts/bad.md:5:3: error: the file has a NUL character [source.nul]",
    )
    yield (
        "NUL in the front matter",
        "bad.rst",
        b"---\ntitle: Ce\0lls\n---\nText.\n",
        "content/posts/bad.rst:2:10: error: the file has a NUL character [source.nul]",
    )
    yield (
        "an empty file",
        "bad.md",
        b"",
        "content/posts/bad.md:1: error: the post has no title [front_matter.no-title]",
    )
    yield (
        "an empty file of reStructuredText",
        "bad.rst",
        b"",
        "content/posts/bad.rst:1: error: the post has no title [front_matter.no-title]",
    )
    yield (
        "blank lines only",
        "bad.md",
        b"\n \n\t\n",
        "content/posts/bad.md:1: error: the post has no title [front_matter.no-title]",
    )
    yield (
        "control characters",
        "bad.md",
        HEAD + b"One \x01 two \x1b[31m three \x7f four \x08 five \xc2\x9b31m\n",
        "content/posts/bad.md:5:5: warning: control character U+0001; it is shown as \ufffd [source.control-character]",
    )
    yield (
        "control characters in the front matter",
        "bad.md",
        b"---\ntitle: Ce\x1b[31mlls\ndate: 2024-01-02\nslug: cells\n---\nText.\n",
        "content/posts/bad.md:2:10: warning: control character U+001B; it is shown as \ufffd [source.control-character]",
    )
    yield "a mark and Windows line ends", "bad.md", b"\xef\xbb\xbf" + HEAD.replace(b"\n", b"\r\n") + b"Text.\r\n", ""
    yield "old line ends", "bad.rst", HEAD.replace(b"\n", b"\r") + b"Text.\r", ""
    yield "other marks of a line's end", "bad.md", post("One\u2028two\u2029three\x85four\x0cfive\x0b"[:-1]), ""
    yield "no line end at the end", "bad.rst", HEAD + b"Text.", ""


def sizes() -> Iterator[tuple[str, str, bytes, str]]:
    """What is far too large; the last item is what a line of the report holds, empty where the post may as well be built."""
    yield (
        "a line of five megabytes",
        "bad.md",
        post("word " * 1_000_000),
        "content/posts/bad.md:5: error: the line has 5,000,000 characters; the limit is 200,000 [source.long-line]",
    )
    yield (
        "a line of five megabytes in the front matter",
        "bad.rst",
        b"---\ntitle: " + b"x" * 5_000_000 + b"\n---\n",
        "content/posts/bad.rst:2: error: the line has 5,000,007 characters; the limit is 200,000 [source.long-line]",
    )
    yield (
        "a file of eleven megabytes",
        "bad.md",
        post("word word\n" * 1_100_000),
        "content/posts/bad.md: error: the file is larger than 10,000,000 bytes [source.too-large]",
    )
    yield (
        "YAML in YAML",
        "bad.md",
        b"---\ntitle: " + b"[" * 20_000 + b"]" * 20_000 + b"\n---\n",
        "content/posts/bad.md:2:57: error: the front matter is nested more than 50 levels deep [front_matter.too-large]",
    )
    yield (
        "YAML by indentation",
        "bad.md",
        b"---\n" + b"".join(b" " * n + b"a:\n" for n in range(600)) + b"---\n",
        "error: the front matter is nested more than 50 levels deep [front_matter.too-large]",
    )
    yield (
        "a hundred thousand tags",
        "bad.md",
        b"---\ntitle: Cells\ntags: [" + b"\n,".join(b"t%d" % n for n in range(100_000)) + b"]\n---\n",
        "error: the front matter has more than 10,000 values with its aliases expanded [front_matter.too-large]",
    )
    yield (
        "a front matter of a hundred thousand lines",
        "bad.md",
        b"---\n" + b"a: b\n" * 100_000 + b"---\n",
        "more than 10,000 values",
    )
    yield (
        "lists in lists in Markdown",
        "bad.md",
        post("".join("  " * n + "- x\n" for n in range(10_000) if len("  " * n) < 3_000)),
        "markup.too-deep",
    )
    yield "ten thousand lists on one line in Markdown", "bad.md", post("- " * 10_000 + "x\n"), "markup.too-deep"
    yield "ten thousand numbered lists on one line", "bad.md", post("1. " * 10_000 + "x\n"), "markup.too-deep"
    yield "ten thousand quotes on one line", "bad.md", post("> " * 10_000 + "x\n"), "markup.too-deep"
    yield "thousands of lists on one line in reStructuredText", "bad.rst", post("- " * 4_000 + "x\n"), "markup.too-deep"
    yield (
        "ten thousand lists on one line in reStructuredText",
        "bad.rst",
        post("- " * 10_000 + "x\n"),
        "source.long-line",
    )
    yield (
        "lists in lists in reStructuredText",
        "bad.rst",
        post("".join("  " * n + "- x\n\n" for n in range(1_500))),
        "markup.too-deep",
    )
    yield (
        "quotes in quotes in reStructuredText",
        "bad.rst",
        post("".join(" " * n + "x\n\n" for n in range(3_000))),
        "markup.too-deep",
    )
    yield (
        "directives in directives in Markdown",
        "bad.md",
        post("".join("`" * (300 - n) + "{note}\n" for n in range(290)) + "x\n"),
        "markup.too-deep",
    )
    yield (
        "directives in directives in reStructuredText",
        "bad.rst",
        post("".join("   " * n + ".. note::\n\n" for n in range(500)) + "   " * 500 + "x\n"),
        "markup.too-deep",
    )
    yield "elements in elements", "bad.md", post("<div>\n" * 50_000), ""
    yield "elements in elements on one line", "bad.md", post("x " + "<b>" * 50_000), ""
    yield "emphasis that is opened only", "bad.md", post("*a **b " * 20_000), ""
    yield "emphasis in reStructuredText that is opened only", "bad.rst", post("*a **b ``c " * 3_000), "source.long-line"
    yield "brackets that are opened only", "bad.md", post("[" * 50_000), ""
    yield "images in images", "bad.md", post("![" * 20_000 + "a" + "](b)" * 20_000), ""
    yield "code that is opened only", "bad.md", post("".join("`" * n + " " for n in range(500))), ""
    yield "braces that are opened only", "bad.md", post("{a}`" * 999), ""
    yield "attributes that are opened only", "bad.md", post("*a*{" * 20_000), ""
    yield "elements that are opened only", "bad.md", post("<a " * 20_000), ""
    yield "comments that are opened only", "bad.md", post("a <!-- " * 20_000), ""
    yield "declarations and instructions that are opened only", "bad.md", post("a <![CDATA[ <?php <!A " * 5_000), ""
    yield "a thousand equal headings", "bad.md", post("# Same\n\n" * 1_000), ""
    yield "a thousand equal headings in reStructuredText", "bad.rst", post("Same\n====\n\nx\n\n" * 1_000), ""
    yield "ten thousand link definitions", "bad.md", post("".join(f"[{n}]: /x\n" for n in range(10_000))), ""
    yield "ten thousand footnotes", "bad.md", post("".join(f"[^{n}]: x [^{n}]\n\n" for n in range(2_000))), ""
    yield "a wide table", "bad.md", post("|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + "|b\n" * 2_000), ""
    yield "entities", "bad.md", post("&amp;&#x41;&nope;" * 10_000), ""
    yield "a formula of braces", "bad.md", post("{math}`" + "{" * 5_000 + "`\n"), "markup."
    yield "a formula of fractions", "bad.md", post("{math}`" + r"\frac{" * 3_000 + "x" + "}" * 3_000 + "`\n"), ""
    yield (
        "a formula of roots in reStructuredText",
        "bad.rst",
        post(":math:`" + r"\sqrt{" * 3_000 + "x" + "}" * 3_000 + "`"),
        "",
    )
    yield "a formula that defines", "bad.md", post(r"{math}`\def\a{\a\a}\a \newcommand{\b}{\b\b}\b`"), "markup."
    yield (
        "Liquid tags that are opened only",
        "2024-01-02-cells.md",
        post("{% raw {{ " * 10_000, b"---\nlayout: post\ntitle: Cells\n---\n"),
        "",
    )
    yield (
        "Liquid blocks that are opened only",
        "2024-01-02-cells.md",
        post("{% raw %}\n" * 1_000, b"---\nlayout: post\ntitle: Cells\n---\n"),
        "",
    )
    yield (
        "Liquid tags with much in them",
        "2024-01-02-cells.md",
        post("{% " + "x % " * 20_000 + "{% img " + "a " * 20_000 + "%}", b"---\nlayout: post\ntitle: Cells\n---\n"),
        "",
    )
    yield "a language of code that lexers are slow on", "bad.md", post("```perl\n" + "s/" * 50_000 + "\n```\n"), ""
    yield "code with a slow regular expression", "bad.md", post("```json\n" + '"\\' * 50_000 + "\n```\n"), ""
    yield (
        "a class name of a megabyte, in lines",
        "bad.rst",
        post(".. class:: " + "\n   ".join(["a" * 100] * 10_000)),
        "markup.",
    )
    yield "numbers of lines", "bad.md", post("```python emphasize-lines=1-99999999999\nx\n```\n"), "markup.bad-option"
    yield "many numbers of lines", "bad.md", post(f"```python emphasize-lines={'1-99999,' * 500}\nx\n```\n"), ""
    yield (
        "a table that spans in reStructuredText",
        "bad.rst",
        post(".. list-table::\n   :widths: 1" + "0" * 4_000 + "\n\n   * - a\n"),
        "",
    )
    yield (
        "a table with ten thousand columns of widths",
        "bad.rst",
        post(".. table::\n   :widths: " + "1 " * 10_000 + "\n\n   = =\n   a b\n   = =\n"),
        "source.long-line",
    )
    yield "a numbered list with a number beyond all", "bad.md", post("999999999. x\n1" + "0" * 4_500 + ". y\n"), ""
    yield (
        "a numbered list with a number beyond all in reStructuredText",
        "bad.rst",
        post("1" + "0" * 4_500 + ". y\n"),
        "",
    )
    yield "a Roman number without end", "bad.rst", post("M" * 5_000 + ". y\n"), ""
