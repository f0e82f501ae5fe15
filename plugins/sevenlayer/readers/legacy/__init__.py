"""Liquid, Octopress and kramdown."""
