"""Ministries by their permanent identifiers (TOOI, the registers of overheid.nl).

A small table, copied from those registers; a ministry that changed its name kept its identifier, so that one
row has all its names. Found by the office of who signed: "minister van Defensie". In doubt there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from generator.archive.graph import Archive
from generator.archive.outline import outlines
from generator.folding import fold
from generator.records import SCHEMA_VERSION

BASE = "https://identifier.overheid.nl/tooi/id/ministerie/"


class Ministry(msgspec.Struct, frozen=True, kw_only=True):
    """A ministry under one identifier."""

    #: "mnre1018"
    code: str
    #: Its present name, without "ministerie van".
    name: str
    abbreviation: str
    #: Names it had, or that are used for it.
    former: tuple[str, ...] = ()

    @property
    def uri(self) -> str:
        return BASE + self.code


#: (code, abbreviation, name, other names)
_ROWS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("mnre1010", "AZ", "Algemene Zaken", ()),
    ("mnre1162", "AenM", "Asiel en Migratie", ()),
    ("mnre1034", "BZK", "Binnenlandse Zaken en Koninkrijksrelaties", ("Binnenlandse Zaken",)),
    ("mnre1013", "BZ", "Buitenlandse Zaken", ()),
    ("mnre1018", "DEF", "Defensie", ()),
    ("mnre1045", "EZK", "Economische Zaken en Klimaat", ("Economische Zaken",)),
    ("mnre1090", "FIN", "Financiën", ()),
    ("mnre1130", "IenW", "Infrastructuur en Waterstaat", ()),
    ("mnre1058", "JenV", "Justitie en Veiligheid", ("Veiligheid en Justitie", "Justitie")),
    ("mnre1182", "KGG", "Klimaat en Groene Groei", ()),
    # "Landbouw, Natuur en Voedselkwaliteit" was the name of two ministries, mnre1150 and mnre1153.
    ("mnre1153", "LVVN", "Landbouw, Visserij, Voedselzekerheid en Natuur", ()),
    ("mnre1109", "OCW", "Onderwijs, Cultuur en Wetenschap", ()),
    ("mnre1073", "SZW", "Sociale Zaken en Werkgelegenheid", ()),
    ("mnre1025", "VWS", "Volksgezondheid, Welzijn en Sport", ()),
    ("mnre1171", "VRO", "Volkshuisvesting en Ruimtelijke Ordening", ()),
)
MINISTRIES: tuple[Ministry, ...] = tuple(
    Ministry(code=code, name=name, abbreviation=abbreviation, former=former)
    for code, abbreviation, name, former in _ROWS
)
#: Offices that are named otherwise than their ministry.
_BY_OFFICE = {"minister-president": "mnre1010"}

_OFFICE = re.compile(
    r"^(?:de |het )?(?:minister|staatssecretaris|demissionair minister|ministerie) (?:van|voor) (?P<what>.+)$"
)
_BY_CODE = {ministry.code: ministry for ministry in MINISTRIES}
_BY_NAME = {fold(name): one for one in MINISTRIES for name in (one.name, *one.former)}


@lru_cache(maxsize=1024)
def ministry_of(office: str | None) -> Ministry | None:
    """Return the ministry of an office ("minister van Defensie"), or None when the table does not tell.

    An office for a subject ("minister voor Klimaat en Energie") sits at a ministry that its name does not
    give: None. So is it for a name that says more than that of a ministry.
    """
    if not office:
        return None
    folded = " ".join(fold(office).split()).rstrip(" ,.;")
    if (code := _BY_OFFICE.get(folded.split(",")[0])) is not None:
        return _BY_CODE[code]
    found = _OFFICE.match(folded)
    return _BY_NAME.get(found["what"]) if found else None


def ministries_in(archive: Archive) -> tuple[Ministry, ...]:
    """Return the ministries whose ministers answered in this archive, in the order of the table."""
    codes = {ministry.code for office in _offices(archive) if (ministry := ministry_of(office))}
    return tuple(ministry for ministry in MINISTRIES if ministry.code in codes)


def ministries_file(archive: Archive) -> tuple[str, bytes]:
    """Return ``ministries.json``: the ministries of this archive with their identifiers."""
    rows = [
        {
            "id": ministry.uri,
            "name": ministry.name,
            "abbreviation": ministry.abbreviation,
            "former_names": list(ministry.former),
        }
        for ministry in ministries_in(archive)
    ]
    made = {"schema_version": SCHEMA_VERSION, "ministries": rows}
    return "ministries.json", msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _offices(archive: Archive) -> Iterator[str]:
    for outline in outlines(archive.questions).values():
        yield from (person.office for person in outline.answered_by if person.office)
    for node in archive.documents.values():
        yield from (person.office for person in node.signatories if person.office)
