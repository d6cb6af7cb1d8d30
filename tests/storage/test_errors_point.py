"""What is wrong in a file is reported with its line, the offending piece and a remedy."""

from __future__ import annotations

import pytest

from generator.problems import ContentError, Problem
from generator.records import Document, Sidecar
from generator.registers import Topic
from generator.yaml_reader import load_yaml

RECORD = """\
id: 2026-02-10-brief
kind: answers
source: {file: a.txt, sha256: abc, format: txt, bytes: 1, lines: 9}
added: "2026-02-11"
reader: "1"
facts:
  title: Brief
questions:
  - key: "1"
    number: 1
    paragraphs:
      - text: Waarom?
        lines: [1, 1]
    lines: [1, 1]
  - key: "2"
    number: 2
    attribution: heading
    paragraphs:
      - text: Hoe?
        lines: [2, 2]
    lines: [2, 2]
account: []
"""


def problems(text: str, kind: object = Document) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load_yaml(text, kind, "content/x.yaml")  # type: ignore[arg-type]
    return caught.value.problems


def test_the_record_is_right() -> None:
    assert load_yaml(RECORD, Document, "x").questions[1].text == "Hoe?"


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "remedy"),
    [
        ("attribution: heading", "atribution: heading", 17, 'unknown field "atribution"', '"attribution"'),
        ("attribution: heading", "attribution: headings", 17, '"headings" is not a value', '"heading"'),
        ("number: 2", "number: twee", 16, "found a text in questions[2].number", ""),
        ("title: Brief", "title: 12", 7, "expected a text", "double quotes"),
        ("lines: [2, 2]\nacc", "lines: 2\nacc", 21, "expected a list", "[one, another]"),
        ('added: "2026-02-11"\n', "", 1, 'the field "added" is missing', 'add "added: …"'),
        ("kind: answers", "kind: answers\nkind: letter", 3, '"kind" stands here twice', "keep one"),
        ("title: Brief", "title: Brief: twee", 7, "mapping values", "double quotes"),
        ("title: Brief", "title: !!python/none x", 7, "tag", "without"),
        ("lines: [2, 2]\n    lines: [2, 2]", "lines: &a [2, 2]\n    lines: *a", 20, "anchors", "in full"),
        ("title: Brief", "title: Br\x07ief", 7, "U+0007", "remove it"),
        ("title: Brief", "\ttitle: Brief", 7, "cannot start any token", "spaces"),
    ],
)
def test_one_mistake_is_one_error_with_its_line(
    old: str, new: str, line: int, message: str, remedy: str
) -> None:
    assert old in RECORD
    found = problems(RECORD.replace(old, new, 1))
    assert len(found) == 1
    assert (found[0].line, found[0].file, found[0].severity) == (line, "content/x.yaml", "error")
    assert message in found[0].message
    assert remedy in found[0].remedy


def test_every_mistake_is_reported_at_once() -> None:
    text = RECORD.replace("number: 2", "nummer: 2").replace("title", "titel").replace("answers", "x")
    found = problems(text.replace("lines: [1, 1]\n    lines", "linse: [1, 1]\n    lines"))
    assert [problem.line for problem in found] == [2, 7, 13, 16]


def test_the_caret_stands_under_the_piece() -> None:
    (found,) = problems(RECORD.replace("number: 2", "numbr: 2"))
    assert str(found).splitlines()[1:3] == ["    |     numbr: 2", "    |     ^"]


def test_a_date_without_quotes_is_a_date() -> None:
    assert load_yaml("date: 2026-02-10\nnote: no", Sidecar, "x") == Sidecar(date="2026-02-10", note="no")


@pytest.mark.parametrize("text", ["", "- a", "tekst", "[", "12"])
def test_anything_else_than_a_mapping(text: str) -> None:
    assert len(problems(text, Sidecar)) == 1


def test_an_entry_of_a_register() -> None:
    text = "- id: a\n  name: A\n  about: x\n  words: [een, {pattern: b, wieght: 2}]\n"
    (found,) = problems(text, tuple[Topic, ...])
    assert (found.line, '"weight"' in found.remedy) == (4, True)
