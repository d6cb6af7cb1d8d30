"""The meeting or budget that a consultation was about, and its days."""

from __future__ import annotations

import datetime as dt
import re

from generator.dates import find_dates, read_days
from generator.reading.specimens import Specimens

#: Its name does not run on into the first sentence of a letter ("In antwoord op uw brief van 5 mei").
_MEETING = re.compile(
    r"\b(?:over|inzake|voor|t\.b\.v\.)\s+(?:de|het|een)\s+(?P<name>(?:(?!\bover (?:de|het)\b"
    r"|\binzake\b|\b[Ii]n antwoord op\b|\b(?:[Kk]amer)?brief\b|[.?;]\s).){6,220}?)"
    r"\s+(?:van|op|d\.d\.)\s+(?=\d{1,2}\b)"
)
#: The paper that is consulted about, before the meeting it is for.
_PAPER = re.compile(
    r"^(?:(?:de|het)\s+)?(?:geannoteerde agenda|agenda|verslag|stukken|inzet)\s+(?:voor|van|bij|ten "
    r"behoeve van)\s+(?:de|het)\s+"
)
_AGENDA = re.compile(
    r"^Op\s+(?P<days>\d{1,2}\b[^,.]{4,40}?)\s+(?:komen|vindt|vinden|komt|is|zijn|staat)\b(?P<rest>.{10,300})"
)
#: A budget round has a year instead of days.
_BUDGET = re.compile(r"\b((?:[Oo]ntwerp)?[Bb]egroting\b.{3,140}?\b20\d{2})\b")
_AGENDA_FOR = re.compile(r"\bvoor\s+(?:de|het)\s+(.{5,160}?)(?:\.|$)")
#: Where a sentence or clause "Op 18 juni vindt …" may start.
_CLAUSE = re.compile(r"(?<=[.,])\s+(?=Op \d)")


def find_meeting(title: str, text: str, letter: dt.date | None) -> tuple[str | None, tuple[str, ...]]:
    """Return what the consultation was about and its days, from the subject or the first sentences."""
    for source in (title, text):
        for match in _MEETING.finditer(source):
            mentions = [
                m for m in find_dates(source[match.end() :][:80], letter or _any_day(text)) if m.start <= 3
            ]
            if mentions:
                name = _PAPER.sub("", match["name"]).strip(" ,")
                return name, tuple(day.isoformat() for day in mentions[0].days)
    budget = _BUDGET.search(title)
    if budget:
        return budget[1], ()
    for sentence in _CLAUSE.split(text):
        agenda = _AGENDA.match(sentence)
        days = read_days(agenda["days"], letter) if agenda else ()
        if agenda and days:
            named = _AGENDA_FOR.search(agenda["rest"])
            return (named[1].strip() if named else agenda["rest"].strip(" .")), tuple(
                day.isoformat() for day in days
            )
    return None, ()


def _any_day(text: str) -> dt.date | None:
    mentions = find_dates(text)
    return mentions[0].days[0] if mentions else None


SPECIMENS = (
    Specimens(
        "meeting",
        _MEETING,
        ("over de Defensieraad van 20 mei 2031", "inzake de Milieuraad op 12 juni"),
        ("over de brief van 20 mei 2031",),
    ),
    Specimens("paper for it", _PAPER, ("geannoteerde agenda voor de Defensieraad",), ("Defensieraad",)),
    Specimens(
        "agenda's sentence",
        _AGENDA,
        ("Op 20 mei 2031 komen de ministers van Defensie bijeen in Brussel.",),
        ("Op de agenda staan drie punten",),
    ),
    Specimens("budget", _BUDGET, ("de Ontwerpbegroting van Defensie voor 2031",), ("de begroting",)),
    Specimens("what it is for", _AGENDA_FOR, ("bijeen voor de NAVO-bijeenkomst.",), ("bijeen in Brussel.",)),
    Specimens("clause", _CLAUSE, ("Geachte voorzitter, Op 20 mei vindt",), ("Op de agenda",)),
)
