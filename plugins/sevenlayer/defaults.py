"""The settings that every site needs. A site's ``pelicanconf.py`` begins with ``from sevenlayer.defaults import *``.

What an author decides (name, URL, authors, time zone, menu, licence) is not here. Any of these may be set again below the
import; docs/settings.md lists all settings.
"""

from pathlib import Path

from sevenlayer.build.run import SevenlayerPelican
from sevenlayer.front_matter.slugs import SLUG_REGEX_SUBSTITUTIONS
from sevenlayer.pelican_site.contents import by_path, newest_first

PELICAN_CLASS = SevenlayerPelican
PLUGINS = ["sevenlayer"]

_PACKAGE = Path(__file__).resolve().parent
# Installed, the theme is part of the package; in the repository it has a folder of its own.
THEME = str(_PACKAGE / "theme" if (_PACKAGE / "theme").is_dir() else _PACKAGE.parents[1] / "theme")

# Where readers find the site, as in "https://blog.example.org", without a slash at the end.
SITE_URL = ""
# A preview is looked at wherever it is served.
SITEURL = ""

PATH = "content"
OUTPUT_PATH = "output"
ARTICLE_PATHS = [""]
PAGE_PATHS = ["pages"]
ARTICLE_EXCLUDES = ["pages", "images", "files"]
STATIC_PATHS = ["images", "files"]
# A README says what a folder is for; it is no post.
IGNORE_FILES = ["**/.*", ".*", "README*", "*~", "*.swp", "#*#"]

# The same pages whoever builds them: no locale and no time zone of the machine.
LOCALE = ["C"]
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%-d %B %Y"

ARTICLE_URL = "blog/{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_LANG_URL = "blog/{date:%Y}/{date:%m}/{date:%d}/{slug}/{lang}/"
ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL + "index.html"
DRAFT_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = DRAFT_URL + "index.html"
DRAFT_LANG_URL = "drafts/{slug}/{lang}/"
DRAFT_LANG_SAVE_AS = DRAFT_LANG_URL + "index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
PAGE_LANG_URL = "{slug}/{lang}/"
PAGE_LANG_SAVE_AS = PAGE_LANG_URL + "index.html"
DRAFT_PAGE_URL = "drafts/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_URL + "index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
AUTHOR_URL = "author/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
YEAR_ARCHIVE_URL = "blog/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html"
MONTH_ARCHIVE_URL = "blog/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
INDEX_URL = ""
ARCHIVES_URL = "archives/"
ARCHIVES_SAVE_AS = ARCHIVES_URL + "index.html"
CATEGORIES_URL = "categories/"
CATEGORIES_SAVE_AS = CATEGORIES_URL + "index.html"
TAGS_URL = "tags/"
TAGS_SAVE_AS = TAGS_URL + "index.html"
AUTHORS_URL = "authors/"
AUTHORS_SAVE_AS = AUTHORS_URL + "index.html"
DIRECT_TEMPLATES = ["index", "archives", "categories", "tags", "authors", "404"]
PAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None, "author": None}
DEFAULT_PAGINATION = 10
DISPLAY_CATEGORIES_ON_MENU = False
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

# A file name such as 2025-03-14-reading-a-log-line.md gives the date and the slug where the front matter does not.
FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>[a-z0-9-]+)$"
SLUG_REGEX_SUBSTITUTIONS = SLUG_REGEX_SUBSTITUTIONS
USE_FOLDER_AS_CATEGORY = False
ARTICLE_ORDER_BY = newest_first
PAGE_ORDER_BY = by_path

JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}

# Feeds are for the published site: their URLs are absolute.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TAG_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
CROSS_REFERENCES_ALLOW_BROKEN = ["/feeds/*"]
CROSS_REFERENCES_SERIES_FEED_ATOM = None
OPENSTACK_SERIES_FEED_ATOM = None
OPENSTACK_PROJECT_FEED_ATOM = None

del Path
