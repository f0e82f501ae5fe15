"""What we use of Pelican beyond its interface for plugins: each use has a test, so that a release that changes it is named."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2.compiler
import pelican
import pytest
from feedgenerator import Rss201rev2Feed
from pelican import Pelican, signals
from pelican.contents import Article, Content, Static
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.log import LimitFilter
from pelican.plugins import _utils
from pelican.readers import _DISCARD, BaseReader, HTMLReader, Readers
from pelican.settings import DEFAULT_CONFIG, configure_settings
from pelican.urlwrappers import Tag
from pelican.writers import Writer
from sevenlayer.pelican_site import log_capture, reader
from sevenlayer.pelican_site.content_html import (
    body_html,
    forget_content,
    replace_link_resolver,
    rewrite_html,
    set_summary_html,
    static_content,
)

PACKAGE = Path(pelican.__file__).parent


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, Any]:
    configured: dict[str, Any] = configure_settings(
        {**DEFAULT_CONFIG, "PATH": str(tmp_path), "SITEURL": "https://example.org", "TIMEZONE": "UTC"}
    )
    return configured


@pytest.fixture
def article(settings: dict[str, Any], tmp_path: Path) -> Article:
    return Article(
        "<p>A <a href='{filename}b.md'>link</a></p>",
        metadata={"title": "A", "summary": "<p>Short.</p>"},
        settings=settings,
        source_path=str(tmp_path / "a.md"),
        context={"static_content": {}, "generated_content": {}, "localsiteurl": ""},
    )


def test_content_keeps_the_body_where_we_look(article: Article) -> None:
    assert body_html(article) == "<p>A <a href='{filename}b.md'>link</a></p>"


def test_content_asks_the_replaced_link_resolver_for_body_and_summary(article: Article) -> None:
    asked: list[tuple[str, str]] = []

    def resolve(_content: Content, html: str, siteurl: str) -> str:
        asked.append((html[:5], siteurl))
        return html.upper()

    replace_link_resolver(article, resolve, lambda _content: set())
    assert article.get_content("https://example.org").startswith("<P>A")
    set_summary_html(article, "<p>Other.</p>")
    assert article.get_summary("..") == "<P>OTHER.</P>"
    assert asked == [("<p>A ", "https://example.org"), ("<p>Ot", "..")]


def test_content_asks_the_replaced_method_for_static_links(article: Article) -> None:
    replace_link_resolver(article, lambda _content, html, _siteurl: html, lambda _content: {"x.png"})
    assert article.get_static_links() == {"x.png"}


def test_content_is_remembered_until_it_is_forgotten(article: Article) -> None:
    rewrite_html(article, lambda html: html)
    before = article.get_content("https://example.org")
    rewrite_html(article, lambda _html: "<p>new</p>")
    assert article.get_content("https://example.org") == before
    forget_content()
    assert article.get_content("https://example.org") == "<p>new</p>"


def test_content_knows_the_static_files(article: Article) -> None:
    assert static_content(article) == {}


def test_static_file_notes_that_its_output_location_was_asked_for(settings: dict[str, Any], tmp_path: Path) -> None:
    static = Static("", settings=settings, source_path=str(tmp_path / "x.png"))
    assert static._output_location_referenced is False
    assert static.save_as == "x.png"
    assert static._output_location_referenced is True


def test_url_and_save_as_can_be_overridden(article: Article) -> None:
    article.override_url, article.override_save_as = "here/", "here/index.html"
    assert (article.url, article.save_as) == ("here/", "here/index.html")


def test_reader_discards_what_is_marked(settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="date"):
        BaseReader(settings).process_metadata("date", "20130719-x")
    assert reader.SourceReader(settings).process_metadata("date", "20130719-x") is _DISCARD


def test_readers_take_classes_by_extension(settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Readers] = []

    def take(readers: Readers) -> None:
        taken.append(readers)
        reader.take_extensions(readers, {"odd": reader.SourceReader})

    signals.readers_init.connect(take)
    try:
        readers = Readers(settings)
    finally:
        signals.readers_init.disconnect(take)
    assert taken == [readers]
    assert {"odd", "ODD", "Odd"} <= set(readers.reader_classes)


def test_html_reader_has_a_parser_for_metadata() -> None:
    page = '<html><head><title>A &amp; B</title><meta name="tags" content="x, y"></head><body>z</body></html>'
    assert "_HTMLParser" in vars(HTMLReader)
    assert reader.html_metadata(page, "page.html") == {"title": "A &amp; B", "tags": "x, y"}


def test_url_wrapper_tells_whether_a_name_has_a_key(settings: dict[str, Any]) -> None:
    assert reader.has_key(Tag("nova", settings), "nova")
    assert not reader.has_key(Tag("x", settings), "")


def test_writer_makes_feeds_and_entries_by_the_methods_that_we_replace(settings: dict[str, Any]) -> None:
    assert list(inspect.signature(Writer._create_new_feed).parameters) == ["self", "feed_type", "feed_title", "context"]
    assert list(inspect.signature(Writer._add_item_to_the_feed).parameters) == ["self", "feed", "item"]
    used = inspect.getsource(Writer.write_feed)
    assert "self._create_new_feed(" in used
    assert "self._add_item_to_the_feed(" in used
    writer = Writer("output", settings)
    writer.site_url, writer.feed_url = "https://example.org", "https://example.org/feed"
    assert isinstance(writer._create_new_feed("rss", None, {"SITENAME": "A", "SITESUBTITLE": ""}), Rss201rev2Feed)


def test_run_asks_for_its_writer_when_all_is_read_and_nothing_is_written() -> None:
    source = inspect.getsource(Pelican.run)
    order = [source.index(text) for text in ("all_generators_finalized.send", "_get_writer()", "p.generate_output(")]
    assert order == sorted(order)


def test_run_empties_the_output_folder_only_where_its_attribute_says_so() -> None:
    assert "if self.delete_outputdir" in inspect.getsource(Pelican.run)


def test_pelican_loads_its_plugins_in_the_method_that_we_extend() -> None:
    assert "self.init_plugins()" in inspect.getsource(Pelican.__init__)
    assert "load_plugins(self.settings)" in inspect.getsource(Pelican.init_plugins)


def test_failed_import_of_a_plugin_can_be_named_from_the_frames_of_pelican() -> None:
    assert _utils.__name__ == "pelican.plugins._utils"
    assert "plugin" in inspect.getsource(_utils.load_plugins)
    assert "name" in inspect.getsource(_utils.get_namespace_plugins)


def test_watching_for_changes_is_a_function_whose_frame_can_be_found() -> None:
    assert "run()" in inspect.getsource(pelican.autoreload)


def test_repeated_warnings_are_dropped_from_a_level_on_that_can_be_set() -> None:
    assert isinstance(LimitFilter.LOGS_DEDUP_MIN_LEVEL, int)
    assert isinstance(LimitFilter._ignore, set)
    assert "LOGS_DEDUP_MIN_LEVEL" in inspect.getsource(LimitFilter.filter)


def test_generators_have_the_lists_that_we_take_posts_out_of(tmp_path: Path, settings: dict[str, Any]) -> None:
    from sevenlayer.pelican_site.contents import _LISTS

    assert set(_LISTS) == {ArticlesGenerator, PagesGenerator, StaticGenerator}
    for kind, names in _LISTS.items():
        source = inspect.getsource(kind.__init__)
        missing = [
            name for name in names if f"self.{name}" not in source and f"self.{name}" not in inspect.getsource(kind)
        ]
        assert missing == [], kind


def test_jinja_test_for_plugins_is_a_partial_that_names_them() -> None:
    source = (PACKAGE / "generators.py").read_text("utf-8")
    assert "partial(" in source
    assert "plugin_list=" in source
    assert "plugin_enabled" in source
    assert issubclass(jinja2.Environment.code_generator_class, jinja2.compiler.CodeGenerator)


@cache
def logged_texts() -> frozenset[str]:
    """The first argument of every call such as ``logger.warning(...)`` in Pelican's source."""
    found = set()
    for node in _nodes():
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("critical", "error", "warning", "info", "log", "exception")
        ):
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            found.update(texts[:1])
    return frozenset(found)


@cache
def all_texts() -> frozenset[str]:
    """All texts in Pelican's source: some messages are put together before they are logged."""
    return frozenset(node.value for node in _nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _nodes() -> Iterator[ast.AST]:
    for path in (*PACKAGE.glob("*.py"), *PACKAGE.glob("plugins/_*.py")):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("text", log_capture._KNOWN)
def test_log_message_that_we_match_is_one_of_pelicans(text: str) -> None:
    assert text in logged_texts()


@pytest.mark.parametrize("beginning", log_capture._SAID_BETTER)
def test_log_message_that_we_drop_is_one_of_pelicans(beginning: str) -> None:
    assert any(text.startswith(beginning) for text in all_texts())


def test_link_whose_target_is_missing_is_looked_up_in_the_frame_of_the_replacer() -> None:
    source = inspect.getsource(Content._link_replacer)
    assert list(inspect.signature(Content._link_replacer).parameters)[:3] == ["self", "siteurl", "m"]
    assert 'm.group("path")' in source
