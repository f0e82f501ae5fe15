"""All problems of one build, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .problems import Problem, Severity


class Problems:
    """The problems of a build. Adding one twice keeps it once: a post is read again for its feed."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}

    def add(self, problem: Problem) -> None:
        self._problems.setdefault(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.add(problem)

    def clear(self) -> None:
        self._problems.clear()

    def __iter__(self) -> Iterator[Problem]:
        """In the order of files, lines and columns, whatever the order of reading was."""
        return iter(sorted(self._problems, key=lambda problem: problem.sort_key))

    def __len__(self) -> int:
        return len(self._problems)

    def fails(self, fail_on: Severity) -> bool:
        """Whether a build that must be free of *fail_on* and worse has failed."""
        return any(problem.severity.rank <= fail_on.rank for problem in self._problems)
