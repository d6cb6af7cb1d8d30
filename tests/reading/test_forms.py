"""The same letter in other forms gives the same questions and answers: other labels, cut lines, Word, web page."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable, Sequence

import pytest

from generator.reading.document import open_document
from generator.reading.reader import read_document
from generator.records import Document, Question
from generator.registers import FactionRegister
from tests.reading.expectation import DOCUMENTS, faction_register
from tests.reading.formats.word import docx, p

LETTER = "2026-02-10-beantwoording-rbz-defensie.txt"
#: Words of a line, a paragraph a line, as they stand in the form.
Lines = list[str]


@pytest.fixture(scope="module")
def factions() -> FactionRegister:
    return faction_register()


@pytest.fixture(scope="module")
def letter(factions: FactionRegister) -> Document:
    return _read(LETTER, (DOCUMENTS / LETTER).read_bytes(), factions)


def _read(name: str, data: bytes, factions: FactionRegister) -> Document:
    return read_document(
        open_document(name, data), document_id="2031-01-01-form", factions=factions, added="2031-01-01"
    )


def _written(
    letter: Document,
    *,
    label: str = "Vraag {n}",
    answer: str = "Antwoord",
    heading: str = "Vragen en opmerkingen van de leden van de {f}-fractie",
    inline: bool = False,
) -> Lines:
    """Return a letter with the questions of a record, each paragraph a line."""
    lines = [
        "Geachte voorzitter,",
        "Hierbij bied ik uw Kamer de antwoorden aan op de vragen over de Raad Buitenlandse Zaken Defensie.",
        "Hoogachtend,",
        "DE MINISTER VAN DEFENSIE",
        "R. de Wit",
    ]
    faction: tuple[str, ...] = ()
    for question in letter.questions:
        if question.factions != faction:
            faction = question.factions
            lines.append(heading.format(f=" en ".join(faction)))
        texts = [paragraph.text for paragraph in question.paragraphs]
        named = label.format(n=question.number)
        lines += [question.subheading] if question.subheading else []
        lines += [f"{named} {texts[0]}", *texts[1:]] if inline else [named, *texts]
        if question.answer:
            lines += [answer.format(n=question.number), *(one.text for one in question.answer.paragraphs)]
    return lines


def _text(lines: Sequence[str], *, width: int = 0, blank: bool = True) -> bytes:
    cut = [
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        if width
        else line
        for line in lines
    ]
    return (("\n\n" if blank else "\n").join(cut) + "\n").encode()


def _word(lines: Sequence[str]) -> bytes:
    return docx("".join(p(line) for line in lines))


def _page(lines: Sequence[str]) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


FORMS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "paragraphs": ("a.txt", lambda d: _text(_written(d))),
    "without blank lines": ("a.txt", lambda d: _text(_written(d), blank=False)),
    "lines cut": ("a.txt", lambda d: _text(_written(d), width=90)),
    "lines cut, without blank lines": ("a.txt", lambda d: _text(_written(d), width=88, blank=False)),
    "numbers with a stop": ("a.txt", lambda d: _text(_written(d, label="{n}.", inline=True))),
    "bare numbers": ("a.txt", lambda d: _text(_written(d, label="{n}"))),
    "labels in the paragraph": (
        "a.txt",
        lambda d: _text(_written(d, label="Vraag {n}:", inline=True, answer="Antwoord op vraag {n}")),
    ),
    "short headings": ("a.txt", lambda d: _text(_written(d, heading="{f}-fractie"))),
    "word": ("a.docx", lambda d: _word(_written(d))),
    "web page": ("a.html", lambda d: _page(_written(d, answer="Antwoord {n}"))),
}


@pytest.mark.parametrize("form", FORMS)
def test_form_gives_the_same_questions_and_answers(
    form: str, letter: Document, factions: FactionRegister
) -> None:
    name, write = FORMS[form]
    read = _read(name, write(letter), factions)
    assert [_shown(question) for question in read.questions] == [
        _shown(question) for question in letter.questions
    ]


def _shown(question: Question) -> tuple[object, ...]:
    """Return what does not depend on the form; where lines are cut, paragraphs may run together."""
    answer = question.answer.paragraphs if question.answer else ()
    return (
        question.key,
        question.factions,
        question.attribution,
        question.subheading,
        re.sub(r"\s", "", "".join(one.text for one in question.paragraphs)),
        re.sub(r"\s", "", "".join(one.text for one in answer)),
    )
