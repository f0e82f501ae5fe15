"""``python -m sevenlayer`` is the command ``sevenlayer``."""

from sevenlayer.commands import main

if __name__ == "__main__":
    main()
