"""Pages of projects and release series, and what posts show of their cycle."""
