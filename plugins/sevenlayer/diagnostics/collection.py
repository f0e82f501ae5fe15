"""The collection of the problems of a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .problems import Problem, Severity


class Problems:
    """The problems of a build, without duplicates: a post that is read again, for its feed, reports the same problems again."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}

    def add(self, problem: Problem) -> None:
        self._problems.setdefault(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.add(problem)

    def remove(self, problem: Problem) -> None:
        del self._problems[problem]

    def clear(self) -> None:
        self._problems.clear()

    def __iter__(self) -> Iterator[Problem]:
        """Iterate in the order of files, lines and columns, which does not depend on the order of reading."""
        return iter(sorted(self._problems, key=lambda problem: problem.sort_key))

    def __len__(self) -> int:
        return len(self._problems)

    def fails(self, fail_on: Severity) -> bool:
        """Whether there is a problem of severity *fail_on* or worse."""
        return any(problem.severity.rank <= fail_on.rank for problem in self._problems)
