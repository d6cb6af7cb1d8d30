"""Hostile text in every field of the archive: it is shown, and nothing in it runs or leads anywhere."""

from __future__ import annotations

from functools import cache
from typing import Any

import markdown  # type: ignore[import-untyped]
import msgspec
import pytest

from generator.archive.graph import Archive, Entry
from generator.pages import Page, Settings, render_assets, render_pages
from generator.records import Paragraph
from tests.factories import sample_archive
from tests.pages.hostile import PAYLOADS, shown
from tests.pages.reading_html import Reading, dangers
from tests.pages.test_escaping import EXTENSIONS

#: Fields that hold ids, numbers, dates or choices: they are checked where records are read, and are no free text.
NOT_TEXT = {
    "id", "key", "anchor", "document", "answer_document", "meeting", "question", "target", "kind", "part", "status", "state",
    "state_document", "attribution", "topics", "factions", "questions", "silent", "documents", "asks", "answers", "aliases",
    "referred_by", "also_answers", "continued_as", "reason", "added", "schema_version", "procedure", "predecessors",
    "successors", "replaces", "replaced_by", "cited", "url", "faction", "name_of_class", "due", "format", "severity",
}  # fmt: skip


def poisoned(value: Any, payload: str, name: str = "") -> Any:
    """Return a value in which every free text ends in the payload (and so begins with it)."""
    if isinstance(value, str):
        return value if name in NOT_TEXT else f"{payload} {value} {payload}"
    if isinstance(value, tuple):
        return tuple(poisoned(item, payload, name) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item, payload, name) for key, item in value.items()}
    if isinstance(value, msgspec.Struct):
        if type(value).__name__ in ("LineRun", "Place"):
            return value
        fields = {field: poisoned(getattr(value, field), payload, field) for field in value.__struct_fields__}
        return type(value)(**fields)
    return value


def hostile_archive(payload: str) -> Archive:
    archive = sample_archive()
    fields = {
        name: poisoned(getattr(archive, name), payload, name)
        for name in archive.__struct_fields__
        if name not in ("ledger", "former_meetings")
    }
    return Archive(**fields)


PAGES = ("vergaderingen/2024-03-07-bruggenraad.md", "toezeggingen/index.md", "fracties/noord/index.md")


@cache
def usual_tags() -> dict[str, set[str]]:
    """Return the tags of every page of the harmless archive."""
    return {
        page.path: {element.tag for element in read(page).elements} for page in render_pages(sample_archive())
    }


def read(page: Page) -> Reading:
    return Reading(markdown.markdown(page.body, extensions=EXTENSIONS))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_runs_and_everything_is_shown(payload: str) -> None:
    archive = hostile_archive(payload)
    pages = {page.path: page for page in render_pages(archive)}
    # The pages with the most kinds of values; tests/site builds all pages with all payloads at once.
    for path in PAGES:
        page = pages[path]
        reading = read(page)
        assert not dangers(reading), page.path
        assert not reading.problems, (page.path, reading.problems)
        # Longer texts are folded; nothing else may come of them.
        tags = {element.tag for element in reading.elements} - {"details", "summary"}
        assert tags <= usual_tags()[page.path], page.path
        if page.path.startswith("vergaderingen/2024-03-07"):
            assert_questions_are_whole(archive, reading.text)


def assert_questions_are_whole(archive: Archive, text: str) -> None:
    for entry in archive.questions.values():
        if entry.meeting.startswith("2024-03-07"):
            for paragraph in texts_of(entry):
                assert shown(paragraph) in text


def texts_of(entry: Entry) -> list[str]:
    # The sign of a note may stand inside a paragraph: then the paragraph is not one run of text.
    noted = {(note.part, note.paragraph) for note in entry.footnotes}

    def plain(part: str, paragraphs: tuple[Paragraph, ...]) -> list[str]:
        return [
            one.text for index, one in enumerate(paragraphs) if (part, index) not in noted and not one.rows
        ]

    return [
        *plain("question", entry.question),
        *plain("answer", entry.answer),
        *([entry.subheading] if entry.subheading else []),
    ]


def settings(payload: str) -> Settings:
    return Settings(
        read_lines=lambda document: [payload.replace("\n", " "), "Vraag 1", payload.replace("\n", " ")] * 7
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_text_of_a_document_is_whole(payload: str) -> None:
    archive = sample_archive()
    page = next(
        page
        for page in render_pages(archive, settings(payload))
        if page.path.startswith("documenten/2024-03")
    )
    reading = read(page)
    # Lines 15 to 18 are a copy, whose lines are never masked.
    assert reading.text.count(shown(payload)) >= 4


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_style_sheet_holds_checked_values_only(payload: str) -> None:
    (sheet,) = (asset for asset in render_assets(hostile_archive(payload)) if asset.path.endswith(".css"))
    lines = [line for line in sheet.content.splitlines() if line]
    assert lines[0].startswith("/*")
    assert lines[0].endswith("*/")
    assert all(line.startswith(".faction-") for line in lines[1:])
    assert "display" not in sheet.content
