"""Signatures: who signed or answered, and in which office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.reading.rows import Row
from generator.reading.specimens import Specimens
from generator.records import Person

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
#: Words of an office that have no capital.
_SMALL = {"van", "de", "der", "en", "voor", "het", "den", "te"}
#: How far behind the first minister others are looked for, in characters, where no date closes the list.
_NEAR = 200


def signatories(rows: Sequence[Row]) -> tuple[Person, ...]:
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


def answering(text: str) -> tuple[Person, ...]:
    """Return those who are named as answering: "Antwoord van Minister X (Financiën) en … (ontvangen …)"."""
    first = _MINISTER.search(text)
    if not first:
        return ()
    found = [
        first,
        *_ALSO_MINISTER.finditer(
            text[: text.find("ontvangen", first.end()) + 1]
            if "ontvangen" in text[first.end() :]
            else text[: first.end() + _NEAR],
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


SPECIMENS = (
    Specimens(
        "answering minister",
        _MINISTER,
        (
            "Antwoord van Minister De Wit (Financiën) (ontvangen 3 mei 2031)",
            "Mededeling van staatssecretaris De Wit (ontvangen 3 mei 2031)",
        ),
        ("Antwoord van de heer De Wit",),
    ),
    Specimens(
        "another minister",
        _ALSO_MINISTER,
        (", en van Minister Van Aarle (Defensie)",),
        ("en de Minister van Defensie",),
    ),
    Specimens(
        "office",
        _OFFICE,
        ("DE MINISTER VAN DEFENSIE", "De minister-president,", "Staatssecretaris van Financiën"),
        ("De voorzitter van de commissie,",),
    ),
    Specimens("person", _PERSON, ("drs. A. de Wit", "D.M. van Weel"), ("12 mei 2031", "de minister")),
)
