"""What a golden case expects, and how the reader's record is set beside it.

A case is a folder with ``source.<suffix>`` (and perhaps ``corrections.yaml``) beside ``expected.yaml``.
The expectation is written by hand, from what a careful reader of the source would say::

    kind: answers                 # kind of the document
    procedure: kamervragen        # only where it is worth checking
    known: one line               # the reader is known to be wrong here (the test must fail)
    facts: {date: "2031-02-03"}   # the facts worth checking; others are not looked at
    doubts: [number-twice]        # codes of the document's doubts; none where left out
    parts: [{name: VVD, introduction: "…", context: "…", joins: [CDA]}]   # not looked at where left out
    sections: [XII, A]            # keys of named lists; none where left out
    each: {factions: [VVD], attribution: heading}    # what all questions have
    questions:
      "1":                        # the key; the questions in document order
        question: |               # paragraphs are parted by a blank line; other line ends do not count
          Wat is de stand van zaken?
        answer: ~                 # "any": not looked at
        footnotes: [[Kamerstuk 31 000, nr. 4., question]]

What a question leaves out has its default: ``numbers`` the number that the key ends in, ``factions`` and
``members`` none, ``attribution`` unknown, ``subheading`` and ``answer`` null, ``footnotes`` and ``doubts``
none. ``answer_numbers`` (the numbers in the answer's label) are looked at only where they are given.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from generator.reading.document import open_document
from generator.reading.reader import read_document
from generator.records import Correction, Document, Paragraph, Question
from generator.registers import FactionRegister
from generator.storage import Content

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"
DOCUMENTS = ROOT / "content" / "documents"
ANY = "any"
#: In the order in which they are printed; with their defaults.
DEFAULTS: dict[str, Any] = {
    "numbers": None,
    "section": None,
    "factions": [],
    "attribution": "unknown",
    "members": [],
    "subheading": None,
    "question": "",
    "answer": None,
    "answer_numbers": ANY,
    "footnotes": [],
    "doubts": [],
}
_TEXTS = ("question", "answer", "subheading")


def case_names() -> list[str]:
    """Return the names of the cases: the folders that hold a source."""
    return sorted(path.parent.name for path in CASES.glob("*/source.*"))


def faction_register() -> FactionRegister:
    """Return the factions that the archive knows."""
    return Content(ROOT / "content").factions()


def source_of(name: str) -> Path:
    """Return the source of a case."""
    return next((CASES / name).glob("source.*"))


def read_case(name: str, factions: FactionRegister) -> Document:
    """Return the record of a case's source."""
    path = source_of(name)
    corrections: tuple[Correction, ...] = ()
    mended = path.with_name("corrections.yaml")
    if mended.exists():
        corrections = msgspec.yaml.decode(mended.read_bytes(), type=tuple[Correction, ...])
    return read_document(
        open_document(path.name, path.read_bytes()),
        document_id="2031-01-01-case",
        factions=factions,
        added="2031-01-01",
        corrections=corrections,
    )


def load_expected(name: str) -> dict[str, Any] | None:
    """Return what a case expects as it is written, or None where nobody wrote it yet."""
    path = CASES / name / "expected.yaml"
    if not path.exists():
        return None
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def folded(text: str) -> str:
    """Return paragraphs parted by a blank line, each on one line."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
    return "\n\n".join(part for part in parts if part)


def comparable(expected: dict[str, Any]) -> dict[str, Any]:
    """Return an expectation with its defaults filled in, to be set beside :func:`found`."""
    wanted = {k: v for k, v in expected.items() if k not in {"known", "each", "questions"}}
    wanted.setdefault("doubts", [])
    wanted.setdefault("sections", [])
    each = expected.get("each") or {}
    wanted["questions"] = {
        str(key): _question(str(key), {**DEFAULTS, **each, **(given or {})})
        for key, given in (expected.get("questions") or {}).items()
    }
    unknown = {
        name
        for given in [each, *(expected.get("questions") or {}).values()]
        for name in given or {}
        if name not in DEFAULTS
    }
    assert not unknown, f"expected.yaml has unknown fields: {unknown}"
    for part in wanted.get("parts") or ():
        for name in ("introduction", "context"):
            if name in part:
                part[name] = folded(part[name] or "")
    return wanted


def _question(key: str, given: dict[str, Any]) -> dict[str, Any]:
    if given["numbers"] is None:
        number = re.search(r"(?:^|-)(\d+)(?:-[b-z])?$", key)
        by_number = re.match(r"(?:\d+|[ivxlc]+|[a-z])(?:-\d+)?(?:-[b-z])?$", key) and not key.startswith("v-")
        given["numbers"] = [int(number[1])] if number and by_number else []
    for name in _TEXTS:
        if given[name] is not None and given[name] != ANY:
            given[name] = folded(str(given[name]))
    given["footnotes"] = [[folded(text), part] for text, part in given["footnotes"]]
    return given


def found(document: Document, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return from a record what an expectation looks at."""
    shown: dict[str, Any] = {"kind": document.kind}
    if "procedure" in wanted:
        shown["procedure"] = document.procedure
    if "facts" in wanted:
        facts = msgspec.json.decode(msgspec.json.encode(document.facts))
        shown["facts"] = {name: facts.get(name) for name in wanted["facts"]}
    if "claims" in wanted:
        shown["claims"] = [[c.subject, c.stated, c.found] for c in document.claims]
    if "parts" in wanted:
        shown["parts"] = [_part(document, n, given) for n, given in _paired(document, wanted["parts"])]
    shown["sections"] = [section.key for section in document.sections]
    shown["doubts"] = [doubt.code for doubt in document.doubts]
    shown["questions"] = {}
    for question in document.questions:
        as_wanted = wanted["questions"].get(question.key, {})
        shown["questions"][question.key] = {
            name: ANY if as_wanted.get(name) == ANY else value for name, value in _fields(question).items()
        }
    return {name: shown[name] for name in wanted}


def _paired(document: Document, wanted: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    return [(n, wanted[n] if n < len(wanted) else {"name": None}) for n in range(len(document.parts))]


def _part(document: Document, index: int, wanted: dict[str, Any]) -> dict[str, Any]:
    part = document.parts[index]
    values = {
        "name": part.name,
        "introduction": _text(part.introduction),
        "context": _text(tuple(paragraph for _, paragraph in part.context)),
        "joins": list(part.joins),
    }
    return {name: values[name] for name in wanted}


def _text(paragraphs: tuple[Paragraph, ...]) -> str:
    return folded("\n\n".join(paragraph.text for paragraph in paragraphs))


def _fields(question: Question) -> dict[str, Any]:
    return {
        "numbers": list(question.numbers),
        "section": question.section,
        "factions": list(question.factions),
        "attribution": question.attribution,
        "members": list(question.members),
        "subheading": question.subheading,
        "question": _text(question.paragraphs),
        "answer": _text(question.answer.paragraphs) if question.answer else None,
        "answer_numbers": list(question.answer.numbers) if question.answer else [],
        "footnotes": [[note.text, note.part] for note in question.footnotes],
        "doubts": [doubt.code for doubt in question.doubts],
    }


def differences(wanted: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """Return in a few lines each what a record has otherwise than expected."""
    lines = []
    for name in wanted:
        if name == "questions":
            continue
        if wanted[name] not in (got[name], ANY):
            lines.append(f"{name}\n    expected  {wanted[name]!r}\n    read      {got[name]!r}")
    if list(wanted["questions"]) != list(got["questions"]):
        lines.append(
            "keys in order"
            f"\n    expected  {' '.join(wanted['questions'])}"
            f"\n    read      {' '.join(got['questions'])}"
        )
    for key, question in wanted["questions"].items():
        read = got["questions"].get(key)
        if read is None:
            lines.append(f"question {key} is not found\n    expected  {question['question'][:100]!r}")
            continue
        for name, value in question.items():
            if value != read[name] and value != ANY:
                lines.append(f"question {key}, {name}\n    expected  {value!r}\n    read      {read[name]!r}")
    for key in [key for key in got["questions"] if key not in wanted["questions"]]:
        lines.append(f"question {key} is invented\n    read      {got['questions'][key]['question'][:200]!r}")
    return lines


def generated(document: Document) -> str:
    """Return an expectation made from what the reader read, for a person to review."""
    questions: dict[str, Any] = {}
    for question in document.questions:
        fields = _fields(question)
        default = _question(question.key, dict(DEFAULTS))
        questions[question.key] = {
            name: _Block(value) if name in {"question", "answer"} and value else value
            for name, value in fields.items()
            if value != default[name] and name != "answer_numbers"
        }
    wanted: dict[str, Any] = {"kind": document.kind, "doubts": [doubt.code for doubt in document.doubts]}
    wanted["sections"] = [section.key for section in document.sections]
    kept = {name: value for name, value in wanted.items() if value}
    return yaml.dump(
        {**kept, "questions": questions}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110
    )


class _Block(str):
    """A text to be written as a block."""


class _Dumper(yaml.SafeDumper):
    """Writes texts as blocks."""


_Dumper.add_representer(
    _Block, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")
)
