"""One meeting as plain Markdown (CommonMark): to read, to keep, to give to another program.

Not the page of the site: no HTML in it, no links within the site. Whatever stands in a document is shown as
text; a test reads the Markdown back and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.addresses import question_address
from generator.archive.graph import Archive, Entry, MeetingNode
from generator.records import Footnote, Paragraph, Person

#: A backslash before any of these makes it text, wherever it stands (CommonMark 2.4).
_PUNCTUATION = tuple("\\#*<>@[]^_`{|}~")
#: Others mean something only where a line starts, or beside another sign.
_AT_START = re.compile(r"^(?:[-+=]|\d+[.)](?= |$))")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&(?=#|[A-Za-z])")
_STATUSES = {
    "answered": "Beantwoord",
    "partial": "Deels beantwoord",
    "reference": "Verwijst naar ander antwoord",
    "declined": "Niet openbaar",
    "deferred": "Later",
    "pending": "Nog geen antwoord",
}


def meeting_markdown(archive: Archive, node: MeetingNode, site_url: str | None = None) -> str:
    """Return a meeting with its documents, questions and answers as Markdown."""
    blocks = list(_head(archive, node))
    for identifier in node.questions:
        entry = archive.questions.get(identifier)
        if entry is not None:
            blocks += _question(archive, entry, site_url)
    blocks.append("---")
    blocks.append("Uit Kamerspiegel\\. Kamerspiegel is geen officiële website\\.")
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return a text as inline Markdown that shows exactly this text, on one line.

    >>> print(escape("1. *Ja*, zie [x](y) & <b>"))
    1\\. \\*Ja\\*, zie \\[x\\](y) & \\<b\\>
    """
    shown = text
    # What is printable holds no control, and no white space but spaces.
    if not text.isprintable():
        shown = " ".join(_CONTROLS.sub("\ufffd", text).split())
    elif "  " in text or text[:1] == " " or text[-1:] == " ":
        shown = " ".join(text.split())
    for sign in _PUNCTUATION:
        if sign in shown:
            shown = shown.replace(sign, f"\\{sign}")
    if "&" in shown:
        shown = _ENTITY.sub(r"\\&", shown)
    start = _AT_START.match(shown)
    return f"{shown[: start.end() - 1]}\\{shown[start.end() - 1 :]}" if start else shown


def _head(archive: Archive, node: MeetingNode) -> Iterator[str]:
    meeting = node.meeting
    yield f"# {escape(meeting.name)}"
    facts = [("Id", meeting.id), ("Dagen", ", ".join(meeting.days)), ("Commissie", meeting.committee or "")]
    lines = [f"- {name}: {escape(value)}" for name, value in facts if value]
    for identifier in node.documents:
        document = archive.documents.get(identifier)
        if document is not None:
            day = f" ({document.date})" if document.date else ""
            lines.append(f"- Document: {escape(document.title)}{day}{_source(document.url)}")
    yield "\n".join(lines)


def _question(archive: Archive, entry: Entry, site_url: str | None) -> Iterator[str]:
    names = [_faction(archive, one) for one in entry.factions] or list(entry.members)
    number = "" if entry.number is None else f"{f'{entry.section}-' if entry.section else ''}{entry.number}"
    heading = ("Vraag", number, "van" if names else "", ", ".join(names))
    yield f"## {escape(' '.join(filter(None, heading)))}"
    if entry.subheading and escape(entry.subheading):
        yield f"**{escape(entry.subheading)}**"
    yield from _paragraphs(entry.question)
    yield from _notes(entry.footnotes, "question")
    if entry.answer:
        who = ", ".join(filter(None, map(_person, entry.answered_by))) or "de minister"
        day = f" ({entry.answer_date})" if entry.answer_date else ""
        yield f"### Antwoord van {escape(who + day)}"
        yield from _paragraphs(entry.answer)
        yield from _notes(entry.footnotes, "answer")
    lines = [f"- Stand: {_STATUSES[entry.status.status]}", f"- Id: {escape(entry.id)}"]
    if site_url:
        lines.append(f"- Adres: <{site_url.rstrip('/')}/{question_address(entry.meeting, entry.id)}>")
    yield "\n".join(lines)


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield each paragraph; the rows of a table each on a line of its own."""
    for paragraph in paragraphs:
        lines = [escape(line) for line in paragraph.text.split("\n")]
        shown = "\\\n".join(line for line in lines if line)
        if shown:
            yield shown


def _notes(notes: Iterable[Footnote], part: str) -> Iterator[str]:
    lines = [f"- Voetnoot {escape(note.mark)}: {escape(note.text)}" for note in notes if note.part == part]
    if lines:
        yield "\n".join(lines)


def _source(url: str | None) -> str:
    if not url or not re.fullmatch(r"https?://[^\s<>\\]+", url):
        return ""
    return f" <{url}>"


def _person(person: Person) -> str:
    return f"{person.office} {person.name}" if person.office else person.name


def _faction(archive: Archive, identifier: str) -> str:
    node = archive.factions.get(identifier)
    return node.faction.name if node else identifier
