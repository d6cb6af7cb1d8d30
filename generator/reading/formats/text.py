"""Plain text: every physical line a block; a flattened document is cut at its labels first."""

from __future__ import annotations

import hashlib
import re

from generator.problems import ContentError, Problem
from generator.reading.blocks import Block, SourceDocument
from generator.reading.flat import FlatLines
from generator.reading.formats.inline import clean
from generator.text_lines import decode_text, split_lines

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CUT_WORD = re.compile(r"(?<=\w)\u00ad\s*$")
#: More control characters than this, and than this share of the text, are no text.
_MOST_CONTROL, _MOST_CONTROL_SHARE = 20, 1 / 200


def decode(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and remarks on how it was decoded.

    UTF-8 (with or without BOM), UTF-16 with BOM, and Windows-1252, in that order.

    Raises:
        ContentError: the file is empty, or is no text in any of these encodings.
    """
    if not data.strip():
        raise ContentError(
            Problem(
                severity="error",
                file=name,
                message="the file is empty",
                remedy="add the document again from its source",
            )
        )
    try:
        text, encoding = decode_text(data)
    except UnicodeDecodeError as error:
        raise _undecodable(name, data, error.start) from None
    control = len(_CONTROL.findall(text))
    if control > _MOST_CONTROL and control > len(text) * _MOST_CONTROL_SHARE:
        raise _undecodable(name, data, 0)
    return text, ("De tekst is gelezen als Windows-1252, niet als UTF-8.",) if encoding == "cp1252" else ()


def _undecodable(name: str, data: bytes, offset: int) -> ContentError:
    line = data.count(b"\n", 0, offset) + 1
    excerpt = data[max(0, offset - 30) : offset + 30].decode("ascii", "replace").replace("\n", " ")
    return ContentError(
        Problem(
            severity="error",
            file=name,
            line=line,
            message="this is not text in a known encoding (UTF-8, UTF-16 or Windows-1252)",
            excerpt=excerpt,
            remedy="save the document as UTF-8 text, or add the Word, PDF, HTML or XML file itself",
        )
    )


def read_text(name: str, data: bytes) -> SourceDocument:
    """Return the document of a plain text file.

    Raises:
        ContentError: see :func:`decode`.
    """
    text, remarks = decode(name, data)
    lines = split_lines(text)
    return SourceDocument(
        name=name,
        format="txt",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        lines=lines,
        blocks=tuple(line_blocks(lines)),
        remarks=remarks,
    )


def line_blocks(lines: tuple[str, ...]) -> list[Block]:
    """Return a block per physical line; a form feed starts a new page."""
    blocks: list[Block] = []
    page = 1
    paged = any("\f" in line for line in lines)
    flat = FlatLines(lines)
    for number, line in enumerate(lines, start=1):
        if "\f" in line:
            page += line.count("\f")
        text = collapse(line)
        place = page if paged else None
        if not text:
            blocks.append(Block(kind="blank", text="", lines=(number, number), page=place))
            continue
        pieces = flat.cut(text)
        blocks.extend(
            Block(
                kind="furniture" if furniture else "line",
                text=piece,
                lines=(number, number),
                page=place,
                starts=True if len(pieces) > 1 else None,
            )
            for furniture, piece in pieces
        )
    return blocks


def collapse(text: str) -> str:
    """Return text cleaned, with every run of white space (also no-break spaces and form feeds) as one space.

    A soft hyphen at the end of a line is where print cut a word: there it stays, as a hyphen.
    """
    return " ".join(clean(_CUT_WORD.sub("-", text)).split())
