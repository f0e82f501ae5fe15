"""What publishing adds to pelicanconf.py."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent))
from pelicanconf import *  # noqa: F403

# Where readers find the site, without a slash at the end.
SITEURL = "https://sevenlayer.example"
FEED_DOMAIN = SITEURL
RELATIVE_URLS = False

FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/category/{slug}.atom.xml"
TAG_FEED_ATOM = "feeds/tag/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/author/{slug}.atom.xml"

# What may be seen in a preview must not be published: warnings fail the build, and then nothing is written.
DIAGNOSTICS_FAIL_ON = "warning"
DELETE_OUTPUT_DIRECTORY = True
