"""What publishing adds to pelicanconf.py."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent))
from pelicanconf import *  # noqa: F403

SITEURL = CROSS_REFERENCES_SITE_URL  # noqa: F405
FEED_DOMAIN = SITEURL
RELATIVE_URLS = False

FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/category/{slug}.atom.xml"
TAG_FEED_ATOM = "feeds/tag/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/author/{slug}.atom.xml"
CROSS_REFERENCES_SERIES_FEED_ATOM = "feeds/blog-series/{slug}.atom.xml"
OPENSTACK_SERIES_FEED_ATOM = "feeds/series/{slug}.atom.xml"
OPENSTACK_PROJECT_FEED_ATOM = "feeds/projects/{slug}.atom.xml"

# What may be seen in a preview must not be published: warnings fail the build, and then nothing is written.
DIAGNOSTICS_FAIL_ON = "warning"
DELETE_OUTPUT_DIRECTORY = True
# Now feeds are written, and links to them can be checked.
CROSS_REFERENCES_ALLOW_BROKEN = []
