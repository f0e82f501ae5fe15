"""Problems with their places, one report at the end of every build, and an exit status that means something.

Pelican logs a failed plugin and goes on without it, drops a post that it cannot read, and exits with 0. With this plugin
every problem is a value with a code, a severity, a place and a hint; all are collected, and none is lost.
"""

from __future__ import annotations

from sevenlayer import register

from .codes import Code
from .collection import Problems
from .documentation import UnknownCode, explain, find_code, list_codes
from .problems import Location, Problem, UnreadablePost, error, info, warning
from .severity import Severity
from .suggestions import did_you_mean, nearest_name

__all__ = [
    "Code",
    "Location",
    "Problem",
    "Problems",
    "Severity",
    "UnknownCode",
    "UnreadablePost",
    "did_you_mean",
    "error",
    "explain",
    "find_code",
    "info",
    "list_codes",
    "nearest_name",
    "register",
    "warning",
]
