"""The index by Pagefind, for archives that are too large for one file of terms per letter.

Pagefind is given our terms, not the texts: so it finds by the same normaliser. It compares every hit with
every
other when it ranks, so that a word in 90,000 questions takes it 40 seconds: an archive is divided in parts
of so
many questions, newest first, each with an index of its own. Its fragments (one file per question) are not
published: texts, facets and dates come from the catalogue, as with lunr.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from generator.search.corpus import DERIVED, NEAR, Occurrence
from generator.search.pagefind_service import PagefindService

#: Questions in one index: a word that stands in all of them is ranked in a tenth of a second.
PART: Final = 5_000
#: No stemming: a language that Pagefind does not know.
_LANGUAGE: Final = "xx"
#: Pagefind drops signs, and takes a word for the beginning of others. These letters stand for the signs in
#: our terms, and each term ends in one that occurs nowhere else: then no term begins another.
_SIGNS: Final = str.maketrans({".": "т", "%": "п", "-": "д"})
_ENDS: Final = {DERIVED: "ю", NEAR: "ь"}
_END: Final = "я"
#: Ends a term of what a question only belongs to: its topics, its meeting, who answered. It counts for less.
_CONTEXT: Final = "ц"
#: Stands in every question: Pagefind drops one without words.
_EVERY: Final = "ъ"
_PROGRAM: Final = frozenset(
    ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.unknown.pagefind")
)
_MARK: Final = b"pagefind_dcd"


class PagefindFailed(RuntimeError):
    """Raised when Pagefind did not write what it should."""


@cache
def encode(term: str, *, context: bool = False) -> str:
    """Return a term as a word that Pagefind leaves alone; ``engine-pagefind.js`` does the same.

    >>> encode("raket"), encode("raket!"), encode("1.5%"), encode("raket", context=True)
    ('raketя', 'raketю', '1т5пя', 'raketц')
    """
    end = _ENDS.get(term[-1:])
    plain = term[:-1] if end else term
    return plain.translate(_SIGNS) + (end or (_CONTEXT if context else _END))


def pagefind_part(
    questions: Iterable[Sequence[Sequence[Occurrence]]],
) -> tuple[list[str], list[tuple[str, bytes]]]:
    """Return the names Pagefind gives to questions, in order, and the files of its index: path and bytes.

    Questions are streams of terms, per field; they may be made while Pagefind works on those before.
    """
    with PagefindService() as service:
        index = service.ask({"type": "NewIndex", "config": {"force_language": _LANGUAGE}})["index_id"]
        records = (_record(index, number, fields) for number, fields in enumerate(questions))
        count = sum(1 for _ in service.ask_all(records))
        files = service.files(index)
    return _names(files, count), list(_published(files))


def _record(index: int, number: int, fields: Sequence[Sequence[Occurrence]]) -> dict[str, object]:
    text, context = fields
    words = [encode(occurrence.term) for occurrence in text]
    words += [encode(occurrence.term, context=True) for occurrence in context]
    return {
        "type": "AddRecord",
        "index_id": index,
        "url": str(number),
        "content": " ".join([*words, _EVERY]),
        "language": _LANGUAGE,
        "meta": {"number": str(number)},  # two questions with the same words must not become one
    }


def _names(files: dict[str, bytes], count: int) -> list[str]:
    names: dict[int, str] = {}
    for path, data in files.items():
        if path.startswith("fragment/"):
            fragment = json.loads(gzip.decompress(data).removeprefix(_MARK))
            names[int(fragment["url"])] = PurePosixPath(path).stem
    if sorted(names) != list(range(count)):
        raise PagefindFailed(f"Pagefind indexed {len(names)} of {count} questions")
    return [names[number] for number in range(count)]


def _published(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a browser loads: no fragments, and none of Pagefind's own pages."""
    for path, data in sorted(files.items()):
        if path in _PROGRAM or PurePosixPath(path).suffix in (".pf_meta", ".pf_index"):
            if not data:
                raise PagefindFailed(f"Pagefind left {path} empty")
            yield path, data
