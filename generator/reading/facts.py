"""Facts that a document states of itself: date, subject, reference, addressee, signatures, meeting."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from generator.dates import read_days
from generator.reading.factions import Askers
from generator.reading.meetings import find_meeting
from generator.reading.rows import Row
from generator.reading.signatures import answering, signatories
from generator.reading.specimens import Specimens
from generator.records import Chamber, DocumentKind, Facts

_DATE_LABEL = re.compile(r"^(?:Datum|DATUM|D A T U M|datum)\b\s*:?\s*(?P<value>.*)$")
#: "Vastgesteld 4 maart 2026", also without the blank; "Ontvangen 17 mei 2022".
_SETTLED = re.compile(r"^(?:Vastgesteld|Ontvangen)\s*(?P<value>\d{1,2}\s\w+\s\d{4})$")
#: The letterhead of a flattened letter: "DATUM 14 februari 2013 BETREFT …".
_RUNNING_DATE = re.compile(r"\b(?:DATUM|Datum|Vastgesteld|Ontvangen)\s+(?P<value>\d{1,2}\s[a-z]+\s\d{4})\b")
_SUBJECT_LABEL = re.compile(
    r"^(?:Betreft|BETREFT|B E T R E F T|betreft|Onderwerp|ONDERWERP)\b\s*:?\s*(?P<value>.*)$"
)
#: What takes the place of a subject in the questions of members, and in printed papers.
_MEMBERS_SUBJECT = re.compile(
    r"(Vragen van (?:de|het) (?:leden|lid)\b.{10,600}?)\s*"
    r"(?:\(ingezonden|Antwoord van|Mededeling van|$)"
)
_KIND_OF_PAPER = re.compile(
    r"\b(?:INBRENG )?VERSLAG VAN EEN (?:NADER )?SCHRIFTELIJK OVERLEG\b|\bLIJST VAN VRAGEN(?: EN "
    r"ANTWOORDEN)?\b|\bNOTA NAAR AANLEIDING VAN HET VERSLAG\b|\bMEMORIE VAN ANTWOORD\b"
)
_REFERENCE_LABEL = re.compile(
    r"^(?:Onze referentie|Ons kenmerk|ONS KENMERK|ons kenmerk|Kenmerk)\b\s*:?\s*(?P<value>.*)$"
)
_STOP_LABEL = re.compile(
    r"(?i)^(?:datum|betreft|onderwerp|onze referentie|(?:ons|uw) kenmerk|ons$|uw$|o n s$|u w$|bijlage"
    r"|bi ?j ?l ?a\w*|b i j|"
    r"geachte|ministerie|directoraat|bij beantwoording|pagina|contact|in antwoord|hierbij|bezorgen|postbus"
    r"|aan de)\b"
    r"|^\d{4} ?[A-Z]{2}\b"
)
_RECEIVED = re.compile(r"\((?:\(?ontvangen\s+)+([^)]{6,30})\)")
_SENT = re.compile(r"\(?\bingezonden\s+(?:op\s+)?(\d{1,2}\s+[a-z]+\s+\d{4})")
_YOUR_LETTER = re.compile(r"uw brief van (\d{1,2} [a-z]+ \d{4})")
_CHAMBER = re.compile(r"\b(Tweede|Eerste)\s+Kamer\b")
_COMMITTEE = re.compile(
    r"\b([Vv]aste (?:[Kk]amer)?commissies? voor (?:de\s+)?[A-Z][\w-]*(?:(?:,|\s+en"
    r"|\s+voor)?\s+(?:de\s+)?[A-Z][\w-]*)*)"
)
_REFERENCE = re.compile(r"\b(?:MINDEF|DEF|BZDOC-|BZ)\d{6,}\b|\b20\d{2}[ZD]\d{5}\b")
_DOSSIER = re.compile(
    r"\b(\d{2})[ .]?(\d{3})(?:[- ]([IVX]{1,6}|[A-Z]|\d{2})\b)?(?:-(\d{1,4})\b|(?=,?\s+nr|\)|\s*$))"
)
#: A dossier and its title at the head of a paper, perhaps with the chapter of a budget or a sub-dossier:
#: "30 550 XI Vaststelling van …", "21 501-32 Landbouw- en Visserijraad".
_TITLED = re.compile(r"^(\d{2})[ .]?(\d{3})(?:[ -]([IVX]{1,6}|\d{2})\b)?(?=\s+[A-Z]|$)")
#: Dossiers have numbers between these.
_FIRST_DOSSIER, _NO_DOSSIER = 14000, 40000
#: It stands in one of so many lines at the head.
_HEAD_LINES = 12


def read_facts(
    opening: Sequence[Row],
    closing: Sequence[Row],
    title_rows: Sequence[Row],
    metadata: Sequence[tuple[str, str]] = (),
) -> Facts:
    """Return the facts in the rows before the questions and after the answers, and in titles between them.

    ``metadata``: what the format states outside the text (XML), by name; it says dates and dossiers best.
    """
    lines = ["\n" + value for name, value in metadata if name == "header"]
    lines += [("\n" if row.after_blank else "") + row.text for row in opening]
    text = " ".join(" ".join(lines).split())
    stated = _stated(metadata)
    received, sent = _RECEIVED.search(text), _SENT.search(text) or _YOUR_LETTER.search(text)
    date = stated.get("date.answered") or stated.get("date") or _labelled_date(lines)
    date = date or (_first_day(received[1]) if received else None)
    letter = dt.date.fromisoformat(date) if date else None
    title = _subject(lines)
    asked = stated.get("date.asked") or (_first_day(sent[1]) if sent else None)
    base = letter or (dt.date.fromisoformat(asked) if asked else None)
    meeting, days = find_meeting(title or "", text, base)
    committee = _COMMITTEE.search(text)
    stated_dossiers = [value for name, value in metadata if name == "dossier"]
    printed = " ".join([text, *(row.text for row in title_rows)])
    chamber = _CHAMBER.search(printed)
    return Facts(
        title=title,
        date=date,
        asked_date=asked,
        chamber=_chamber(f"{chamber[1]} Kamer") if chamber else None,
        committee=_lower_first(committee[1]) if committee else None,
        reference=_reference(lines),
        references=tuple(dict.fromkeys(_REFERENCE.findall(text))),
        dossiers=tuple(dict.fromkeys(stated_dossiers or [*_titled(lines), *_dossiers(printed)])),
        signatories=signatories(opening) or answering(text) or signatories(closing),
        meeting=meeting,
        meeting_days=days,
    )


def _stated(metadata: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the facts stated outside the text by name, the first of each; dates that are none left out."""
    return {
        name: value for name, value in reversed(metadata) if not name.startswith("date") or _is_iso(value)
    }


def _is_iso(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _chamber(name: str) -> Chamber:
    return "Eerste Kamer" if name.startswith("Eerste") else "Tweede Kamer"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _first_day(text: str) -> str | None:
    days = read_days(text)
    return days[0].isoformat() if days else None


def _value(lines: Sequence[str], label: re.Pattern[str], longest: int) -> str | None:
    """Return what stands behind a label of the letterhead: on its line, or on the lines below it.

    A line that starts with a newline stands below a blank one: there the value ends.
    """
    for index, line in enumerate(lines):
        match = label.match(line.strip())
        if not match:
            continue
        parts = [match["value"].strip()] if match["value"].strip() else []
        for following in lines[index + 1 : index + 1 + longest]:
            if _STOP_LABEL.match(following.strip()) or (parts and (longest == 1 or following[0] == "\n")):
                break
            parts.append(following.strip())
        if parts:
            return " ".join(parts)
    return None


def _labelled_date(lines: Sequence[str]) -> str | None:
    value = _value(lines, _DATE_LABEL, 1)
    if value is None:
        settled = next((m for line in lines if (m := _SETTLED.match(line.strip()))), None)
        settled = settled or _RUNNING_DATE.search(" ".join(lines))
        value = settled["value"] if settled else None
    return _first_day(value) if value else None


def _subject(lines: Sequence[str]) -> str | None:
    value = _value(lines, _SUBJECT_LABEL, 6)
    if value:
        return value.strip()
    text = " ".join(" ".join(lines).split())
    members = _MEMBERS_SUBJECT.search(text)
    if members:
        return members[1].rstrip(" .")
    named = _KIND_OF_PAPER.search(text)
    return named.group().capitalize() if named else None


def _reference(lines: Sequence[str]) -> str | None:
    value = _value(lines, _REFERENCE_LABEL, 1)
    if value and re.search(r"\d", value) and len(value) < 40:
        return value
    for line in lines[:12]:
        if re.fullmatch(r"20\d{2}[ZD]\d{5}", line.strip()):
            return line.strip()
    return None


def _titled(lines: Sequence[str]) -> list[str]:
    """Return the dossiers that stand at the head of a paper, each at the start of a line."""
    found = []
    for line in lines[:_HEAD_LINES]:
        match = _TITLED.match(line.strip())
        if match and _FIRST_DOSSIER < int(match[1] + match[2]) < _NO_DOSSIER:
            found.append(match[1] + match[2] + (f"-{match[3]}" if match[3] else ""))
    return found


def _dossiers(text: str) -> tuple[str, ...]:
    found: list[str] = []
    titled = _TITLED.match(text)
    head = titled.end() if titled else 0
    for match in (*([titled] if titled else []), *_DOSSIER.finditer(text, head)):
        name = match[1] + match[2] + (f"-{match[3]}" if match[3] else "")
        if _FIRST_DOSSIER < int(match[1] + match[2]) < _NO_DOSSIER and name not in found:
            found.append(name)
    return tuple(found)


def with_askers(facts: Facts, askers: Askers | None, rows: Sequence[Row], kind: DocumentKind) -> Facts:
    """Return the facts with the members who put the questions, and with the reason of a postponement."""
    postponement = None
    if kind == "postponement":
        text = [row.text for row in rows if row.cls != "furniture"]
        start = next((n for n, t in enumerate(text) if t.startswith("Mededeling") and len(t) < 30), None)
        said = (
            text[start + 1 :]
            if start is not None
            else [t for t in text if len(t) > 80 and not t.startswith("Mededeling van")]
        )
        postponement = " ".join(said) or None
    return msgspec.structs.replace(
        facts,
        factions=askers.factions if askers else (),
        members=askers.members if askers else (),
        postponement=postponement,
    )


SPECIMENS = (
    Specimens(
        "date label", _DATE_LABEL, ("Datum 3 mei 2031", "DATUM", "D A T U M: 3 mei"), ("Datumprikker",)
    ),
    Specimens(
        "settled",
        _SETTLED,
        ("Vastgesteld 4 maart 2026", "Vastgesteld16 april 2010", "Ontvangen 17 mei 2022"),
        ("Vastgesteld, .. xxxx 2025",),
    ),
    Specimens(
        "running date", _RUNNING_DATE, ("… DATUM 14 februari 2013 BETREFT",), ("de datum 14 februari",)
    ),
    Specimens(
        "subject label",
        _SUBJECT_LABEL,
        ("Betreft Antwoorden op vragen", "ONDERWERP:"),
        ("Onderwerpen van gesprek",),
    ),
    Specimens(
        "members' subject",
        _MEMBERS_SUBJECT,
        ("Vragen van het lid De Wit (ABC) aan de Minister over veren (ingezonden 3 mei 2031).",),
        ("Vragen over veren",),
    ),
    Specimens(
        "kind of paper",
        _KIND_OF_PAPER,
        (
            "INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
            "LIJST VAN VRAGEN EN ANTWOORDEN",
            "MEMORIE VAN ANTWOORD",
        ),
        ("Verslag van een schriftelijk overleg",),
    ),
    Specimens(
        "reference label",
        _REFERENCE_LABEL,
        ("Onze referentie MINDEF20310001", "ONS KENMERK"),
        ("Uw kenmerk 12",),
    ),
    Specimens(
        "end of a value",
        _STOP_LABEL,
        ("Datum", "Geachte voorzitter,", "2511 CR Den Haag", "BI JLAGEN"),
        ("Veren over de Maas",),
    ),
    Specimens(
        "received",
        _RECEIVED,
        ("(ontvangen 7 maart 2031)", "((ontvangen 7 maart 2031)"),
        ("ontvangen op 7 maart",),
    ),
    Specimens(
        "sent", _SENT, ("(ingezonden 3 mei 2031)", "ingezonden op 3 mei 2031"), ("ingezonden stukken",)
    ),
    Specimens(
        "your letter",
        _YOUR_LETTER,
        ("In antwoord op uw brief van 5 mei 2031",),
        ("mijn brief van 5 mei 2031",),
    ),
    Specimens("chamber", _CHAMBER, ("de Voorzitter van de Tweede Kamer",), ("uw Kamer",)),
    Specimens(
        "committee",
        _COMMITTEE,
        ("de vaste commissie voor Sociale Zaken en Werkgelegenheid",),
        ("de commissie",),
    ),
    Specimens("reference", _REFERENCE, ("MINDEF20310001234", "2031Z00012", "2031D00012"), ("2031X00012",)),
    Specimens("dossier", _DOSSIER, ("36 045, nr. 267", "21501-28-301", "(36 800 X)"), ("36 045 schepen",)),
    Specimens(
        "dossier with title",
        _TITLED,
        ("30 550 XI Vaststelling van de begroting", "21 501-32 Landbouwraad", "36 900 IX"),
        ("36 045 schepen",),
    ),
)
