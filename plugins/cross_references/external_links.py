"""The links to other sites."""

from __future__ import annotations

from pelican.plugins.markup.references import Reference

#: Those of the site that was built last: http and https addresses of other sites, without those that posts let be broken.
external_links: list[Reference] = []
