"""References between posts: every name a post ever had leads to its one address, or the author hears where it does not.

Also who refers to whom, series of posts, and pages at old addresses that lead on.
"""

from __future__ import annotations

from sevenlayer import register

__all__ = ["register"]
