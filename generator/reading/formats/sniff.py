"""What a file is, told from its bytes; the suffix only decides between kinds of text."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import Literal

from generator.reading.formats.docx_package import ZIP_ERRORS
from generator.reading.formats.limits import check_size, refusal

#: ``text`` is plain text or Markdown: which of the two is decided by its reader.
FormatName = Literal["text", "docx", "pdf", "html", "xml"]

_HEAD = 4096
_PDF_HEADER_WITHIN = 1024
_AS_DOCX = "open it in a word processor and save it as Word document (.docx)"
_OTHER_VERSION = "add the version that has text: Word (.docx), PDF, HTML, XML or plain text"
#: (name, bytes it begins with, what it is, remedy) of files that are refused.
_REFUSED_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "this is an RTF document", _AS_DOCX),
    (b"\x89PNG\r\n", "this is an image", _OTHER_VERSION),
    (b"\xff\xd8\xff", "this is an image", _OTHER_VERSION),
    (b"GIF8", "this is an image", _OTHER_VERSION),
    (b"II*\x00", "this is an image", _OTHER_VERSION),
    (b"MM\x00*", "this is an image", _OTHER_VERSION),
    (b"\x1f\x8b", "this is a compressed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "this is a compressed file", "unpack it first"),
    (b"Rar!", "this is a compressed file", "unpack it first"),
    (b"BZh", "this is a compressed file", "unpack it first"),
    (b"\xfd7zXZ", "this is a compressed file", "unpack it first"),
    (b"\x7fELF", "this is a program", _OTHER_VERSION),
    (b"MZ\x90", "this is a program", _OTHER_VERSION),
    (b"SQLite format 3", "this is a database", _OTHER_VERSION),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|table|meta|title|ul|ol|span)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][\w.:-]*(?:\s[^<>]*)?/?>")
_XML_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)", re.IGNORECASE | re.DOTALL
)
#: Elements that papers begin with (see opxml).
_PAPER_ROOTS = (
    "officiele-publicatie",
    "kamerwrk",
    "kamerstuk",
    "kamervragen",
    "vraagdoc",
    "niet-dossier-stuk",
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_CONTROL = 0.02


def sniff(name: str, data: bytes) -> FormatName:
    """Return which reader a file needs.

    Raises:
        ContentError: it is empty, too large, or a kind of file that is not read, with what to do instead.
    """
    check_size(name, data)
    for magic, what, remedy in _REFUSED_MAGIC:
        if data.startswith(magic):
            raise refusal(name, what, remedy)
    if data.startswith(_OLE):
        if _ENCRYPTED_OFFICE in data:
            raise refusal(name, "the document is protected with a password", "add it without password")
        raise refusal(name, "this is a document of an old Office program (.doc, .xls)", _AS_DOCX)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _sniff_zip(name, data)
    if _is_pdf(data):
        return "pdf"
    return _sniff_text(name, data)


def _is_pdf(data: bytes) -> bool:
    """Tell whether it is a PDF; something may stand before its header, as where it was sent by mail."""
    place = data[:_PDF_HEADER_WITHIN].find(b"%PDF-")
    return place == 0 or (place > 0 and b"endobj" in data)


def _sniff_zip(name: str, data: bytes) -> FormatName:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            members = set(container.namelist())
            kind = container.read("mimetype")[:80] if "mimetype" in members else b""
    except ZIP_ERRORS as error:
        raise refusal(name, f"the file is damaged: {error}", "download it again") from None
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise refusal(name, "this is an OpenDocument file (.odt)", _AS_DOCX)
    if "[Content_Types].xml" in members:
        if any(member.startswith(("xl/", "ppt/")) for member in members):
            raise refusal(name, "this is a spreadsheet or a presentation", _OTHER_VERSION)
        return "docx"
    if "word/document.xml" in members:
        return "docx"
    raise refusal(
        name, "this is a zip file, not a document", "unpack it and add the documents in it one by one"
    )


def _sniff_text(name: str, data: bytes) -> FormatName:
    head = _decoded_head(name, data)
    start = head.lstrip()
    suffix = name.rpartition(".")[2].lower()
    rest = start
    while match := _PROLOGUE.match(rest):
        rest = rest[match.end() :]
    root = _XML_ROOT.match(rest.lstrip())
    if 'progid="Word.Document"' in head or (root and root.group(0) in ("<pkg:package", "<w:wordDocument")):
        raise refusal(name, "this is a Word document stored as one XML file", _AS_DOCX)
    if start.startswith("MIME-Version:") or re.search(
        r"^Content-Type: multipart/related", head, re.MULTILINE
    ):
        raise refusal(name, "this is a web archive (.mht)", "save the page as HTML only")
    if not start.startswith("<"):
        return "html" if suffix in ("html", "htm", "xhtml") and len(_TAG.findall(head)) > 1 else "text"
    if re.match(r"<!doctype\s+html", start, re.IGNORECASE) or (root and root.group(1).lower() == "html"):
        return "html"
    if root and root.group(1).lower() == "svg":
        raise refusal(name, "this is an image", _OTHER_VERSION)
    if start.startswith("<?xml") or (suffix == "xml" and root) or (root and root.group(1) in _PAPER_ROOTS):
        return "xml"
    return "html" if _HTML_START.match(rest.lstrip()) else "text"


def _decoded_head(name: str, data: bytes) -> str:
    """Return the beginning of a text, for looking at; refuse what is no text at all."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        text = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise refusal(name, "this is no text, and no kind of document that is known here", _OTHER_VERSION)
    return text
