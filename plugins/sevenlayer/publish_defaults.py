"""What publishing sets. A site's ``publishconf.py`` is::

from pelicanconf import *
from sevenlayer.publish_defaults import *

SITEURL = SITE_URL
"""

RELATIVE_URLS = False

FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/category/{slug}.atom.xml"
TAG_FEED_ATOM = "feeds/tag/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/author/{slug}.atom.xml"
CROSS_REFERENCES_SERIES_FEED_ATOM = "feeds/blog-series/{slug}.atom.xml"
OPENSTACK_SERIES_FEED_ATOM = "feeds/series/{slug}.atom.xml"
OPENSTACK_PROJECT_FEED_ATOM = "feeds/projects/{slug}.atom.xml"
# Feeds are written now, and links to them can be checked.
CROSS_REFERENCES_ALLOW_BROKEN: list[str] = []

# What may be seen in a preview must not be published: warnings fail the build, and then nothing is written.
DIAGNOSTICS_FAIL_ON = "warning"
DELETE_OUTPUT_DIRECTORY = True
PUBLISHING = True
