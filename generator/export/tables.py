"""The rows as files: JSON Lines, CSV and JSON. The same archive gives the same bytes.

Files with a row for every question come in pieces: all of such a file need not be in memory at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar

import msgspec

from generator.export.rows import QuestionRow

T = TypeVar("T")
#: Rows in one piece.
_TOGETHER: Final = 200
_ENCODER = msgspec.json.Encoder()


def json_lines(rows: Iterable[msgspec.Struct]) -> Iterator[bytes]:
    """Yield one row a line."""
    for part in _parts(rows):
        yield b"".join([_ENCODER.encode(row) + b"\n" for row in part])


def json_file(value: Any) -> bytes:
    """Return a value as readable JSON."""
    return msgspec.json.format(_ENCODER.encode(value), indent=1) + b"\n"


def csv_lines(rows: Iterable[QuestionRow]) -> Iterator[bytes]:
    """Yield the questions as CSV, with a header: UTF-8, commas, texts of several lines between quotes.

    A list or an object stands as JSON in its cell; what is not known is an empty cell.
    """
    # Not by ``csv``, which asks of every single character whether it is a quotation mark or a comma.
    yield f"{','.join(QuestionRow.__struct_fields__)}\n".encode()
    for part in _parts(rows):
        lines = [",".join(map(_cell, msgspec.structs.astuple(row))) for row in part]
        yield "\n".join([*lines, ""]).encode()


def _parts(rows: Iterable[T]) -> Iterator[list[T]]:
    every = iter(rows)
    while part := list(islice(every, _TOGETHER)):
        yield part


def _cell(value: Any) -> str:
    if value.__class__ is str:
        text: str = value
    elif value is None:
        return ""
    elif value == ():
        return "[]"
    elif value.__class__ is int:
        return str(value)
    else:
        text = _ENCODER.encode(value).decode("utf-8")
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text
