"""Rules for links: role arguments to URLs, and moved URLs to current ones."""
