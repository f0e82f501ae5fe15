"""Roles that link to OpenStack's sites, and links to hosts that moved."""
