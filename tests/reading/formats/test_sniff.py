"""What a file is, from its bytes; and what is refused, with a message that helps."""

from __future__ import annotations

import pytest

from generator.problems import ContentError
from generator.reading.formats.limits import MAX_FILE_BYTES
from generator.reading.formats.sniff import sniff
from tests.reading.formats.paper import pdf
from tests.reading.formats.word import archive, docx, p

KNOWN = [
    ("brief.txt", b"Vraag 1\nIs dit zo?", "text"),
    ("brief.html", b"Vraag 1\nIs dit zo, ja < nee?", "text"),
    ("brief.pdf", b"> Retouradres\nVraag 1", "text"),
    ("brief.txt", "Vraag één".encode("cp1252"), "text"),
    ("brief.txt", "Vraag één".encode("utf-16"), "text"),
    ("brief.txt", b"\xef\xbb\xbfVraag", "text"),
    ("brief.md", b"## **Vraag 1**\n\n<b>x</b>", "text"),
    ("brief.txt", b"<https://voorbeeld.nl> is een adres", "text"),
    ("brief.doc", docx(p("x")), "docx"),
    ("brief", pdf([[]]), "pdf"),
    ("brief.txt", b"Van: iemand\r\n\r\n" + pdf([[]]), "pdf"),
    ("brief.txt", b"%PDF-loos maar gewoon".replace(b"%", b"% "), "text"),
    ("x.xml", b"<!DOCTYPE html><html><p>x</p></html>", "html"),
    ("x.txt", b"\n <HTML><body>", "html"),
    ("x", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "html"),
    ("x.txt", b"<div><p>x</p></div>", "html"),
    ("x.htm", b"tekst <p>x</p>", "html"),
    ("x.html", b"<?xml version='1.0'?><officiele-publicatie/>", "xml"),
    ("x", b"<!-- z --><officiele-publicatie xmlns:x='y'>", "xml"),
    ("x", b'<!DOCTYPE kamerwrk SYSTEM "k.dtd"><kamerwrk>', "xml"),
]


@pytest.mark.parametrize(("name", "data", "kind"), KNOWN)
def test_known(name: str, data: bytes, kind: str) -> None:
    assert sniff(name, data) == kind


REFUSED = [
    (b"", "empty"),
    (b"x" * (MAX_FILE_BYTES + 1), "too large"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as Word document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    (b"{\\rtf1 x}", "RTF"),
    (archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "OpenDocument"),
    (archive({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "spreadsheet"),
    (archive({"brief.txt": "x"}), "zip file"),
    (docx(p("x"))[:100], "damaged"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image"),
    (b"\x1f\x8b\x08", "compressed"),
    (bytes(range(256)) * 4, "no text"),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "one XML file"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web archive"),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(ContentError, match=message) as caught:
        sniff("bestand", data)
    assert all(problem.remedy and problem.file == "bestand" for problem in caught.value.problems)
