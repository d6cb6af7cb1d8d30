"""What a document is, and to which procedure it belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.drafts import Draft
from generator.reading.items import Layout
from generator.reading.rows import Row
from generator.reading.specimens import Specimens
from generator.records import DocumentKind, Procedure

_POSTPONED = re.compile(
    r"(?i)\bmededeling van (?:de )?(?:minister|staatssecretaris)"
    r"|\bniet binnen de (?:gebruikelijke|gestelde) termijn\b"
    r"|\bbinnen de (?:gebruikelijke|gestelde) termijn niet\b"
    r"|\buitstel (?:van )?(?:de )?(?:beantwoording|antwoord)|\bniet (?:tijdig|op tijd) .{0,40}beantwoord"
)
_AGENDA = re.compile(
    r"(?i)\bgeannoteerde agenda\b|\bagenda(?:’s|'s)? voor (?:deze|de) (?:bijeenkomst|raad)|\bkomen de "
    r".{3,60}bijeen\b|\bvindt .{0,40}\bplaats\b.{0,80}\bRaad\b"
)
_MEMBERS_PAPER = re.compile(
    r"(?i)\bkamervragen\b|vragen van (?:de leden|het lid)(?! van (?:de|het)\b)"
    r"|aanhangsel (?:van de )?handelingen|\bAH \d+ 20\d{2}Z|^20\d{2}Z\d{5}\b"
)
_REPORT = re.compile(r"(?i)\bverslag van een (?:nader )?schriftelijk overleg\b")
_CONSULTATION = re.compile(r"(?i)\bschriftelijke? overleg\b|\bgeannoteerde agenda\b")
_REACTION = re.compile(r"(?i)antwoord|reactie")
#: A row so long is no heading and no name.
_SENTENCE = 60


def kind_of(rows: Sequence[Row], draft: Draft, layout: Layout) -> DocumentKind:
    """Return the kind of a document, from what was found in it and what it calls itself."""
    opening = " ".join(rows[i].text for i in layout.opening)
    if draft.items:
        if any(item.answer for item in draft.items):
            return "report" if _REPORT.search(opening) else "answers"
        if _REPORT.search(opening) and _has_reaction(rows):
            return "report"
        if _POSTPONED.search(opening) or any(rows[i].name == "postponement-heading" for i in layout.closing):
            return "postponement"
        return "questions"
    if _POSTPONED.search(opening):
        return "postponement"
    if layout.parts:
        return "questions"
    return "agenda" if _AGENDA.search(opening[:3000]) else "letter"


def procedure_of(rows: Sequence[Row], draft: Draft) -> Procedure:
    """Return the procedure a document belongs to."""
    text = " ".join(
        row.text for row in rows if row.cls in {"opening", "letterhead", "heading", "letter", "salutation"}
    )[:6000]
    if any(item.members for item in draft.items) or _MEMBERS_PAPER.search(text):
        return "kamervragen"
    if _CONSULTATION.search(text) or any(part.heading is not None for part in draft.parts):
        return "schriftelijk overleg"
    if draft.items:
        return "lijst van vragen"
    return "onbekend"


def _has_reaction(rows: Sequence[Row]) -> bool:
    """Return whether text stands below a heading "Reactie van de minister" outside the contents."""
    below = False
    for row in rows:
        if row.name == "part-heading" and row.cls != "contents":
            below = bool(_REACTION.search(row.text))
        elif (
            below
            and len(row.text) > _SENTENCE
            and row.cls not in {"furniture", "image", "signature", "contents"}
        ):
            return True
    return False


SPECIMENS = (
    Specimens(
        "postponed",
        _POSTPONED,
        (
            "Mededeling van Minister De Wit",
            "niet binnen de gebruikelijke termijn",
            "is beantwoording binnen de gestelde termijn niet mogelijk",
            "Uitstel beantwoording schriftelijk overleg",
        ),
        ("Mededeling aan de Kamer",),
    ),
    Specimens(
        "agenda",
        _AGENDA,
        ("Geannoteerde agenda", "Op 20 mei komen de ministers bijeen"),
        ("de agenda van de commissie",),
    ),
    Specimens(
        "members' paper",
        _MEMBERS_PAPER,
        ("Antwoorden op Kamervragen", "Vragen van het lid De Wit", "AH 12 2031Z00012"),
        ("Vragen van de leden van de ABC-fractie",),
    ),
    Specimens(
        "report",
        _REPORT,
        ("Verslag van een nader schriftelijk overleg",),
        ("Verslag van een algemeen overleg",),
    ),
    Specimens(
        "consultation", _CONSULTATION, ("het schriftelijk overleg", "schriftelijke overleg"), ("overleg",)
    ),
    Specimens(
        "reaction", _REACTION, ("II Reactie van de minister", "Antwoord"), ("I Vragen en opmerkingen",)
    ),
)
