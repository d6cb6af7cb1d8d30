"""The Dutch that pages are written in: dates, numbers, names of statuses and kinds. Plain Dutch, level B1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, get_args

from generator.archive.graph import DeclineReason, Entry, Status
from generator.archive.outline import Outline
from generator.dates import show_days
from generator.records import Attribution, DocumentKind, LineClass, Person, Procedure
from generator.registers import Meeting

MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_NUMBERS: Final = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip
STATUSES: Final[tuple[Status, ...]] = get_args(Status)

STATUS_NAMES: Final[Mapping[Status, str]] = {
    "answered": "Beantwoord",
    "partial": "Deels beantwoord",
    "reference": "Verwijst naar ander antwoord",
    "declined": "Niet openbaar",
    "deferred": "Later",
    "pending": "Nog geen antwoord",
}
#: For a row of counts: "38 beantwoord, 2 niet openbaar".
STATUS_COUNTS: Final[Mapping[Status, str]] = {
    "answered": "beantwoord",
    "partial": "deels beantwoord",
    "reference": "met een verwijzing",
    "declined": "niet openbaar",
    "deferred": "later",
    "pending": "nog geen antwoord",
}
REASON_NAMES: Final[Mapping[DeclineReason, str]] = {
    "operational-security": "operationele veiligheid",
    "confidential": "vertrouwelijk",
    "commercial": "bedrijfsvertrouwelijk",
    "no-public-statement": "geen uitspraken in het openbaar",
    "not-this-minister": "niet aan deze minister",
    "other": "een andere reden",
}
KIND_NAMES: Final[Mapping[DocumentKind, str]] = {
    "questions": "Vragen",
    "answers": "Antwoorden",
    "report": "Verslag met vragen en antwoorden",
    "agenda": "Agenda",
    "letter": "Brief",
    "postponement": "Bericht van uitstel",
}
PROCEDURE_NAMES: Final[Mapping[Procedure, str]] = {
    "schriftelijk overleg": "Schriftelijk overleg",
    "lijst van vragen": "Lijst van vragen",
    "kamervragen": "Kamervragen",
    "onbekend": "Niet bekend",
}
LINE_CLASS_NAMES: Final[Mapping[LineClass, str]] = {
    "question": "Vraag",
    "answer": "Antwoord",
    "label": "Nummer of kopje",
    "heading": "Kop",
    "subheading": "Tussenkop",
    "introduction": "Inleiding van een fractie",
    "context": "Toelichting van een fractie",
    "footnote": "Voetnoot",
    "opening": "Begin van de brief",
    "letterhead": "Briefhoofd",
    "salutation": "Aanhef",
    "contents": "Inhoudsopgave",
    "signature": "Ondertekening",
    "furniture": "Kop- of voetregel van een pagina",
    "image": "Afbeelding",
    "copy": "Tweede exemplaar van dezelfde tekst",
    "memo": "Interne nota",
    "closing": "Slot",
    "letter": "Brief",
    "blank": "Lege regel",
    "unknown": "Niet begrepen",
}
ATTRIBUTION_NOTES: Final[Mapping[Attribution, str]] = {
    "heading": "",
    "named": "Genoemd in de vraag zelf, niet in een kop",
    "inferred": "Afgeleid uit andere vragen: niet in de tekst genoemd",
    "unknown": "Het document noemt hier geen fractie",
}


@lru_cache(maxsize=4096)
def day(iso: str | None) -> str:
    """Return a date as Dutch readers write it; a year or month alone stays what it is.

    >>> day("2026-02-10"), day("2026-02"), day("2026"), day(None)
    ('10 februari 2026', 'februari 2026', '2026', 'zonder datum')
    """
    if not iso:
        return "zonder datum"
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return iso
    words = [
        parts[0],
        *(MONTHS[int(part) - 1] for part in parts[1:2]),
        *(str(int(part)) for part in parts[2:3]),
    ]
    return " ".join(reversed(words))


def days(isos: Sequence[str]) -> str:
    """Return the days of a meeting, with month and year said once where they are shared.

    >>> days(("2026-02-11", "2026-02-12")), days(("2026-01-31", "2026-02-01"))
    ('11 en 12 februari 2026', '31 januari en 1 februari 2026')
    """
    try:
        return show_days(isos)
    except ValueError:
        return enumeration(day(iso) for iso in isos)


def year_of(iso: str | None) -> str:
    """Return the year of a date, or "" when there is none."""
    return iso[:4] if iso and iso[:4].isdigit() else ""


def days_between(earlier: str | None, later: str | None) -> int | None:
    """Return the number of days from one ISO date to another, or None when one is no full date."""
    try:
        return (date.fromisoformat(later or "") - date.fromisoformat(earlier or "")).days
    except ValueError:
        return None


def enumeration(words: Iterable[str]) -> str:
    """Join words as in a sentence.

    >>> enumeration(["3", "4", "5"]), enumeration([])
    ('3, 4 en 5', '')
    """
    every = tuple(words)
    if len(every) < 2:
        return every[0] if every else ""
    return f"{', '.join(every[:-1])} en {every[-1]}"


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 vraag", "2.041 vragen"."""
    return f"{figure(number)} {one if number == 1 else many}"


def figure(number: int) -> str:
    """Return a whole number with a point between the thousands."""
    return f"{number:,}".replace(",", ".")


def number_word(number: int) -> str:
    """Return a number as it stands at the start of a sentence: in words up to twelve."""
    return _NUMBERS[number] if number < len(_NUMBERS) else figure(number)


def sentence(text: str) -> str:
    """Return text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return text with its first letter in lower case: for a title inside a sentence."""
    return text[:1].lower() + text[1:]


def question_title(entry: Entry) -> str:
    """Return what a question is called on its page: "Vraag 15", "Vragen 3, 4 en 5", "3e vraag".

    A number that is not printed is an ordinal, so that nobody looks for it in the document.
    """
    printed = entry.numbers or ((entry.number,) if entry.number is not None else ())
    return _title(printed, entry.section) if printed else f"{entry.ordinal}e vraag"


@lru_cache(maxsize=4096)
def _title(printed: tuple[int, ...], section: str | None) -> str:
    start = f"{section}-" if section else ""
    noun = "Vraag" if len(printed) == 1 else "Vragen"
    return f"{noun} {enumeration(f'{start}{number}' for number in printed)}"


def office(person: Person) -> str:
    """Return who signed, for after "van": "de minister van Defensie, Ruben Brekelmans"."""
    if not person.office:
        return person.name
    article = "" if person.office.lower().startswith(("de ", "het ")) else "de "
    return f"{article}{person.office}, {person.name}" if person.name else f"{article}{person.office}"


@lru_cache(maxsize=1024)
def signed(people: tuple[Person, ...]) -> str:
    """Return who signed, for after "van", where several may have."""
    return enumeration(map(office, people))


def offices(people: Sequence[Person]) -> str:
    """Return the offices of those who answered, without names: "de minister van Defensie"."""
    return _offices(tuple(people))


@lru_cache(maxsize=1024)
def _offices(people: tuple[Person, ...]) -> str:
    return enumeration(
        office(Person(name="", office=person.office)) if person.office else person.name for person in people
    )


def status_detail(entry: Entry) -> str:
    """Return what stands behind the name of a status: the reason, or what it is put off to."""
    evidence = entry.status
    if evidence.reason is not None and evidence.status in ("declined", "partial"):
        return "" if evidence.reason == "other" else REASON_NAMES[evidence.reason]
    if evidence.deferred_to and evidence.status == "deferred":
        return evidence.deferred_to
    if evidence.deferred_to and evidence.status == "partial":
        return f"de rest later, {evidence.deferred_to}"
    return ""


def status_counts(entries: Iterable[Entry | Outline]) -> tuple[tuple[Status, int], ...]:
    """Return how many entries have each status, in fixed order, without the zeros."""
    found = dict.fromkeys(STATUSES, 0)
    for entry in entries:
        found[entry.status.status] += 1
    return tuple((status, number) for status, number in found.items() if number)


def counted_statuses(entries: Iterable[Entry | Outline]) -> str:
    """Return the counts as words: "38 beantwoord, 2 niet openbaar"."""
    return ", ".join(f"{figure(number)} {STATUS_COUNTS[status]}" for status, number in status_counts(entries))


@lru_cache(maxsize=1024)
def meeting_days(meeting: Meeting) -> str:
    """Return when a meeting was: its days, its year, or ""."""
    if meeting.days:
        return days(meeting.days)
    return str(meeting.year) if meeting.year else ""


def excerpt(text: str, length: int = 180) -> str:
    """Return the start of a text, cut at a word, in one line.

    >>> excerpt("Kan de minister aangeven wat de stand van zaken is?", 24)
    'Kan de minister …'
    """
    start = text[: length + 1]
    # What is printable holds no white space but spaces: this start is that of the line.
    if len(start) > length and start.isprintable() and "  " not in start and " " not in (start[0], start[-1]):
        return _cut(start, length)
    line = " ".join(text[: 4 * length].split())
    if len(line) <= length and len(text) <= 4 * length:
        return line
    return _cut(line, length)


def _cut(line: str, length: int) -> str:
    return f"{line[:length].rpartition(' ')[0].rstrip(' ,;:–-') or line[:length]} …"


def size(number_of_bytes: int) -> str:
    """Return a file size: "126 kB"."""
    if number_of_bytes < 1000:
        return f"{number_of_bytes} bytes"
    if number_of_bytes < 1_000_000:
        return f"{round(number_of_bytes / 1000)} kB"
    return f"{number_of_bytes / 1_000_000:.1f}".replace(".", ",") + " MB"
