"""The index in the manner of lunr: for every term the questions it stands in, with its places, packed small.

It holds what lunr.py's index is computed from (frequencies and lengths per field) rather than its vectors,
which are five times the text. ``engine-lunr.js`` computes the same scores as lunr from it when a query comes
(``tests/browser/test_search_lunr.py`` compares them with those of lunr.py and lunr.js), and has the places
besides: for phrases, and for words that stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from generator.search.corpus import Occurrence
from generator.search.packing import after, pack

#: Characters in a file of terms. A query loads the files of its words.
SIZE: Final = 15_000


class _Postings:
    """Where one term stands, while the index is made: three columns, which compress better apart."""

    def __init__(self) -> None:
        self.forms: dict[str, int] = {}
        #: Per question: how many questions were passed over, and how many places follow.
        self.questions: list[str] = []
        #: Per place: how many places of the question were passed over.
        self.places: list[str] = []
        #: Per place: the number of the form that stands there.
        self.which: list[str] = []
        self._last = -1

    def add(self, question: int, found: list[tuple[int, str]]) -> None:
        self.questions.append(pack(question - self._last - 1) + pack(len(found) - 1))
        before = -1
        for place, form in found:
            self.places.append(pack(place - before - 1))
            self.which.append(pack(self.forms.setdefault(form, len(self.forms))))
            before = place
        self._last = question

    def columns(self, term: str) -> tuple[str, ...]:
        """Return the columns and the forms; the column of the forms is empty when there is one form."""
        which = "".join(self.which) if len(self.forms) > 1 else ""
        return (
            "".join(self.questions),
            "".join(self.places),
            which,
            *(after(term, form) for form in self.forms),
        )


class LunrIndex:
    """Takes the streams of the questions in order, and gives the files of the index."""

    def __init__(self) -> None:
        self._postings: dict[str, _Postings] = {}
        self._count = 0

    def add(self, fields: Iterable[tuple[Occurrence, ...]]) -> None:
        """Add the next question."""
        places: dict[str, list[tuple[int, str]]] = {}
        place = 0
        for field in fields:
            for occurrence in field:
                places.setdefault(occurrence.term, []).append((place, occurrence.form))
                place += 1
        for term, found in places.items():
            self._postings.setdefault(term, _Postings()).add(self._count, found)
        self._count += 1

    def files(self) -> Iterator[TermFile]:
        """Yield the files in the order of their terms."""
        lines: list[str] = []
        first, previous, size = "", "", 0
        for term in sorted(self._postings):
            if size >= SIZE:
                yield TermFile(first, "\n".join(lines))
                lines, size, previous = [], 0, ""
            if not lines:
                first = term
            lines.append(self._line(previous, term))
            size += len(lines[-1])
            previous = term
        yield TermFile(first, "\n".join(lines))

    def _line(self, previous: str, term: str) -> str:
        return " ".join((after(previous, term), *self._postings[term].columns(term)))


class TermFile(NamedTuple):
    #: The first term in it.
    first: str
    #: A term a line: what it adds to the term before it, its columns, its forms.
    text: str
