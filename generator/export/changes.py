"""What a change does to the archive, for those who review it: Markdown for the summary of a pull request.

Made from two archives, before and after. Texts of documents stand in it as text, whatever they hold.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.archive.graph import Archive, DocumentNode, Entry
from generator.export.meeting_markdown import escape
from generator.records import Document, plain_text

#: GitHub shows a summary of at most 1 MiB.
LONGEST = 900_000
#: Of each kind no more are shown one by one.
MOST_SHOWN = 150
#: Fields of a question whose change is shown, with the name that a reviewer knows them by.
_FIELDS = (
    "number", "factions", "attribution", "members", "subheading", "status", "topics", "meeting",
    "answer_document", "answer_date", "references", "also_answers", "citations", "commitments", "footnotes",
)  # fmt: skip
_TICKS = re.compile(r"`{3,}")


def changes_markdown(before: Archive, after: Archive) -> str:
    """Return what changed between two archives: totals, documents, ids, questions and answers, doubts."""
    sections = [
        _totals(before, after),
        _vanished(before, after),
        _documents(before, after),
        _changed(before, after),
        _doubts(before, after),
        _problems(before, after),
    ]
    said = "# What this change does to the archive\n\n" + "\n\n".join(filter(None, sections)) + "\n"
    if len(said.encode("utf-8", "replace")) <= LONGEST:
        return said
    cut = said.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore")
    kept, _, _ = cut.rpartition("\n\n### ")
    return (kept or cut[:1000]) + "\n\n**More changed than fits here.**\n"


def coverage(record: Document) -> float:
    """Return the share of a document's lines that were understood, blank ones left out, 0 to 1."""
    lines: Counter[str] = Counter()
    for run in record.account:
        lines[run.name] += run.lines[1] - run.lines[0] + 1
    total = sum(number for name, number in lines.items() if name != "blank")
    return 1.0 if total == 0 else 1 - lines["unknown"] / total


def _totals(before: Archive, after: Archive) -> str:
    rows = [
        (name, str(was), str(becomes), _signed(becomes - was))
        for (name, was), (_, becomes) in zip(_counts(before), _counts(after), strict=True)
    ]
    return _table(("", "before", "after", ""), rows)


def _counts(archive: Archive) -> Iterator[tuple[str, int]]:
    entries = archive.questions.values()
    yield "documents", len(archive.documents)
    yield "meetings", len(archive.meetings)
    yield "questions", sum(not entry.continued_as for entry in entries)
    yield "answered", sum(bool(entry.answer) for entry in entries)
    yield "commitments", sum(len(entry.commitments) for entry in entries)
    yield "doubts", sum(1 for _ in _all_doubts(archive))
    yield "warnings and errors", len(archive.problems)


def _vanished(before: Archive, after: Archive) -> str:
    """Return the published ids that would be gone: never allowed without an alias or a reason."""
    present = _ids(after)
    gone = [one for one in _ids(before) if one not in present]
    if not gone:
        return ""
    told = "Write an alias or a tombstone for each in `content/ids.yaml`: ids that were published never die."
    return f"## ⚠️ Published ids that would disappear\n\n{told}\n\n{_list(f'`{_code(one)}`' for one in gone)}"


def _documents(before: Archive, after: Archive) -> str:
    new = [node for one, node in after.documents.items() if one not in before.documents]
    gone = [one for one in before.documents if one not in after.documents]
    changed = [
        node
        for one, node in after.documents.items()
        if one in before.documents and node.record != before.documents[one].record
    ]
    parts = []
    if new:
        parts.append(f"## New documents\n\n{_document_table(after, new)}")
    if changed:
        parts.append(f"## Documents read differently\n\n{_document_table(after, changed)}")
    if gone:
        parts.append(f"## Documents removed\n\n{_list(f'`{_code(one)}`' for one in gone)}")
    return "\n\n".join(parts) or "No document was added, removed or read differently."


def _document_table(archive: Archive, nodes: Iterable[DocumentNode]) -> str:
    heads = ("document", "kind", "meeting", "asks", "answers", "lines understood", "doubts")
    rows = [
        (
            f"`{_code(node.id)}`",
            node.record.kind,
            escape(
                archive.meetings[node.meeting].meeting.name
                if node.meeting in archive.meetings
                else node.meeting
            ),
            str(len(node.asks)),
            str(len(node.answers)),
            f"{coverage(node.record):.1%}",
            str(sum(1 for _ in _doubts_of(node.record))),
        )
        for node in nodes
    ]
    return _table(heads, rows)


def _changed(before: Archive, after: Archive) -> str:
    """Return every question whose text, answer or data changed, texts as a diff."""
    shown: list[str] = []
    total = 0
    for identifier, entry in after.questions.items():
        old = before.questions.get(identifier)
        told = "" if old is None else _difference(old, entry)
        if told:
            total += 1
            if len(shown) < MOST_SHOWN:
                shown.append(f"### `{_code(identifier)}`\n\n{told}")
    if not shown:
        return ""
    more = f"\n\n{total - len(shown)} more changed." if total > len(shown) else ""
    return f"## Changed questions and answers ({total})\n\n" + "\n\n".join(shown) + more


def _difference(old: Entry, new: Entry) -> str:
    parts = []
    for name, one, other in (
        ("question", plain_text(old.question), plain_text(new.question)),
        ("answer", plain_text(old.answer), plain_text(new.answer)),
    ):
        if one != other:
            parts.append(_diff(name, one, other))
    lines = []
    for field in _FIELDS:
        was, becomes = _told(getattr(old, field)), _told(getattr(new, field))
        if was != becomes:
            lines.append(f"- {field}: {escape(was) or 'nothing'} → {escape(becomes) or 'nothing'}")
    if lines:
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _diff(name: str, old: str, new: str) -> str:
    lines = difflib.unified_diff(
        _lines(old), _lines(new), f"{name} before", f"{name} after", lineterm="", n=1
    )
    text = "\n".join(lines)
    fence = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(text)), default=0))
    return f"{fence}diff\n{text}\n{fence}"


def _lines(text: str) -> list[str]:
    """Return a text in lines of a sentence each, so that a changed word shows as one line."""
    return [line for part in text.splitlines() for line in re.split(r"(?<=[.?!]) +", part)]


def _told(value: object) -> str:
    """Return a field of a question as a reviewer reads it."""
    if isinstance(value, tuple | list):
        return ", ".join(_told(item) for item in value)
    for attribute in ("status", "text", "name"):
        found = getattr(value, attribute, None)
        if isinstance(found, str):
            more = (getattr(value, name, None) for name in ("sentence", "target", "id", "due"))
            return " / ".join([found, *(str(part) for part in more if part)])
    return "" if value is None else str(value)


def _doubts(before: Archive, after: Archive) -> str:
    known = set(_all_doubts(before))
    new = [doubt for doubt in _all_doubts(after) if doubt not in known]
    lines = [
        f"`{_code(document)}`{f' line {line}' if line else ''}: {escape(text)}"
        for document, line, text in new
    ]
    return f"## New doubts ({len(new)})\n\n{_list(lines)}" if new else ""


def _problems(before: Archive, after: Archive) -> str:
    known = set(before.problems)
    new = [problem for problem in after.problems if problem not in known]
    lines = [f"{one.severity}: `{_code(one.file)}`: {escape(one.message)}" for one in new]
    return f"## New warnings and errors ({len(new)})\n\n{_list(lines)}" if new else ""


def _all_doubts(archive: Archive) -> Iterator[tuple[str, int | None, str]]:
    for node in archive.documents.values():
        yield from _doubts_of(node.record)


def _doubts_of(record: Document) -> Iterator[tuple[str, int | None, str]]:
    found = (*record.doubts, *(doubt for question in record.questions for doubt in question.doubts))
    yield from ((record.id, doubt.lines[0] if doubt.lines else None, doubt.text) for doubt in found)
    yield from (
        (record.id, claim.lines[0], f"{claim.text}: {claim.stated} stated, {claim.found} found")
        for claim in record.claims
        if claim.stated != claim.found
    )


def _ids(archive: Archive) -> dict[str, None]:
    return dict.fromkeys(
        one for entry in archive.questions.values() for one in (entry.id, *entry.aliases)
    ) | dict.fromkeys(redirect.id for redirect in archive.redirects)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _list(items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    more = [f"- … and {len(lines) - MOST_SHOWN} more"] if len(lines) > MOST_SHOWN else []
    return "\n".join([*lines[:MOST_SHOWN], *more])


def _code(text: str) -> str:
    """Return a text as it may stand between backticks in a table."""
    return re.sub(r"[`|\s]+", " ", text)


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else str(number or "")
