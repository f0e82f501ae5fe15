"""What pelican-quickstart asks for, and no more: a site that has never heard of Sevenlayer."""

AUTHOR = "Ida Holm"
SITENAME = "A Kitchen"
SITEURL = "https://kitchen.example"
PATH = "content"
TIMEZONE = "Europe/Prague"
DEFAULT_LANG = "en"
FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2})-.*"
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"
TRANSLATION_FEED_ATOM = "feeds/all-{lang}.atom.xml"
DEFAULT_PAGINATION = 10
LINKS = (("Pelican", "https://getpelican.com/"),)
