"""What `make` and `invoke` run besides Pelican."""
