"""Writing the site: what is rebuilt, in which order, and into which folder."""


def register() -> None:
    """Connect nothing: runs and tools call :mod:`.output_folder` themselves."""
