"""The rows as files: JSON Lines, CSV and JSON. The same archive gives the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import msgspec

from generator.export.rows import QuestionRow

_ENCODER = msgspec.json.Encoder()


def json_lines(rows: Iterable[msgspec.Struct]) -> bytes:
    """Return one row a line."""
    return b"".join(_ENCODER.encode(row) + b"\n" for row in rows)


def json_file(value: Any) -> bytes:
    """Return a value as readable JSON."""
    return msgspec.json.format(_ENCODER.encode(value), indent=1) + b"\n"


def csv_file(rows: Iterable[QuestionRow]) -> bytes:
    """Return the questions as CSV, with a header: UTF-8, commas, texts of several lines between quotes.

    A list or an object stands as JSON in its cell; what is not known is an empty cell.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    fields = QuestionRow.__struct_fields__
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_cell(getattr(row, field)) for field in fields])
    return text.getvalue().encode("utf-8")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, (str, int)):
        return value
    return _ENCODER.encode(value).decode("utf-8")
