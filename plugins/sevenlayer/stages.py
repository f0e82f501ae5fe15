"""The stages of a build: what runs on which of Pelican's signals, in which order, and which plugin switches it on.

Pelican calls the receivers of a signal in the order in which they were connected. So that this does not depend on the
order of ``PLUGINS``, each signal has one receiver here, which runs the stages of the table below from top to bottom. A stage
runs in the builds of sites that list its plugin, or one that needs it, and in no other.

This module imports nothing of the package before a build needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from pelican import signals

__all__ = ["PLUGINS", "STAGES", "Stage", "connect_stages"]

#: What a site may list in ``PLUGINS``, with what each switches on besides itself.
PLUGINS: Mapping[str, tuple[str, ...]] = {
    "sevenlayer": (
        "sevenlayer.openstack",
        "sevenlayer.layer_diagrams",
        "sevenlayer.cross_references",
        "sevenlayer.feeds",
        "sevenlayer.build",
    ),
    "sevenlayer.diagnostics": (),
    "sevenlayer.front_matter": ("sevenlayer.diagnostics",),
    "sevenlayer.openstack": ("sevenlayer.front_matter",),
    "sevenlayer.layer_diagrams": ("sevenlayer.front_matter",),
    "sevenlayer.cross_references": ("sevenlayer.front_matter",),
    "sevenlayer.feeds": ("sevenlayer.diagnostics",),
    "sevenlayer.build": ("sevenlayer.diagnostics",),
}


class Stage(NamedTuple):
    """*function* (``module:name``, below the package) runs on *signal*, where *plugin* is switched on."""

    signal: str
    plugin: str
    function: str


#: ``vocabulary`` is no signal of Pelican's: it comes at the end of ``initialized``, and its functions take the vocabulary and the
#: settings.
STAGES = tuple(
    Stage(signal, f"sevenlayer.{plugin}", function)
    for signal, plugin, function in (
        ("initialized", "diagnostics", "pelican_site.reported_run:report_runs_of"),
        ("initialized", "diagnostics", "settings.site:read_settings_once"),
        ("initialized", "build", "pelican_site.template_cache:keep_templates"),
        ("vocabulary", "openstack", "openstack.lexers:add_lexers"),
        ("vocabulary", "openstack", "openstack.names.posts:add_name_roles"),
        ("vocabulary", "openstack", "openstack.links.register:add_link_roles"),
        ("vocabulary", "layer_diagrams", "layer_diagrams.roles:add_layer_role"),
        ("vocabulary", "layer_diagrams", "layer_diagrams.generator:add_layers_directive"),
        ("vocabulary", "cross_references", "cross_references.roles:add_post_role"),
        ("readers_init", "front_matter", "readers.pelican_readers:add_readers"),
        ("generator_init", "front_matter", "readers.pelican_readers:keep_markdown_enabled"),
        ("content_object_init", "front_matter", "pelican_site.taxonomy:complete_content"),
        ("content_object_init", "front_matter", "pelican_site.content_html:keep_summary_links"),
        ("content_object_init", "front_matter", "readers.pelican_readers:report_cached_problems"),
        ("content_object_init", "openstack", "openstack.pages.age_notice:set_cycle"),
        ("content_object_init", "openstack", "openstack.names.posts:annotate_names"),
        ("content_object_init", "openstack", "openstack.links.posts:rewrite_moved_links"),
        ("content_object_init", "openstack", "openstack.secrets.posts:report_secrets"),
        ("content_object_init", "layer_diagrams", "layer_diagrams.roles:resolve_layers"),
        ("content_object_init", "cross_references", "cross_references.links:prepare_content"),
        ("get_generators", "front_matter", "readers.files:PostFilesGenerator"),
        ("get_generators", "openstack", "openstack.pages.generator:OpenStackGenerator"),
        ("get_generators", "layer_diagrams", "layer_diagrams.generator:LayersGenerator"),
        ("get_generators", "cross_references", "series.pages:SeriesGenerator"),
        ("get_generators", "cross_references", "cross_references.generator:ReferencesGenerator"),
        ("article_generator_finalized", "front_matter", "pelican_site.taxonomy:list_all_categories"),
        ("all_generators_finalized", "front_matter", "pelican_site.taxonomy:check_what_is_written"),
        ("all_generators_finalized", "front_matter", "readers.files:show_generators"),
        ("all_generators_finalized", "front_matter", "readers.theme_styles:add_missing_styles"),
        ("all_generators_finalized", "front_matter", "settings.markdown:report_markdown_setting"),
        ("all_generators_finalized", "front_matter", "readers.python_markdown:report_python_markdown"),
        ("all_generators_finalized", "layer_diagrams", "layer_diagrams.generator:set_layers_context"),
        ("all_generators_finalized", "cross_references", "series.pages:set_series"),
        ("all_generators_finalized", "cross_references", "cross_references.site:resolve_site"),
        ("all_generators_finalized", "openstack", "openstack.pages.generator:set_openstack_context"),
        ("get_writer", "feeds", "feeds.writer:FeedWriter"),
        ("feed_generated", "front_matter", "feeds.items:make_items_for_feeds"),
        ("feed_generated", "openstack", "openstack.pages.generator:date_empty_feed"),
    )
)


def connect_stages() -> None:
    """Connect the receivers of all signals; what runs is up to the ``PLUGINS`` of each site. Calling it again changes nothing."""
    from sevenlayer.pelican_site.log_capture import start_collecting

    # Plugins that are registered after this one may fail.
    start_collecting()
    for receiver in _RECEIVERS:
        getattr(signals, receiver.__name__).connect(receiver)


def initialized(pelican: Any) -> None:
    from sevenlayer.directives import vocabulary_init
    from sevenlayer.directives.standard import standard_vocabulary
    from sevenlayer.pelican_site.build_state import begin_build

    plugins = frozenset(_switched_on(getattr(plugin, "__name__", "") for plugin in pelican.plugins))
    build = begin_build(pelican.settings, plugins)
    for function in _functions("initialized", plugins):
        function(pelican)
    if "sevenlayer.front_matter" not in plugins:
        return
    vocabulary = standard_vocabulary()
    for function in _functions("vocabulary", plugins):
        function(vocabulary, pelican.settings)
    vocabulary_init.send(pelican, vocabulary=vocabulary)
    build.put(vocabulary)


def readers_init(readers: Any) -> None:
    _run("readers_init", readers.settings, readers)


def generator_init(generator: Any) -> None:
    _run("generator_init", generator.settings, generator)


def content_object_init(content: Any) -> None:
    _run("content_object_init", content.settings, content)


def get_generators(pelican: Any) -> tuple[type, ...]:
    return tuple(_functions("get_generators", _plugins(pelican.settings)))


def article_generator_finalized(generator: Any) -> None:
    _run("article_generator_finalized", generator.settings, generator)


def all_generators_finalized(generators: list[Any]) -> None:
    _run("all_generators_finalized", generators[0].settings, generators)


def get_writer(pelican: Any) -> type | None:
    return next(_functions("get_writer", _plugins(pelican.settings)), None)


def feed_generated(context: Any, feed: Any) -> None:
    _run("feed_generated", context, context, feed)


_RECEIVERS = (
    initialized,
    readers_init,
    generator_init,
    content_object_init,
    get_generators,
    article_generator_finalized,
    all_generators_finalized,
    get_writer,
    feed_generated,
)


def _run(signal: str, settings: Mapping[str, Any], *arguments: Any) -> None:
    for function in _functions(signal, _plugins(settings)):
        function(*arguments)


def _plugins(settings: Mapping[str, Any]) -> frozenset[str]:
    from sevenlayer.pelican_site.build_state import find_build

    build = find_build(settings)
    return build.plugins if build else frozenset()


def _functions(signal: str, plugins: frozenset[str]) -> Iterator[Any]:
    return iter(_functions_of(signal, plugins))


@cache
def _functions_of(signal: str, plugins: frozenset[str]) -> tuple[Any, ...]:
    return tuple(_load(stage.function) for stage in STAGES if stage.signal == signal and stage.plugin in plugins)


def _load(function: str) -> Any:
    module, _, name = function.partition(":")
    return getattr(import_module(f"sevenlayer.{module}"), name)


def _switched_on(listed: Iterable[str]) -> Iterator[str]:
    for name in listed:
        if name in PLUGINS:
            yield name
            yield from _switched_on(PLUGINS[name])
