"""The seam to Pelican: the only code that uses its private or replaceable parts."""
