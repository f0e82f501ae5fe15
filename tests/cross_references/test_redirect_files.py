"""What is written for old addresses: pages, and tables for servers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sevenlayer.redirects import TABLES, Redirect, redirect_html, redirect_path

from tests.site.test_validators import check as check

SITE = "https://sevenlayer.example"

REDIRECTS = [
    Redirect("/x/blog/2013/Überblick/", "/blog/uberblick/"),
    Redirect("/x/blog/nova", "/blog/nova/"),
    Redirect("/old.html", "/blog/old/"),
    Redirect("/index.php", "/blog/"),
    Redirect("/?p=12", "/blog/cells/"),
    Redirect('/a "b"; return 302 $1 {#}\\/', "/blog/b/"),
]

#: Paths with anything in them that a URL can name.
NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/?"), min_size=1, max_size=12
).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(lambda names: f"/old/{'/'.join(names)}/")
PAIRS = st.dictionaries(PATHS, st.integers(0, 9).map(lambda number: f"/new/{number}/"), max_size=5)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("/", "index.html"),
        ("/x/blog/foo/", "x/blog/foo/index.html"),
        ("/x/blog/foo", "x/blog/foo/index.html"),
        ("/x/blog/Überblick/", "x/blog/Überblick/index.html"),
        ("/x/foo.html", "x/foo.html"),
        ("/x/foo.HTM", "x/foo.HTM"),
        ("/x/index.html", "x/index.html"),
        ("/blog/openstack-2.0", "blog/openstack-2.0/index.html"),
        ("/blog/v1.2/", "blog/v1.2/index.html"),
        ("/.well-known/x", ".well-known/x/index.html"),
    ],
)
def test_a_stub_is_where_a_static_host_looks(source: str, path: str) -> None:
    assert redirect_path(source) == path


@pytest.mark.parametrize("extension", ["php", "aspx", "rst", "xhtml"])
def test_a_stub_in_a_folder_is_html_whatever_the_address_ends_with(extension: str) -> None:
    assert redirect_path(f"/x/foo.{extension}") == f"x/foo.{extension}/index.html"


@pytest.mark.parametrize(
    "source",
    [
        "/?p=12",
        "/blog/?p=12",
        "/a//b/",
        "//",
        "/../etc/",
        "/a/../../b",
        "/a/./b",
        "/.git/hooks/",
        "/.htaccess",
        "/a\\b/",
        f"/{'ü' * 128}/",
        "/a" * 501,
    ],
)
def test_where_no_file_can_be_is_no_stub(source: str) -> None:
    assert redirect_path(source) is None


@pytest.mark.parametrize("source", ["", "a/", "/a\nb/", "/a\x00/", "/a\x7f/", "/\udc80/"])
def test_what_is_no_path_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"is not a path of the site|surrogates not allowed"):
        redirect_path(source)
    for table in TABLES.values():
        with pytest.raises(ValueError, match=r"is not a path of the site|surrogates not allowed"):
            table.render([Redirect(source, "/a/")], SITE)


@pytest.mark.parametrize(
    "target", ["a/", "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere", "/a\nb"]
)
def test_a_target_that_is_no_path_of_the_site_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="is not a path of the site"):
        redirect_html(Redirect("/a/", target), SITE)
    for table in TABLES.values():
        with pytest.raises(ValueError, match="is not a path of the site"):
            table.render([Redirect("/a/", target)], SITE)


def test_a_stub_says_where_the_page_is() -> None:
    assert (
        redirect_html(Redirect("/x/old/", "/blog/new/"), SITE, "Nova & <cells>")
        == """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Nova &amp; &lt;cells&gt;</title>
<link rel="canonical" href="https://sevenlayer.example/blog/new/">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=https://sevenlayer.example/blog/new/">
</head>
<body>
<main>
<h1>Nova &amp; &lt;cells&gt;</h1>
<p>This page is now at <a href="https://sevenlayer.example/blog/new/">https://sevenlayer.example/blog/new/</a>.</p>
</main>
</body>
</html>
"""
    )


@pytest.mark.parametrize(
    ("site_url", "href", "canonical", "link"),
    [
        ("", None, "/blog/new/", "/blog/new/"),
        (
            "https://example.org/notes",
            None,
            "https://example.org/notes/blog/new/",
            "https://example.org/notes/blog/new/",
        ),
        (
            "https://example.org/notes/",
            None,
            "https://example.org/notes/blog/new/",
            "https://example.org/notes/blog/new/",
        ),
        ("", "../../blog/new/", "../../blog/new/", "../../blog/new/"),
        (SITE, "../../blog/new/", "https://sevenlayer.example/blog/new/", "../../blog/new/"),
    ],
)
def test_a_stub_leads_below_the_address_of_the_site(site_url: str, href: str | None, canonical: str, link: str) -> None:
    page = html5lib.parse(
        redirect_html(Redirect("/x/old/", "/blog/new/"), site_url, href=href), namespaceHTMLElements=False
    )
    assert page.find("head/link").get("href") == canonical
    assert page.find("head/meta[@http-equiv]").get("content") == f"0; url={link}"
    assert page.find("body/main/p/a").get("href") == link


def test_the_canonical_address_of_a_stub_has_no_fragment() -> None:
    text = redirect_html(Redirect("/x/team/", "/about/#team"), SITE)
    assert '<link rel="canonical" href="https://sevenlayer.example/about/">' in text
    assert 'content="0; url=https://sevenlayer.example/about/#team">' in text


@given(title=st.text(st.characters(exclude_categories=["Cs"])), target=NAMES, href=st.none() | NAMES)
def test_nothing_in_a_name_becomes_markup(title: str, target: str, href: str | None) -> None:
    text = redirect_html(Redirect("/a/", f"/new/{target}/"), SITE, title, href=href)
    plain = redirect_html(Redirect("/a/", "/new/b/"), SITE, "b")
    assert re.findall(r"<[^>\s]+|>", text) == re.findall(r"<[^>\s]+|>", plain)
    assert text.count('"') == plain.count('"')
    refresh = html5lib.parse(text, namespaceHTMLElements=False).find("head/meta[@http-equiv]").get("content")
    address = refresh.removeprefix("0; url=")
    assert unquote(address) == unquote(f"{SITE}/new/{target}/" if href is None else href)
    assert not re.search(r"[\s'\"]", address)


@pytest.mark.slow
def test_nu_html_checker_finds_nothing_in_stubs(check: Callable[[list[Path]], list[str]], tmp_path: Path) -> None:
    stubs = {
        "plain.html": redirect_html(Redirect("/a/", "/b/"), SITE),
        "hostile.html": redirect_html(Redirect("/a/", "/b\"'<script>&amp;|[]^`{} ü/"), "", "\x01<b> & \"c\"\n'd'"),
        "relative.html": redirect_html(Redirect("/a/", "/b/"), "", href="../b/"),
    }
    for name, text in stubs.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert check([tmp_path / name for name in stubs]) == []


def test_netlify_has_one_rule_for_each_address() -> None:
    assert (
        TABLES["netlify"].render(REDIRECTS, SITE)
        == """\
# Where old addresses lead to. Written by Sevenlayer; the next build writes it anew.
/ p=12 /blog/cells/ 301!
/a%20%22b%22;%20return%20302%20$1%20%7B%23%7D%5C/ /blog/b/ 301!
/index.php /blog/ 301!
/old.html /blog/old/ 301!
/x/blog/2013/%C3%9Cberblick/ /blog/uberblick/ 301!
/x/blog/nova /blog/nova/ 301!
"""
    )


def test_cloudflare_has_the_other_spellings_last() -> None:
    assert (
        TABLES["cloudflare"].render(REDIRECTS, SITE)
        == """\
# Where old addresses lead to. Written by Sevenlayer; the next build writes it anew.
/a%20%22b%22;%20return%20302%20$1%20%7B%23%7D%5C/ /blog/b/ 301
/index.php /blog/ 301
/old.html /blog/old/ 301
/x/blog/2013/%C3%9Cberblick/ /blog/uberblick/ 301
/x/blog/nova /blog/nova/ 301
/a%20%22b%22;%20return%20302%20$1%20%7B%23%7D%5C /blog/b/ 301
/index.php/ /blog/ 301
/x/blog/2013/%C3%9Cberblick /blog/uberblick/ 301
/x/blog/nova/ /blog/nova/ 301
"""
    )


def test_nginx_has_a_map_of_paths_and_one_of_queries() -> None:
    assert (
        TABLES["nginx"].render(REDIRECTS, SITE)
        == r"""# Where old addresses lead to. Written by Sevenlayer; the next build writes it anew.
map $uri $sevenlayer_moved_path {
    default "";
    "~^/a\x20\x22b\x22\x3b\x20return\x20302\x20\x241\x20\x7b\x23\x7d\x5c(?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/b/";
    "~^/index\.php(?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/";
    "~^/old\.html$" "https://sevenlayer.example/blog/old/";
    "~^/x/blog/2013/Überblick(?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/uberblick/";
    "~^/x/blog/nova(?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/nova/";
}
map "$args $uri" $sevenlayer_moved {
    default $sevenlayer_moved_path;
    "~^p\x3d12 (?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/cells/";
}
"""
    )


def test_apache_has_anchored_patterns() -> None:
    assert (
        TABLES["apache"].render(REDIRECTS, SITE)
        == r"""# Where old addresses lead to. Written by Sevenlayer; the next build writes it anew.
<IfModule mod_alias.c>
<If "%{QUERY_STRING} == 'p=12'">
RedirectMatch 301 "^(?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/cells/?"
</If>
RedirectMatch 301 "^/a\x20\x22b\x22\x3b\x20return\x20302\x20\x241\x20\x7b\x23\x7d\x5c(?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/b/"
RedirectMatch 301 "^/index\.php(?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/"
RedirectMatch 301 "^/old\.html$" "https://sevenlayer.example/blog/old/"
RedirectMatch 301 "^/x/blog/2013/Überblick(?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/uberblick/"
RedirectMatch 301 "^/x/blog/nova(?:/(?:index\.html)?)?$" "https://sevenlayer.example/blog/nova/"
</IfModule>
"""
    )


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ("netlify", "/my%20notes/old/ /my%20notes/new/ 301!"),
        ("cloudflare", "/my%20notes/old/ /my%20notes/new/ 301"),
        ("nginx", r'    "~^/my\x20notes/old(?:/(?:index\.html)?)?$" "https://example.org/my%20notes/new/";'),
        (
            "apache",
            r'RedirectMatch 301 "^/my\x20notes/old(?:/(?:index\.html)?)?$" "https://example.org/my notes/new/"',
        ),
    ],
)
def test_the_folder_of_the_site_stands_in_front_of_both_ends(table: str, rule: str) -> None:
    for site_url in ("https://example.org/my%20notes", "https://example.org/my%20notes/"):
        text = TABLES[table].render([Redirect("/old/", "/new/")], site_url)
        assert rule in text.splitlines()


@pytest.mark.parametrize(
    ("table", "rules"),
    [
        ("netlify", ["/ p=1 /new/#b 301!", "/old/ /new/?q=%24#b 301!"]),
        ("cloudflare", ["/old/ /new/?q=%24#b 301"]),
        ("nginx", ['    "~^/old(?:/(?:index\\.html)?)?$" "/new/?q=%24#b";']),
        ("apache", ['RedirectMatch 301 "^(?:/(?:index\\.html)?)?$" "/new/?#b"']),
        ("apache", ['RedirectMatch 301 "^/old(?:/(?:index\\.html)?)?$" "/new/?q=%24#b"']),
    ],
)
def test_a_target_may_end_in_a_query_and_a_fragment(table: str, rules: list[str]) -> None:
    text = TABLES[table].render([Redirect("/?p=1", "/new/#b"), Redirect("/old/", "/new/?q=$#b")], "")
    assert [rule for rule in rules if rule not in text.splitlines()] == []


def test_without_an_address_of_the_site_targets_begin_at_the_root() -> None:
    for table in TABLES.values():
        text = table.render([Redirect("/old/", "/new/")], "")
        assert re.search(r'[ "]/new/[ "\n]', text)
        assert "://" not in text


def test_the_order_of_redirects_does_not_matter() -> None:
    for table in TABLES.values():
        assert table.render(reversed(REDIRECTS), SITE) == table.render(REDIRECTS, SITE)


def test_of_two_spellings_of_one_address_there_is_one_rule() -> None:
    two = [Redirect("/old", "/new/"), Redirect("/old/", "/new/"), Redirect("/old/index.html", "/new/")]
    for table in TABLES.values():
        assert table.render(two, SITE) == table.render(two[:1], SITE)
        assert table.omitted(two, SITE) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [("/a", "/a/"), ("/a/", "/a"), ("/a/index.html", "/a/"), ("/ü", "/%C3%BC/"), ("/index.html", "/"), ("/a", "/a/#b")],
)
def test_what_leads_to_itself_is_left_out(source: str, target: str) -> None:
    redirect = Redirect(source, target)
    for table in TABLES.values():
        assert table.render([redirect], SITE) == table.render([], SITE)
        assert table.omitted([redirect], SITE) == [redirect]


def test_what_differs_in_case_alone_is_a_redirect() -> None:
    for table in TABLES.values():
        assert table.omitted([Redirect("/Blog/A/", "/blog/a/")], SITE) == []


@pytest.mark.parametrize(
    ("source", "target", "tables"),
    [
        # A wildcard, and a placeholder.
        ("/a*b/", "/new/", ["netlify", "cloudflare"]),
        ("/a/:splat/", "/new/", ["netlify", "cloudflare"]),
        # These hosts show /a.html as /a.
        ("/a.html", "/a/", ["netlify", "cloudflare"]),
        ("/a/", "/a.html", ["netlify", "cloudflare"]),
        # Cloudflare knows no queries, and the others have to find them as they are sent.
        ("/?p=12", "/new/", ["cloudflare"]),
        ("/?p=12&lang=en", "/new/", ["cloudflare"]),
        ("/?12", "/new/", ["netlify", "cloudflare"]),
        ("/?p=ü", "/new/", ["netlify", "cloudflare", "nginx", "apache"]),
        ("/?p='}", "/new/", ["netlify", "cloudflare", "nginx", "apache"]),
        ("/old/", "/new/index.html", ["cloudflare"]),
        # Apache encodes targets itself.
        ("/old/", "/what%3F/", ["apache"]),
        ("/old/", "/%23/", ["apache"]),
        ("/old/", "/a%2Fb/", ["apache"]),
        ("/old/", "/a%0Ab/", ["apache"]),
        ("/old/", "/%FF/", ["apache"]),
        ("/old/", "/a%22b/", ["apache"]),
        ("/old/", "/%241/", ["apache"]),
        (f"/{'ü' * 128}/", "/new/", ["apache"]),
        # Browsers and servers resolve these before they look.
        ("/a/../b/", "/new/", ["netlify", "cloudflare", "nginx", "apache"]),
        ("/a//b/", "/new/", ["netlify", "cloudflare", "nginx", "apache"]),
        (f"/{'a' * 1000}/", "/new/", ["netlify", "cloudflare", "nginx", "apache"]),
        ("/a" * 300, "/b" * 300, ["cloudflare"]),
    ],
)
def test_what_a_server_cannot_match_exactly_is_left_out(source: str, target: str, tables: list[str]) -> None:
    redirect = Redirect(source, target)
    assert [name for name, table in TABLES.items() if table.omitted([redirect], SITE)] == tables
    for name in tables:
        assert TABLES[name].render([redirect], SITE) == TABLES[name].render([], SITE)


def test_cloudflare_gets_no_more_rules_than_it_reads() -> None:
    redirects = [Redirect(f"/old/{number:04}/", f"/new/{number:04}/") for number in range(2001)]
    table = TABLES["cloudflare"]
    assert table.render(redirects[:1500], SITE).count("\n") == 2001
    assert table.omitted(redirects[:1500], SITE) == []
    assert table.render(redirects, SITE).count("\n") == 2001
    assert table.omitted(redirects, SITE) == redirects[2000:]


def read_rules(text: str) -> dict[str, str]:
    """What Netlify's and Cloudflare's rules say: fields are divided by white space, the first line is a comment."""
    lines = [line.split() for line in text.splitlines()[1:]]
    assert all(len(fields) == 3 and fields[2].startswith("301") for fields in lines)
    return {unquote(source): target for source, target, _status in lines}


def read_patterns(text: str, rule: str) -> list[tuple[re.Pattern[str], str]]:
    """Patterns and targets of all lines that are as *rule*: two texts in quotation marks in the places of `@`."""
    quoted = r'"([^"\\]*(?:\\[^"\\][^"\\]*)*)"'
    found = re.findall(rf"^{rule.replace('@', quoted)}$", text, re.MULTILINE)
    return [(re.compile(pattern), target) for pattern, target in found]


@given(PAIRS)
def test_rules_say_what_they_were_made_of(pairs: dict[str, str]) -> None:
    redirects = [Redirect(*pair) for pair in pairs.items()]
    for name in ("netlify", "cloudflare"):
        table = TABLES[name]
        held = {one.source: one.target for one in redirects if one not in table.omitted(redirects, SITE)}
        rules = read_rules(table.render(redirects, SITE))
        assert held.items() <= rules.items()
        assert {source.rstrip("/") for source in rules} == {source.rstrip("/") for source in held}
        assert not any(re.search(r"[*:]", source) for source in rules)


@given(PAIRS)
def test_patterns_match_what_they_were_made_of_and_no_neighbour(pairs: dict[str, str]) -> None:
    redirects = [Redirect(*pair) for pair in pairs.items()]
    for name, rule in (("nginx", "    @ @;"), ("apache", "RedirectMatch 301 @ @")):
        text = TABLES[name].render(redirects, "")
        lines = [line for line in text.split("\n") if "/new/" in line]
        patterns = read_patterns(text.replace('"~', '"'), rule)
        assert len(lines) == len(patterns) == len(pairs)
        for source, target in pairs.items():
            for spelling in (source, source.rstrip("/"), f"{source}index.html"):
                assert {where for pattern, where in patterns if pattern.match(spelling)} == {target}
            for neighbour in (f"{source}a", f"{source}/", f"/a{source}", f"{source[:-1]}a", source.swapcase()):
                assert neighbour in pairs or not any(pattern.match(neighbour) for pattern, _target in patterns)
