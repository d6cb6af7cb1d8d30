"""Files made to do harm, and files damaged on the way: refused with a reason, never a crash."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.problems import ContentError
from generator.reading.blocks import SourceDocument
from generator.reading.document import open_document
from generator.reading.formats import limits
from tests.reading.formats import make_pdfs
from tests.reading.formats.test_opxml import KAMERSTUK
from tests.reading.formats.word import archive, docx, level, notes, numbering, p

PAGE = (
    b"<!doctype html><html><p id=a>x<a href=#b>1</a><ol><li id=b>y</ol><table><tr><td>1<td>2</table></html>"
)
CASES = Path(__file__).parent / "cases"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)


def packed(document: str) -> bytes:
    return archive({"[Content_Types].xml": "<x/>", "word/document.xml": document})


HARMFUL = [
    ("bomb.docx", lambda: packed("0" * (limits.MAX_MARKUP_BYTES + 1)), "too large"),
    ("bomb.docx", lambda: archive({"[Content_Types].xml": "<x/>", **{f"a{i}": "0" * 21_000_000 for i in range(10)}}), "unpacked"),
    ("parts.docx", lambda: archive({"[Content_Types].xml": "<x/>", **{str(i): "" for i in range(limits.MAX_MEMBERS)}}), "parts"),
    ("laughs.docx", lambda: packed(f"{LAUGHS}<d><body><p><r><t>&j;</t></r></p></body></d>"), "entities"),
    ("laughs.xml", lambda: f"<?xml version='1.0'?>{LAUGHS}<kamerstuk><al>&j;</al></kamerstuk>".encode(), "entities"),
    ("xxe.xml", lambda: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><al>&a;</al>'.encode("utf-16"), "entities"),
    ("deep.docx", lambda: docx("<w:sdt>" * 230 + "</w:sdt>" * 230), "deep"),
    ("deep.xml", lambda: b"<?xml version='1.0'?>" + b"<al>" * 100_000, "broken"),
    ("deep.xml", lambda: b"<?xml version='1.0'?>" + b"<al>" * 220 + b"x" + b"</al>" * 220, "deep"),
    ("deep.html", lambda: b"<html>" + b"<div>" * 100_000 + b"x", "deep"),
    ("tags.html", lambda: b"<html>" + b"<b>" * (limits.MAX_TAGS + 1), "too many tags"),
    ("empty.docx", lambda: docx(p("")), "no text"),
    ("empty.xml", lambda: b"<?xml version='1.0'?>", "broken"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "make", "message"), HARMFUL, ids=[f"{name} {message}" for name, _, message in HARMFUL]
)
def test_harmful_files_are_refused(name: str, make: Callable[[], bytes], message: str) -> None:
    with pytest.raises(ContentError, match=message):
        open_document(name, make())


def test_circles_end() -> None:
    style = '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    link = '<w:numStyleLink w:val="a"/>'
    document = open_document(
        "x.docx", docx(p("x", style="a", number=(1, 0)), styles=style, numbering=numbering(link))
    )
    assert [block.text for block in document.blocks] == ["x"]


def test_huge_spans_do_not_fill_the_memory() -> None:
    rows = b"<tr><td colspan=60000 rowspan=60000>a<td>b" * 5_000
    document = open_document("x.html", b"<html><table>" + rows + b"</table>")
    assert sum(len(row) for row in document.blocks[0].rows) <= 2 * limits.MAX_TABLE_CELLS


def check(document: SourceDocument) -> None:
    """The promise of every reader: blocks in order cover every line with text, and places lie within it."""
    covered = {line for block in document.blocks for line in range(block.lines[0], block.lines[1] + 1)}
    assert covered >= {number for number, line in enumerate(document.lines, start=1) if line.strip()}
    assert all(1 <= block.lines[0] <= block.lines[1] <= len(document.lines) for block in document.blocks)
    assert all(0 <= note.offset <= len(block.text) for block in document.blocks for note in block.notes)
    assert len(document.pages) in (0, len(document.lines))


def damaged(data: bytes, chance: random.Random) -> bytes:
    kind = chance.randrange(4)
    place = chance.randrange(len(data))
    if kind == 0:
        return data[:place]
    if kind == 1:
        flipped = bytearray(data)
        for _ in range(chance.choice([1, 10, 200])):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    if kind == 2:
        return data[:place] + chance.randbytes(chance.choice([1, 50, 1000])) + data[place + 20 :]
    return data[:place] + data[place + chance.choice([1, 30, 2000]) :]


def damaged_within(data: bytes, chance: random.Random) -> bytes:
    """Return a Word document of which the XML is changed, in a container that is whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = damaged_markup(parts[name], chance)
    return archive(parts)


def damaged_markup(data: bytes, chance: random.Random) -> bytes:
    tags = [match.span() for match in re.finditer(rb"<[^>]+>", data)]
    start, end = chance.choice(tags)
    other = chance.choice(tags)
    return chance.choice(
        [
            data[:start] + data[end:],
            data[:start] + data[other[0] : other[1]] + data[start:],
            re.sub(rb'"\d+"', lambda match: chance.choice([b'"-1"', b'"99999999999"', b'""']), data),
            data[:start] + chance.choice([b"\0", b"&x;", b"<!--", b"\xff\xfe", b"<a>" * 300]) + data[start:],
        ]
    )


SEEDS: list[tuple[str, Callable[[], bytes], Callable[[bytes, random.Random], bytes]]] = [
    *[(path.name, path.read_bytes, damaged) for path in sorted(CASES.glob("*.pdf"))],
    ("brief.docx", make_pdfs.answers_with_notes, damaged),
    ("brief.docx", make_pdfs.answers_with_notes, damaged_within),
    ("brief.docx", make_pdfs.numbered_questions, damaged_within),
    ("brief.docx", lambda: docx(p("x", number=(1, 0)), numbering=numbering(level(0, "%1.")), footnotes=notes({2: "y"})), damaged_within),
    ("stuk.xml", KAMERSTUK.join(["<officiele-publicatie>", "</officiele-publicatie>"]).encode, damaged_markup),
    ("stuk.html", lambda: PAGE, damaged_markup),
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(SEEDS)))
def test_damaged_files_are_read_or_refused(place: int) -> None:
    name, make, damage = SEEDS[place]
    chance = random.Random(place)
    whole = make()
    refused: list[ContentError] = []
    for _ in range(25 if name.endswith(".pdf") else 60):
        try:
            check(open_document(name, damage(whole, chance)))
        except ContentError as error:
            refused.append(error)
    assert all(problem.message and problem.remedy for error in refused for problem in error.problems)
