"""A preview has the meetings of some documents as they are, and says when more may have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive.graph import Archive
from generator.archive.load import load_archive
from generator.archive.preview import preview
from generator.commands.reading_step import keep_ledger, read_outdated
from generator.storage import Content
from tests.commands.test_small_changes import FACTIONS, letter

NAMES = ("2024-01-01-beantwoording-0", "2024-02-02-beantwoording-1")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    documents = tmp_path / "documents"
    documents.mkdir()
    (tmp_path / "factions.yaml").write_text(FACTIONS, encoding="utf-8")
    for number, name in enumerate(NAMES):
        (documents / f"{name}.txt").write_text(letter(number), encoding="utf-8")
    return Content(tmp_path)


def _loaded(content: Content) -> Archive:
    """Read the documents, keep their ids, and return the archive."""
    assert read_outdated(content) == ()
    keep_ledger(content, load_archive(content, content.memo))
    return load_archive(content)


def _write(content: Content, before: str, after: str) -> None:
    path = content.document_path(NAMES[0], ".txt")
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert read_outdated(content) == ()


def test_a_changed_meeting_is_as_in_the_whole_archive(content: Content) -> None:
    before = _loaded(content)
    _write(content, "tienduizend", "elfduizend")
    shown = preview(before, {NAMES[0]}, content)
    now = load_archive(content)
    assert shown is not None
    assert shown.questions == now.questions
    assert shown.meetings == now.meetings
    assert shown.documents == now.documents
    assert shown.questions != before.questions


def test_order_stays(content: Content) -> None:
    before = _loaded(content)
    shown = preview(before, {NAMES[1], NAMES[0]}, content)
    assert shown is not None
    assert list(shown.questions) == list(before.questions)
    assert list(shown.meetings) == list(before.meetings)


def test_where_more_may_have_changed_there_is_none(content: Content) -> None:
    before = _loaded(content)
    assert preview(before, {"2024-03-03-onbekend"}, content) is None
    _write(content, "Bruggenraad van 1 januari", "Bruggenraad van 2 januari")
    content.sidecar_path(NAMES[0]).write_text("meeting: elders\n", encoding="utf-8")
    assert preview(before, {NAMES[0]}, content) is None, "another meeting"
    content.sidecar_path(NAMES[0]).write_text("- wrong\n", encoding="utf-8")
    assert preview(before, {NAMES[0]}, content) is None, "a sidecar that cannot be read"
