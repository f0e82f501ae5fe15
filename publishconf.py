"""What publishing adds to pelicanconf.py."""

# What is imported later replaces what was imported before.
# isort: skip_file
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent))
from pelicanconf import *  # noqa: F403
from sevenlayer.publish_defaults import *  # noqa: F403

SITEURL = SITE_URL  # noqa: F405
# This site is a demonstration, and has no URL of its own.
PUBLISH_EXAMPLE_URL = True
