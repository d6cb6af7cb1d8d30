"""What a person should look at in an archive that could be built: warnings with the place they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.archive.conversations import Conversation
from generator.archive.documents import Described
from generator.archive.factions import FactionNames
from generator.archive.graph import Entry
from generator.problems import Problem

#: Question ids named in one remark.
MOST_NAMED = 5


def unknown_factions(described: Mapping[str, Described], names: FactionNames) -> Iterator[Problem]:
    """Yield the factions that no register knows, each where it is printed first."""
    if not names.added:
        return
    told: set[str] = set()
    for name, document in described.items():
        for part in document.record.parts:
            if part.name and names.resolve(part.name) in names.added and names.resolve(part.name) not in told:
                told.add(names.resolve(part.name))
                yield _unknown_faction(name, document, part.name, part.lines[0], names)
        for question in document.record.questions:
            for printed in question.factions:
                if names.resolve(printed) in names.added and names.resolve(printed) not in told:
                    told.add(names.resolve(printed))
                    yield _unknown_faction(name, document, printed, question.lines[0], names)


def _unknown_faction(name: str, document: Described, printed: str, line: int, names: FactionNames) -> Problem:
    identifier = names.resolve(printed)
    return Problem(
        severity="warning",
        file=f"documents/{document.record.source.file}",
        line=line,
        message=f'the faction "{printed}" is not registered; it is shown under this name',
        remedy=f"add it to factions.yaml (- {{id: {identifier}, name: {printed}}}), or as an alias",
    )


def dangling(entry: Entry, described: Mapping[str, Described]) -> Iterator[Problem]:
    """Yield the references of an answer that lead nowhere; they are shown as such."""
    document = described[entry.answer_document or entry.document]
    for reference in entry.references:
        number = reference.number
        if reference.target is None:
            paragraph = entry.answer[reference.place.paragraph]
            yield Problem(
                severity="warning",
                file=f"documents/{document.record.source.file}",
                line=paragraph.lines[0],
                message=f"the answer to {entry.id} points to question {number}, which its list has not",
                excerpt=reference.text,
                remedy="nothing, when it is printed so; else see whether that question was read",
            )


def apart(talk: Conversation, entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Yield what a question list and the letter that answers it do not have in common."""
    matched = any(thread.printings or thread.continued_as for thread in talk.threads)
    if not matched:
        return
    open_ones = [
        thread.id
        for thread in talk.threads
        if entries[thread.id].status.status == "pending" and not thread.continued_as
    ]
    if open_ones:
        document = open_ones[0].partition("/")[0]
        yield Problem(
            severity="warning",
            file=f"records/{document}.yaml",
            message=f"{len(open_ones)} of its questions have no answer in the letter that answers it: "
            f"{_named(open_ones)}",
            remedy="nothing, when the letter passes them over; else see how the letter was read",
        )
    if talk.unmatched:
        document = talk.unmatched[0].partition("/")[0]
        yield Problem(
            severity="warning",
            file=f"records/{document}.yaml",
            message=f"{len(talk.unmatched)} of its questions are not in the list: {_named(talk.unmatched)}",
            remedy="nothing, when they were not; else see how the list was read",
        )


def _named(questions: Iterable[str]) -> str:
    keys = [question.partition("/")[2] for question in questions]
    more = f" and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""
    return ", ".join(keys[:MOST_NAMED]) + more
