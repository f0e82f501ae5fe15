"""Editions of the layers, and what the site knows of a service."""
