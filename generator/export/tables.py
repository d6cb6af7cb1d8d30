"""The rows as files: JSON Lines, CSV and JSON. The same archive gives the same bytes."""

from __future__ import annotations

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
    # Not by ``csv``, which asks of every single character whether it is a quotation mark or a comma.
    lines = [",".join(QuestionRow.__struct_fields__).encode()]
    lines += (",".join(map(_cell, msgspec.structs.astuple(row))).encode() for row in rows)
    return b"\n".join(lines) + b"\n"


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
