"""The index in the manner of lunr: for every term the questions it stands in, with its places, packed small.

It holds what lunr.py's index is computed from (frequencies and lengths per field) rather than its vectors,
which are five times the text. ``engine-lunr.js`` computes the same scores as lunr from it when a query comes
(``tests/browser/test_search_lunr.py`` compares them with those of lunr.py and lunr.js), and has the places
besides: for phrases, and for words that stand together.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from generator.search.corpus import Occurrence
from generator.search.packing import after, pack_all

#: Characters in a file of terms. A query loads the files of its words.
SIZE: Final = 15_000
#: More places than any question has.
_QUESTION: Final = 1 << 32


class _Postings:
    """Where one term stands, while the index is made."""

    __slots__ = ("_forms", "_places")

    def __init__(self) -> None:
        #: A number per place: that of the question times ``_QUESTION``, and the place in it.
        self._places = array("Q")
        #: The form that stands at each place.
        self._forms: list[str] = []

    def add(self, place: int, form: str) -> None:
        self._places.append(place)
        self._forms.append(form)

    def columns(self, term: str) -> tuple[str, ...]:
        """Return three columns, which compress better apart, and the forms.

        Per question: how many questions were passed over, and how many places follow. Per place: how many
        places of the question were passed over; and the number of the form that stands there, or nothing when
        there is one form.
        """
        questions: list[int] = []
        places: list[int] = []
        last, before = -1, -1
        for number in self._places:
            question, place = divmod(number, _QUESTION)
            if question != last:
                questions += (question - last - 1, -1)
                last, before = question, -1
            questions[-1] += 1
            places.append(place - before - 1)
            before = place
        forms: dict[str, int] = {}
        which = [forms.setdefault(form, len(forms)) for form in self._forms]
        return (
            pack_all(questions),
            pack_all(places),
            pack_all(which) if len(forms) > 1 else "",
            *(after(term, form) for form in forms),
        )


class LunrIndex:
    """Takes the streams of the questions in order, and gives the files of the index."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, _Postings] = defaultdict(_Postings)
        self._count = 0

    def add(self, fields: Iterable[tuple[Occurrence, ...]]) -> None:
        """Add the next question."""
        postings = self._postings
        for place, (term, form) in enumerate(chain.from_iterable(fields), self._count * _QUESTION):
            postings[term].add(place, form)
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
