"""Passwords and tokens that posts must not publish."""
