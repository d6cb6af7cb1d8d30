"""How one question is cited, and shown on another site.

No date of access: it is not known when a page is made. Whoever cites adds it where their style wants it.
"""

from __future__ import annotations

import re
from html import escape

import msgspec

from generator.addresses import question_address
from generator.archive.graph import Archive, Entry
from generator.export.meeting_markdown import escape as escape_markdown
from generator.records import Person, plain_text

NAME = "Kamerspiegel"
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": " ", "\r": " ",
    }
)  # fmt: skip
_KEY = re.compile(r"[^a-z0-9]+")


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """One question, cited in three ways."""

    plain: str
    markdown: str
    bibtex: str


def cite(archive: Archive, entry: Entry, site_url: str | None = None) -> Citation:
    """Return the citations of a question; without the address of the site they name its id."""
    who, what, where = _askers(archive, entry), _what(entry), _meeting(archive, entry)
    day = entry.answer_date or entry.asked_date or ""
    address = _address(entry, site_url)
    place = address or entry.id
    parts = [who, f"“{what}”", where, *([f"antwoord van {_who(entry)}"] if entry.answer else []), day, NAME]
    said = ", ".join(part for part in parts if part)
    link = f"[{escape_markdown(said)}](<{address}>)" if address else f"{escape_markdown(said)}, `{entry.id}`"
    return Citation(plain=f"{said}, {place}", markdown=link, bibtex=_bibtex(archive, entry, address))


def embed(archive: Archive, entry: Entry, site_url: str) -> str:
    """Return HTML that shows a question on another site: no script, no request, nothing that follows."""
    address = escape(_address(entry, site_url) or "")
    lines = [f'<blockquote class="kamerspiegel" lang="nl" cite="{address}">']
    lines.append(f"<p><strong>{escape(_askers(archive, entry) or 'Vraag')}</strong></p>")
    lines += [f"<p>{_lined(paragraph.text)}</p>" for paragraph in entry.question]
    if entry.answer:
        day = f" ({entry.answer_date})" if entry.answer_date else ""
        lines.append(f"<p><strong>Antwoord van {escape(_who(entry) + day)}</strong></p>")
        lines += [f"<p>{_lined(paragraph.text)}</p>" for paragraph in entry.answer]
    else:
        lines.append("<p><em>Nog geen antwoord</em></p>")
    where = escape(f"{_meeting(archive, entry)}, {NAME}")
    lines.append(f'<footer><a href="{address}">{where}</a> (geen officiële website)</footer>')
    return "\n".join([*lines, "</blockquote>"])


def _bibtex(archive: Archive, entry: Entry, address: str | None) -> str:
    day = entry.answer_date or entry.asked_date or ""
    fields = {
        "author": f"{{{_tex(_askers(archive, entry) or NAME)}}}",
        "title": f"{{{_tex(_what(entry))}}}",
        "howpublished": _tex(f"{NAME}, {_meeting(archive, entry)}"),
        "year": day[:4],
        "date": day,
        "note": _tex(f"{entry.id}{f', antwoord van {_who(entry)}' if entry.answer else ''}"),
        "url": (address or "").replace("{", "%7B").replace("}", "%7D"),
        "langid": "dutch",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_KEY.sub('-', f'kamerspiegel-{entry.anchor}'.lower())},", *lines, "}"])


def _askers(archive: Archive, entry: Entry) -> str:
    names = [archive.factions[one].faction.name if one in archive.factions else one for one in entry.factions]
    return ", ".join((*entry.members, *names))


def _what(entry: Entry, length: int = 160) -> str:
    line = " ".join(plain_text(entry.question).split())
    return line if len(line) <= length else f"{line[:length].rpartition(' ')[0] or line[:length]} …"


def _meeting(archive: Archive, entry: Entry) -> str:
    node = archive.meetings.get(entry.meeting)
    number = f", vraag {entry.number}" if entry.number is not None else ""
    return f"{node.meeting.name if node else entry.meeting}{number}"


def _who(entry: Entry) -> str:
    return ", ".join(filter(None, map(_person, entry.answered_by))) or "de minister"


def _person(person: Person) -> str:
    return f"{person.office} {person.name}".strip() if person.office else person.name


def _address(entry: Entry, site_url: str | None) -> str | None:
    return f"{site_url.rstrip('/')}/{question_address(entry.meeting, entry.id)}" if site_url else None


def _lined(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _tex(text: str) -> str:
    return text.translate(_TEX)
