"""How one question is cited, and shown on another site.

No date of access: it is not known when a page is made. Whoever cites adds it where their style wants it.
"""

from __future__ import annotations

import re
from html import escape

import msgspec

from generator.addresses import question_address
from generator.archive.graph import Entry
from generator.export.meeting_markdown import escape as escape_markdown
from generator.pages import wording
from generator.pages.publication import Publication
from generator.records import plain_text

NAME = "Kamerspiegel"
#: Stands for the address of the question where that of the site is not known. A script of the page puts the
#: address in its place; without scripts a reader does.
ADDRESS = "kamerspiegel:adres"
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": " ", "\r": " ",
    }
)  # fmt: skip
_KEY = re.compile(r"[^a-z0-9]+")


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """One question, cited in three ways."""

    #: A line that an editor can check: what, who, in which document, when, where.
    plain: str
    markdown: str
    bibtex: str


def cite(publication: Publication, entry: Entry) -> Citation:
    """Return the citations of a question."""
    address = address_of(publication, entry)
    what = what_is_cited(publication, entry)
    return Citation(
        plain=f"{what}. {NAME}, {address}",
        markdown=f"[{escape_markdown(what)}. {NAME}](<{address}>)",
        bibtex=_bibtex(publication, entry, address),
    )


def embed(publication: Publication, entry: Entry) -> str:
    """Return HTML that shows a question on another site: no script, no request, nothing that follows."""
    address = escape(address_of(publication, entry))
    lines = ['<blockquote lang="nl">']
    lines.append(f"<p><strong>{escape(_who_asks(publication, entry))}</strong></p>")
    lines += [f"<p>{_lined(paragraph.text)}</p>" for paragraph in entry.question]
    if entry.answer:
        by = wording.enumeration(wording.office(person) for person in entry.answered_by)
        day = f", {wording.day(entry.answer_date)}" if entry.answer_date else ""
        said = f"Antwoord van {by}{day}" if by else f"Antwoord{day}"
        lines.append(f"<p><strong>{escape(said)}</strong></p>")
        lines += [f"<p>{_lined(paragraph.text)}</p>" for paragraph in entry.answer]
    else:
        lines.append("<p><em>Nog geen antwoord</em></p>")
    node = publication.archive.meetings.get(entry.meeting)
    where = escape(f"{NAME}: {node.meeting.name if node else entry.meeting}")
    lines.append(f'<footer><a href="{address}">{where}</a> (geen officiële website)</footer>')
    return "\n".join([*lines, "</blockquote>"])


def address_of(publication: Publication, entry: Entry) -> str:
    """Return the full address of a question, or what stands for it."""
    site = publication.settings.site_url
    return f"{site.rstrip('/')}/{question_address(entry.meeting, entry.id)}" if site else ADDRESS


def what_is_cited(publication: Publication, entry: Entry) -> str:
    """Return which question it is, who answered, and in which document of which day that stands."""
    document = publication.archive.documents.get(entry.answer_document or entry.document)
    what = _who_asks(publication, entry)
    if entry.answered_by:
        what += f" met antwoord van {wording.offices(entry.answered_by)}"
    if document is None:
        return what
    day = f", {wording.day(document.date)}" if document.date else ""
    return f"{what}. In: {document.title}{day}"


def _bibtex(publication: Publication, entry: Entry, address: str) -> str:
    day = entry.answer_date or entry.asked_date or ""
    node = publication.archive.meetings.get(entry.meeting)
    by = f", antwoord van {wording.offices(entry.answered_by)}" if entry.answered_by else ""
    meeting = node.meeting.name if node else entry.meeting
    where = f"{meeting}, {wording.lower_first(wording.question_title(entry))}"
    fields = {
        "author": f"{{{_tex(', '.join(_askers(publication, entry)) or NAME)}}}",
        "title": f"{{{_tex(_start(entry))}}}",
        "howpublished": _tex(f"{NAME}, {where}"),
        "year": day[:4],
        "date": day,
        "note": _tex(f"{entry.id}{by}"),
        "url": address.replace("{", "%7B").replace("}", "%7D"),
        "langid": "dutch",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_KEY.sub('-', f'kamerspiegel-{entry.anchor}'.lower())},", *lines, "}"])


def _who_asks(publication: Publication, entry: Entry) -> str:
    """Return "Vraag 3 van D66"."""
    asker = wording.enumeration(publication.faction_names(entry) or entry.members)
    return wording.question_title(entry) + (f" van {asker}" if asker else "")


def _askers(publication: Publication, entry: Entry) -> tuple[str, ...]:
    return (*entry.members, *publication.faction_names(entry))


def _start(entry: Entry, length: int = 160) -> str:
    line = " ".join(plain_text(entry.question).split())
    return line if len(line) <= length else f"{line[:length].rpartition(' ')[0] or line[:length]} …"


def _lined(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _tex(text: str) -> str:
    return text.translate(_TEX)
