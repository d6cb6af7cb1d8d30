"""Facts that a document states of itself: date, subject, reference, addressee, signatures, meeting."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from generator.dates import find_dates, read_days
from generator.reading.factions import Askers
from generator.reading.rows import Row
from generator.records import Chamber, DocumentKind, Facts, Person

_DATE_LABEL = re.compile(r"^(?:Datum|DATUM|D A T U M|datum)\b\s*:?\s*(?P<value>.*)$")
#: "Vastgesteld 4 maart 2026", also without the blank; "Ontvangen 17 mei 2022".
_SETTLED = re.compile(r"^(?:Vastgesteld|Ontvangen)\s*(?P<value>\d{1,2}\s\w+\s\d{4})$")
_SUBJECT_LABEL = re.compile(
    r"^(?:Betreft|BETREFT|B E T R E F T|betreft|Onderwerp|ONDERWERP|RETREFT)\b\s*:?\s*(?P<value>.*)$"
)
_REFERENCE_LABEL = re.compile(
    r"^(?:Onze referentie|Ons kenmerk|ONS KENMERK|ons kenmerk|Kenmerk)\b\s*:?\s*(?P<value>.*)$"
)
_STOP_LABEL = re.compile(
    r"^(?:Datum|DATUM|Betreft|Onderwerp|Onze referentie|Ons kenmerk|ONS|UW|Uw|U W|O N S|Bijlage"
    r"|BIJLAGE|BI ?J|B I J|Geachte|Ministerie|Bij beantwoording|Pagina|Contact|In antwoord|Hierbij)\b"
)
_RECEIVED = re.compile(r"\(ontvangen\s+(?:\(ontvangen\s+)?([^)]{6,30})\)")
_SENT = re.compile(r"\(?\bingezonden\s+(?:op\s+)?(\d{1,2}\s+[a-z]+\s+\d{4})")
_YOUR_LETTER = re.compile(r"uw brief van (\d{1,2} [a-z]+ \d{4})")
_CHAMBER = re.compile(r"\b(Tweede|Eerste)\s+Kamer\b")
_COMMITTEE = re.compile(
    r"\b([Vv]aste (?:[Kk]amer)?commissies? voor (?:de\s+)?[A-Z][\w-]*(?:(?:,|\s+en"
    r"|\s+voor)?\s+(?:de\s+)?[A-Z][\w-]*)*)"
)
_MINISTER = re.compile(
    r"(?:Antwoord|Mededeling)\s+van\s+(?P<office>[Mm]inister(?:-[Pp]resident)?"
    r"|[Ss]taatssecretaris)\s+(?P<name>[^()]{2,60}?)\s*(?:\((?P<of>[^()]{3,120})\))?\s*(?=\(ontvangen"
    r"|,|\ben\b|\.|$)"
)
_ALSO_MINISTER = re.compile(
    r"(?:,|\ben)(?:\s+van)?\s+(?P<office>[Mm]inister"
    r"|[Ss]taatssecretaris)\s+(?P<name>[^()]{2,60}?)\s*\((?P<of>[^()]{3,120})\)"
)
_OFFICE = re.compile(
    r"^(?:(?:DE|De|Het|HET)\s+)?(?P<office>(?:minister|staatssecretaris)(?:-president)?\b.{0,120}?)[,.]?$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^(?:drs\.|dr\.|mr\.|ir\.|prof\.|ing\.|\s)*[A-ZÀ-Þ][^\d?!:;]{2,60}$")
_REFERENCE = re.compile(r"\b(?:MINDEF|DEF|BZDOC-|BZ)\d{6,}\b|\b20\d{2}[ZD]\d{5}\b")
_DOSSIER = re.compile(
    r"\b(\d{2})[ .]?(\d{3})(?:[- ]([IVX]{1,6}|[A-Z]|\d{2})\b)?(?:-(\d{1,4})\b|(?=,?\s+nr|\)|\s*$))"
)
#: A dossier with the chapter of the budget, at the head of a paper: "30 550 XI Vaststelling van …".
_CHAPTER = re.compile(r"^(\d{2})[ .]?(\d{3})[ -]([IVX]{1,6})\b")
_MEETING = re.compile(
    r"\b(?:over|inzake|voor|t\.b\.v\.)\s+(?:de|het|een)\s+(?P<name>(?:(?!\bover (?:de|het)\b"
    r"|\binzake\b|[.?;]\s).){6,220}?)\s+(?:van|op|d\.d\.)\s+(?=\d{1,2}\b)"
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
_SMALL = {"van", "de", "der", "en", "voor", "het", "den", "te"}


def read_facts(
    opening: Sequence[Row],
    closing: Sequence[Row],
    title_rows: Sequence[Row],
    metadata: Sequence[tuple[str, str]] = (),
) -> Facts:
    """Return the facts in the rows before the questions and after the answers, and in titles between them.

    ``metadata``: what the format states outside the text (XML), by name; it says dates and dossiers best.
    """
    lines = [row.text for row in opening]
    text = " ".join(lines)
    stated = {
        name: value for name, value in reversed(metadata) if not name.startswith("date") or _is_iso(value)
    }
    received, sent = _RECEIVED.search(text), _SENT.search(text) or _YOUR_LETTER.search(text)
    date = stated.get("date.answered") or stated.get("date") or _labelled_date(lines)
    date = date or (_first_day(received[1]) if received else None)
    letter = dt.date.fromisoformat(date) if date else None
    title = _subject(lines)
    asked = stated.get("date.asked") or (_first_day(sent[1]) if sent else None)
    base = letter or (dt.date.fromisoformat(asked) if asked else None)
    meeting, days = _meeting(title or "", text, base)
    chamber = _CHAMBER.search(text)
    committee = _COMMITTEE.search(text)
    return Facts(
        title=title,
        date=date,
        asked_date=asked,
        chamber=_chamber(f"{chamber[1]} Kamer") if chamber else None,
        committee=_lower_first(committee[1]) if committee else None,
        reference=_reference(lines),
        references=tuple(dict.fromkeys(_REFERENCE.findall(text))),
        dossiers=tuple(
            dict.fromkeys(
                [value for name, value in metadata if name == "dossier"]
                or _dossiers(" ".join([text, *(row.text for row in title_rows)]))
            )
        ),
        signatories=_signatories(opening) or _answering(text) or _signatories(closing),
        meeting=meeting,
        meeting_days=days,
    )


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
    """Return what stands behind a label of the letterhead: on its line, or on the lines below it."""
    for index, line in enumerate(lines):
        match = label.match(line)
        if not match:
            continue
        parts = [match["value"].strip()] if match["value"].strip() else []
        for following in lines[index + 1 : index + 1 + longest]:
            if _STOP_LABEL.match(following) or (parts and longest == 1):
                break
            parts.append(following)
        if parts:
            return " ".join(parts)
    return None


def _labelled_date(lines: Sequence[str]) -> str | None:
    value = _value(lines, _DATE_LABEL, 1)
    if value is None:
        settled = next((m for line in lines if (m := _SETTLED.match(line))), None)
        value = settled["value"] if settled else None
    return _first_day(value) if value else None


def _subject(lines: Sequence[str]) -> str | None:
    value = _value(lines, _SUBJECT_LABEL, 6)
    if value:
        return value.strip()
    text = " ".join(lines)
    members = re.search(
        r"(Vragen van (?:de leden|het lid|het leden)\b.{10,600}?)\s*(?:\(ingezonden|Antwoord van"
        r"|Mededeling van|$)",
        text,
    )
    if members:
        return members[1].rstrip(" .")
    named = re.search(
        r"\b(?:INBRENG )?VERSLAG VAN EEN (?:NADER )?SCHRIFTELIJK OVERLEG\b|\bLIJST VAN VRAGEN(?: EN "
        r"ANTWOORDEN)?\b|\bNOTA NAAR AANLEIDING VAN HET VERSLAG\b|\bMEMORIE VAN ANTWOORD\b",
        text,
    )
    return named.group().capitalize() if named else None


def _reference(lines: Sequence[str]) -> str | None:
    value = _value(lines, _REFERENCE_LABEL, 1)
    if value and re.search(r"\d", value) and len(value) < 40:
        return value
    for line in lines[:12]:
        if re.fullmatch(r"20\d{2}[ZD]\d{5}", line):
            return line
    return None


def _dossiers(text: str) -> tuple[str, ...]:
    found = []
    for match in (*_CHAPTER.finditer(text), *_DOSSIER.finditer(text)):
        name = match[1] + match[2] + (f"-{match[3]}" if match[3] else "")
        if 14000 < int(match[1] + match[2]) < 40000 and name not in found:
            found.append(name)
    return tuple(found)


def _signatories(rows: Sequence[Row]) -> tuple[Person, ...]:
    """Pair offices with the names below them: office, name; or all offices first, then all names."""
    offices: list[str] = []
    names: list[str] = []
    for row in rows:
        office = _OFFICE.match(row.text)
        if office and row.name == "office":
            offices.append(_office(office["office"]))
        elif (
            offices
            and len(names) < len(offices)
            and _PERSON.match(row.text)
            and row.name == ""
            and len(row.text.split()) <= 6
        ):
            names.append(row.text.strip(" ,"))
        elif offices and len(names) >= len(offices):
            break
    if offices and not names:
        return _name_above(rows)
    return tuple(Person(name=name, office=office) for name, office in zip(names, offices, strict=False))


def _name_above(rows: Sequence[Row]) -> tuple[Person, ...]:
    """Some ministries sign with the name first: "Sophie Hermans", "Minister van Klimaat en Groene Groei"."""
    for above, row in pairwise(rows):
        office = _OFFICE.match(row.text)
        if office and _PERSON.match(above.text) and not above.name and 2 <= len(above.text.split()) <= 6:
            return (Person(name=above.text.strip(" ,"), office=_office(office["office"])),)
    return ()


def _office(printed: str) -> str:
    """Return an office in running type: "MINISTER VAN DEFENSIE" → "minister van Defensie"."""
    words = printed.strip(" ,.").split()
    if printed.isupper():
        words = [w.lower() if w.lower() in _SMALL else w.capitalize() for w in words]
    return " ".join([words[0].lower(), *words[1:]]) if words else printed


def _answering(text: str) -> tuple[Person, ...]:
    first = _MINISTER.search(text)
    if not first:
        return ()
    found = [
        first,
        *_ALSO_MINISTER.finditer(
            text[: text.find("ontvangen", first.end()) + 1]
            if "ontvangen" in text[first.end() :]
            else text[: first.end() + 200],
            first.end(),
        ),
    ]
    return tuple(
        Person(
            name=" ".join(m["name"].split()),
            office=f"{m['office'].lower()} {'van ' + ' '.join(m['of'].split()) if m['of'] else ''}".strip(),
        )
        for m in found
    )


def _meeting(title: str, text: str, letter: dt.date | None) -> tuple[str | None, tuple[str, ...]]:
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
    for sentence in re.split(r"(?<=[.,])\s+(?=Op \d)", text):
        agenda = _AGENDA.match(sentence)
        days = read_days(agenda["days"], letter) if agenda else ()
        if agenda and days:
            named = re.search(r"\bvoor\s+(?:de|het)\s+(.{5,160}?)(?:\.|$)", agenda["rest"])
            return (named[1].strip() if named else agenda["rest"].strip(" .")), tuple(
                day.isoformat() for day in days
            )
    return None, ()


def _any_day(text: str) -> dt.date | None:
    mentions = find_dates(text)
    return mentions[0].days[0] if mentions else None


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
