"""The settings of this site, for writing and previewing. publishconf.py adds what publishing needs."""

import sys
from pathlib import Path

# In this repository the package is imported from where it stands.
sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))
from sevenlayer.defaults import *  # noqa: F403

SITENAME = "Seven Layers"
SITESUBTITLE = "Notes on OpenStack, from the bottom of the stack up"
SITEDESCRIPTION = "A technical blog about OpenStack: how its services fit together, and what to do when they do not."
AUTHOR = "The Sevenlayer developers"
SITE_URL = "https://sevenlayer.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
