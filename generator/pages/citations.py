"""How one question is cited, and shown on another site.

No date of access: it is not known when a page is made. Whoever cites adds it where their style wants it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

import msgspec

from generator.addresses import question_address
from generator.archive.graph import Entry
from generator.export.meeting_markdown import escape as escape_markdown
from generator.pages import wording
from generator.pages.publication import Publication, once_a_page
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
_IN_TEX = re.compile(f"[{re.escape(''.join(map(chr, _TEX)))}]")
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
        markdown=f"[{_as_markdown(what)}. {NAME}](<{address}>)",
        bibtex=_bibtex(publication, entry, address),
    )


def embed(publication: Publication, entry: Entry) -> str:
    """Return HTML that shows a question on another site: no script, no request, nothing that follows."""
    asked = "".join([f"<p>{_lined(paragraph.text)}</p>\n" for paragraph in entry.question])
    if entry.answer:
        by = wording.signed(entry.answered_by)
        day = f", {wording.day(entry.answer_date)}" if entry.answer_date else ""
        said = f"<strong>{escape(f'Antwoord van {by}{day}' if by else f'Antwoord{day}')}</strong>"
    else:
        said = "<em>Nog geen antwoord</em>"
    answered = "".join([f"<p>{_lined(paragraph.text)}</p>\n" for paragraph in entry.answer])
    where = f"{NAME}: {_meeting_name(publication, entry.meeting)}"
    return (
        f'<blockquote lang="nl">\n<p><strong>{escape(_who_asks(publication, entry))}</strong></p>\n{asked}'
        f"<p>{said}</p>\n{answered}"
        f'<footer><a href="{escape(address_of(publication, entry))}">{escape(where)}</a>'
        " (geen officiële website)</footer>\n</blockquote>"
    )


def address_of(publication: Publication, entry: Entry) -> str:
    """Return the full address of a question, or what stands for it."""
    site = publication.settings.site_url
    return f"{site.rstrip('/')}/{question_address(entry.meeting, entry.id)}" if site else ADDRESS


def what_is_cited(publication: Publication, entry: Entry) -> str:
    """Return which question it is, who answered, and in which document of which day that stands."""
    by = f" met antwoord van {wording.offices(entry.answered_by)}" if entry.answered_by else ""
    document = _in_document(publication, entry.answer_document or entry.document)
    return f"{_who_asks(publication, entry)}{by}{document}"


@once_a_page
def _in_document(publication: Publication, identifier: str) -> str:
    document = publication.archive.documents.get(identifier)
    if document is None:
        return ""
    day = f", {wording.day(document.date)}" if document.date else ""
    return f". In: {document.title}{day}"


@once_a_page
def _meeting_name(publication: Publication, identifier: str) -> str:
    node = publication.archive.meetings.get(identifier)
    return node.meeting.name if node else identifier


def _bibtex(publication: Publication, entry: Entry, address: str) -> str:
    day = entry.answer_date or entry.asked_date or ""
    by = f", antwoord van {wording.offices(entry.answered_by)}" if entry.answered_by else ""
    question = wording.lower_first(wording.question_title(entry))
    where = f"{_meeting_name(publication, entry.meeting)}, {question}"
    title = _tex(_start(entry))
    key = _KEY.sub("-", f"kamerspiegel-{entry.anchor}".lower())
    return (
        f"@misc{{{key},\n"
        f"  author = {{{{{_tex(', '.join(_askers(publication, entry)) or NAME)}}}}},\n"
        f"  title = {{{{{title}}}}},\n"
        f"  howpublished = {{{_tex(f'{NAME}, {where}')}}},\n"
        + (f"  year = {{{day[:4]}}},\n  date = {{{day}}},\n" if day else "")
        + f"  note = {{{_tex(f'{entry.id}{by}')}}},\n"
        f"  url = {{{address.replace('{', '%7B').replace('}', '%7D')}}},\n"
        "  langid = {dutch},\n}"
    )


def _who_asks(publication: Publication, entry: Entry) -> str:
    """Return "Vraag 3 van D66"."""
    asker = wording.enumeration(publication.faction_names(entry) or entry.members)
    return wording.question_title(entry) + (f" van {asker}" if asker else "")


def _askers(publication: Publication, entry: Entry) -> tuple[str, ...]:
    return (*entry.members, *publication.faction_names(entry))


def _start(entry: Entry, length: int = 160) -> str:
    text = plain_text(entry.question)
    line = " ".join(text[: 2 * length].split())
    if len(line) <= length < len(text):
        line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rpartition(' ')[0] or line[:length]} …"


def _lined(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _tex(text: str) -> str:
    return text.translate(_TEX) if _IN_TEX.search(text) else text


#: The same question is cited on its page and in a script.
_as_markdown = lru_cache(maxsize=1024)(escape_markdown)
