"""The block types: what every format reader yields, with the lines it came from."""

from __future__ import annotations

from typing import Literal

import msgspec

#: ``line``: one physical line of which it is not known where its paragraph starts or ends (plain text);
#: the other kinds are whole.
BlockKind = Literal[
    "line", "paragraph", "heading", "item", "table", "footnote", "furniture", "image", "rule", "blank"
]


class NoteMark(msgspec.Struct, frozen=True):
    """A footnote mark that the format knows for sure; it is not in the block's text any more."""

    #: Offset in the text of the block.
    offset: int
    #: As printed: "1".
    mark: str
    #: Identity of the note within the document, where marks may repeat ("footnote-2"); "?" and the printed
    #: form where the format does not know which note it is, or whether there is one.
    ref: str = ""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a document in reading order."""

    kind: BlockKind
    #: Plain text; inline markup reduced to its words, white space collapsed (kept in ``line`` blocks).
    text: str
    #: Lines of the document's text, 1-based, inclusive. Several blocks may share a line.
    lines: tuple[int, int]
    page: int | None = None
    #: Heading level, or depth of a list item (1 is the outermost).
    level: int = 0
    #: Printed list marker of an item ("1.", "a.", "-"); not in the text.
    label: str = ""
    #: Whole block printed bold (a pseudo-heading).
    bold: bool = False
    notes: tuple[NoteMark, ...] = ()
    #: For a footnote: its printed mark and its identity.
    mark: str = ""
    ref: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    #: For a ``line``: the format saw a paragraph start here (True), saw one go on (False), or does not know.
    starts: bool | None = None


class SourceDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A file as received, with its text as shown and its blocks in reading order."""

    name: str
    #: "txt", "md", "docx", "pdf", "html", "xml".
    format: str
    sha256: str
    size: int
    #: The text as shown on the document's page, line by line. For txt and md: the file's own lines;
    #: for other formats: a rendition, one paragraph, list item or table row a line.
    lines: tuple[str, ...]
    #: Page of each line, for formats with pages; else empty.
    pages: tuple[int, ...] = ()
    blocks: tuple[Block, ...]
    #: Facts that the format states outside the running text (XML metadata): ISO dates, numbers, names.
    metadata: tuple[tuple[str, str], ...] = ()
    #: Things that the reader of the format left out or doubted, in Dutch ("2 afbeeldingen").
    remarks: tuple[str, ...] = ()
