"""Problems found in content: built from data, with the place, an excerpt and the remedy."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong, or that a person should look at.

    ``str(problem)`` gives the message as it is printed: place, what is wrong, the excerpt with a
    caret under the column, and the remedy.
    """

    severity: Severity
    #: Path of the file as the user knows it (relative to the content folder where possible).
    file: str
    #: 1-based line, or None when the problem is about the whole file.
    line: int | None = None
    #: 1-based column of the caret in ``excerpt``, or None.
    column: int | None = None
    message: str
    #: The offending text, one line.
    excerpt: str = ""
    #: What to do about it.
    remedy: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [f"{place}: {self.severity}: {self.message}"]
        if self.excerpt:
            start = max(0, (self.column or 1) - 60)
            parts.append(f"    | {self.excerpt[start : start + 100]}")
            if self.column is not None:
                parts.append(f"    | {' ' * (self.column - 1 - start)}^")
        if self.remedy:
            parts.append(f"    = {self.remedy}")
        return "\n".join(parts)


class ContentError(Exception):
    """Raised with all the errors of one step at once; never shown to a user as a traceback."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
