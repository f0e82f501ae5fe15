"""Problems as values, with code, severity, location and hint, and reports of them as text, JSON and SARIF.

Pelican logs a failed plugin and goes on without it, drops a post that it cannot read, and exits with status 0. With this plugin
all problems are collected and reported once, at the end of the build, and an error makes the exit status 1.
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
