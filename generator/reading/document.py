"""Open a document: its type is taken from its bytes, its text from the reader of that format."""

from __future__ import annotations

from collections.abc import Callable

from generator.reading.blocks import SourceDocument
from generator.reading.formats.docx import read_docx
from generator.reading.formats.html import read_html
from generator.reading.formats.markdown import looks_like_markdown, read_markdown
from generator.reading.formats.opxml import read_opxml
from generator.reading.formats.pdf import read_pdf
from generator.reading.formats.sniff import sniff
from generator.reading.formats.text import decode, read_text

Reader = Callable[[str, bytes], SourceDocument]


def open_document(name: str, data: bytes) -> SourceDocument:
    """Return a file as text and blocks.

    Raises:
        ContentError: the file is empty, of an unknown type, damaged, locked or too large.
    """
    kind = sniff(name, data)
    reader = READERS.get(kind)
    if reader is None:
        reader = (
            read_markdown
            if name.lower().endswith((".md", ".markdown")) or looks_like_markdown(decode(name, data)[0])
            else read_text
        )
    return reader(name, data)


#: A reader per format; plain text and Markdown are told apart by their marks.
READERS: dict[str, Reader] = {"docx": read_docx, "pdf": read_pdf, "html": read_html, "xml": read_opxml}
