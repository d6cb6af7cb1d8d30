"""Commitments that are due, as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.addresses import question_address
from generator.archive.graph import Archive, Commitment, Entry
from generator.archive.outline import outlines

NAME = "toezeggingen.ics"
#: Bytes in a line, its end not counted.
LINE_LENGTH = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
_CONTROLS = dict.fromkeys((*range(0x0A), *range(0x0B, 0x20), 0x7F), "\ufffd")


def calendar_file(archive: Archive, site_url: str | None = None) -> tuple[str, bytes]:
    """Return the calendar of commitments that are open and have a day on which they are due.

    Days are those of the archive, never that of the build: the same archive gives the same bytes. Without the
    address of the site, an event names its question by its id only.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kamerspiegel//Toezeggingen//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Toezeggingen",
        "X-WR-CALNAME:Toezeggingen",
    ]
    for due, entry, commitment in sorted(_due(archive), key=lambda found: (found[0], found[2].id)):
        lines += _event(archive, due, entry, commitment, site_url)
    lines.append("END:VCALENDAR")
    return NAME, b"".join(map(_folded, lines))


def _due(archive: Archive) -> Iterator[tuple[date, Entry, Commitment]]:
    for name, outline in outlines(archive.questions).items():
        if any(promise.due for promise in outline.promises):
            entry = archive.questions[name]
            for commitment in entry.commitments:
                if commitment.state == "open" and (due := _day(commitment.due)) is not None:
                    yield due, entry, commitment


def _event(
    archive: Archive, due: date, entry: Entry, commitment: Commitment, site_url: str | None
) -> Iterator[str]:
    who = " en ".join(person.office or person.name for person in entry.answered_by) or "minister"
    meeting = archive.meetings.get(entry.meeting)
    told = [commitment.text]
    if commitment.due_text:
        told.append(f"Wanneer: {commitment.due_text}")
    told.append(f"Bij: {meeting.meeting.name if meeting else entry.meeting} ({entry.id})")
    told.append("Kamerspiegel is geen officiële website.")
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(commitment.id)}"
    yield f"DTSTAMP:{_stamp(archive, entry)}"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{_next(due):%Y%m%d}"
    yield f"SUMMARY:{_text(f'Toezegging ({who}): {_start(commitment.text)}')}"
    yield f"DESCRIPTION:{_text(chr(10).join(told))}"
    if site_url:
        yield f"URL:{site_url.rstrip('/')}/{question_address(entry.meeting, entry.id)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _stamp(archive: Archive, entry: Entry) -> str:
    """Return when the event came to be: the day its answer entered the archive."""
    node = archive.documents.get(entry.answer_document or "")
    days = (_day(node.record.added if node else None), _day(entry.added), _day(entry.answer_date))
    first = next((day for day in days if day), date(1970, 1, 1))
    return f"{first:%Y%m%d}T000000Z"


def _uid(identifier: str) -> str:
    return f"{_text(identifier)}@kamerspiegel"


def _start(text: str, length: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rpartition(' ')[0] or line[:length]} …"


def _text(text: str) -> str:
    return text.translate(_CONTROLS).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 bytes, never cut within a character."""
    data = line.encode("utf-8", "replace")
    pieces: list[bytes] = []
    while len(data) > LINE_LENGTH:
        end = LINE_LENGTH
        while data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(data[:end])
        data = b" " + data[end:]
    return b"\r\n".join([*pieces, data]) + b"\r\n"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)
