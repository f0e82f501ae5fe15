# Pelican has no type information of its own: to mypy, everything in it but our plugins is Any.
from typing import Any

def __getattr__(name: str) -> Any: ...
