"""Syntax of Jekyll and Octopress: Liquid tags and kramdown. Used by the readers only; nothing is exported."""
