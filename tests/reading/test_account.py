"""The account of lines adds up for every case and every stored document: nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.reading.document import open_document
from generator.reading.flat import SHORTEST_FLAT_LINE
from generator.reading.reader import read_document
from generator.records import Document
from generator.registers import FactionRegister
from generator.storage import Content
from tests.reading.expectation import (
    CASES,
    DOCUMENTS,
    ROOT,
    case_names,
    faction_register,
    load_expected,
    read_case,
    source_of,
)

_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]{2,}")
_LABEL = re.compile(
    r"^\W*(?:\d+/\d+\s+)?(?:vra(?:ag|gen)|antwoord(?:en)?)(?:\s+(?:op|bij|van))?(?:\s+de)?"
    r"(?:\s+vra(?:ag|gen))?\s[\d\s,entm/&-]*",
    re.IGNORECASE,
)
#: Classes of lines whose words must stand in a record.
_KEPT = {"question", "answer", "introduction", "context", "subheading"}
#: A longer line holds a whole document, flattened.
_FLAT = SHORTEST_FLAT_LINE
_NOT_SOURCES = {".yaml"}


@pytest.fixture(scope="module")
def factions() -> FactionRegister:
    return faction_register()


def stored() -> list[Path]:
    return sorted(path for path in DOCUMENTS.iterdir() if path.suffix not in _NOT_SOURCES)


def assert_accounted(document: Document) -> None:
    """Every line from the first to the last is in one run, in order."""
    expected = 1
    for run in document.account:
        assert run.lines[0] == expected, f"the run {run.name} starts at {run.lines[0]}, not at {expected}"
        assert run.lines[1] >= run.lines[0]
        expected = run.lines[1] + 1
    assert expected == document.source.lines + 1
    assert not [a for a, b in zip(document.account, document.account[1:], strict=False) if a.name == b.name]


def assert_places(document: Document) -> None:
    """Every question and answer lies within the document."""
    last = document.source.lines
    for question in document.questions:
        spans = [question.lines, *(p.lines for p in question.paragraphs)]
        if question.answer:
            spans += [question.answer.lines, *(p.lines for p in question.answer.paragraphs)]
        assert all(1 <= first <= end <= last for first, end in spans), f"{question.key}: {spans}"


def assert_nothing_lost(document: Document, lines: tuple[str, ...]) -> None:
    """Every word of a line that counts as text of a record stands in one."""
    assert not [doubt.text for doubt in document.doubts if doubt.code == "words-lost"]
    recorded = _letters(" ".join(_texts(document)))
    for run in document.account:
        if run.name not in _KEPT:
            continue
        for number in range(run.lines[0], run.lines[1] + 1):
            if len(lines[number - 1]) > _FLAT:
                continue  # text of several classes stands on the line
            # A word may be cut at the line's end, be a mark of a note or be markup: its letters count.
            lost = [
                word
                for word in _WORD.findall(_plain(_LABEL.sub("", lines[number - 1])))
                if word.lower() not in recorded
            ]
            assert not lost, f"line {number} ({run.name}): {lost}"


#: What stands before the text on a line that carries its label.
_LABEL = re.compile(
    r"^\s*(?:Vraag|Antwoord)(?:en)?(?: op)?(?: de)?(?: vra(?:ag|gen))?(?:\s[\d ,t/men-]+)?[:.]\s+"
)


def _plain(line: str) -> str:
    """Return a line without what is label or markup."""
    line = re.sub(r"\]\([^)]*\)|<[^>]*>|\[(?:image|bookmark|footnoteRef):[^\]]*\]", " ", line)
    return _LABEL.sub(" ", line)


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).lower()


def _texts(document: Document) -> list[str]:
    texts = []
    for question in document.questions:
        texts += [question.subheading or "", question.text, *(note.text for note in question.footnotes)]
        texts += [question.answer.text if question.answer else ""]
    for part in document.parts:
        texts += [p.text for p in part.introduction] + [p.text for _, p in part.context]
    texts += [becomes for _, becomes, _ in document.corrections]
    texts += [passage for passage, _, _ in document.corrections]
    return texts


def cases() -> Iterator[object]:
    """Yield every case; where the reader is known to be wrong, words may be lost with it."""
    for name in case_names():
        known = (load_expected(name) or {}).get("known")
        yield pytest.param(
            name, marks=[pytest.mark.xfail(reason=str(known), strict=False)] if known else [], id=name
        )


@pytest.mark.parametrize("name", list(cases()))
def test_case_adds_up(name: str, factions: FactionRegister) -> None:
    path = source_of(name)
    document = read_case(name, factions)
    assert_accounted(document)
    assert_places(document)
    assert_nothing_lost(document, open_document(path.name, path.read_bytes()).lines)


@pytest.mark.parametrize("path", stored(), ids=lambda path: path.stem)
def test_stored_document_adds_up(path: Path, factions: FactionRegister) -> None:
    content = Content(ROOT / "content")
    source = open_document(path.name, path.read_bytes())
    document = read_document(
        source,
        document_id=path.stem,
        factions=factions,
        added="2031-01-01",
        corrections=content.corrections(path.stem),
    )
    assert_accounted(document)
    assert_places(document)
    assert_nothing_lost(document, source.lines)


def test_no_case_holds_the_text_of_a_stored_document() -> None:
    """Cases are invented: no long line of a stored document stands in one of them."""
    long_lines = {
        " ".join(line.split())
        for path in stored()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if len(line) > 120
    }
    for name in case_names():
        text = source_of(name).read_text(encoding="utf-8", errors="replace")
        copied = [line for line in text.splitlines() if " ".join(line.split()) in long_lines]
        assert not copied, f"{CASES.name}/{name}: {copied[:1]}"
