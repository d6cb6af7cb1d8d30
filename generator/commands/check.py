"""``kamerspiegel check``: everything that is wrong in a content folder, or that a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.archive.checks import check_content
from generator.archive.graph import Archive
from generator.archive.load import load_archive
from generator.commands.build import counted
from generator.commands.console import count, say, show_problems, track, working
from generator.commands.guard import Failed, about
from generator.commands.reading_step import factions_of
from generator.commands.stored import outdated, read_stored
from generator.problems import ContentError, Problem
from generator.storage import Content


def run(content_folder: Path) -> None:
    """Print every problem; fail when one is an error."""
    content = Content(content_folder)
    with working("Checking"):
        archive = load_archive(content, content.memo)
        checked = check_content(content, archive)
    told = {problem.file for problem in checked if problem.severity == "error"}
    problems = list(
        dict.fromkeys((*archive.problems, *checked, *_unread(content, told), *_doubts(content, archive)))
    )
    errors = show_problems(problems)
    warnings = len(problems) - errors
    say(f"{counted(archive)}: {count(errors, 'error')}, {count(warnings, 'warning')}.")
    if errors:
        raise Failed


def _unread(content: Content, told: set[str]) -> Iterator[Problem]:
    """Yield what stands in the way of reading documents again, and which ones wait to be read.

    ``told`` are the files of which it is said already that they are not what was read.
    """
    factions = factions_of(content)
    waiting = dict(outdated(content))
    mended = {document for document in content.correction_ids() if document in content.document_files()}
    for document, path in track(sorted(content.document_files().items()), "Checking"):
        if document not in waiting and document not in mended:
            continue
        try:
            with about(content.relative(path)):
                read_stored(content, document, path, factions)
        except ContentError as error:
            yield from error.problems
            continue
        if document in waiting and content.relative(path) not in told:
            new = not content.record_path(document).exists()
            yield Problem(
                severity="warning",
                file=content.relative(path),
                message="this document was not read yet"
                if new
                else "this document, or its corrections, changed since it was read",
                remedy="run `kamerspiegel build`, which reads it",
            )


def _doubts(content: Content, archive: Archive) -> Iterator[Problem]:
    """Yield what the reader was unsure of, in each document, with the line of the document."""
    for node in archive.documents.values():
        record = node.record
        name = content.relative(content.root / "documents" / record.source.file)
        everything = [("", doubt) for doubt in record.doubts]
        everything += [(f"question {q.key}: ", doubt) for q in record.questions for doubt in q.doubts]
        for about_what, doubt in everything:
            yield Problem(
                severity="warning",
                file=name,
                line=doubt.lines[0] if doubt.lines else None,
                message=f"{about_what}{doubt.text}",
                excerpt=doubt.excerpt,
            )
