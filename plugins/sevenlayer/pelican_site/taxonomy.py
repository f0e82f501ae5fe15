"""All categories of a post count, no slug is empty, and nothing is written that must not be."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pelican.contents import Article, Content, Page

from sevenlayer.front_matter.slugs import make_slug

from .output_paths import drop_contents_with_one_url
from .outside_files import drop_files_from_outside
from .templates import check_templates
from .translations import check_translations


def complete_content(content: Content) -> None:
    """Give a post or page the slug and the categories that it lacks. (Pelican sends this for every content object.)"""
    if not isinstance(content, Article | Page):
        return
    if not getattr(content, "slug", ""):
        name = getattr(content, "title", "") or content.source_path or ""
        content.slug = make_slug(str(name.striptags() if hasattr(name, "striptags") else name))
    if not hasattr(content, "categories") and hasattr(content, "category"):
        content.categories = [content.category]


def check_what_is_written(generators: list[Any]) -> None:
    """Report what Pelican would stop at, or write where it must not."""
    check_templates(generators)
    check_translations(generators)
    drop_files_from_outside(generators)
    drop_contents_with_one_url(generators)


def list_all_categories(generator: Any) -> None:
    """List each article under all its categories; Pelican lists it under the first alone."""
    categories: dict[Any, list[Article]] = defaultdict(list)
    for article in generator.articles:
        for category in getattr(article, "categories", ()):
            categories[category].append(article)
    ordered = sorted(categories.items(), key=lambda item: item[0], reverse=generator.settings["REVERSE_CATEGORY_ORDER"])
    generator.categories = ordered
    generator.context["categories"] = ordered
