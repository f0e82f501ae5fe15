"""Whether links to other sites still lead somewhere: `make linkcheck`, and never a build.

Links are not trusted: whoever writes a post must not be able to have a machine ask what only that machine can reach.
The library for HTTP is needed here and nowhere else, so that a site is built without it.
"""
