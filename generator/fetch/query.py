"""What is asked of the service, as addresses (OData v4)."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote, urlencode

import msgspec

BASE = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/"
#: Where a person reads about a document.
PAGE = "https://www.tweedekamer.nl/kamerstukken/detail?id={number}&did={number}"

#: Kinds of documents that are asked for, each with the questions, the answers, or word of their delay.
KINDS = (
    "Inbreng verslag schriftelijk overleg",
    "Verslag van een schriftelijk overleg",
    "Lijst van vragen",
    "Lijst van vragen en antwoorden",
    "Verslag houdende een lijst van vragen",
    "Verslag houdende een lijst van vragen en antwoorden",
    "Schriftelijke vragen",
    "Antwoord schriftelijke vragen",
    "Antwoord schriftelijke vragen (nader)",
    "Mededeling (uitstel antwoord)",
    "Brief regering",
)
#: The service refuses a filter of more than 100 nodes. A comparison is three (field, value, operator), and
#: every further one costs an "or"; the rest of the filter stays under 30.
KINDS_AT_ONCE = 15

_SELECT = (
    "Id,Soort,DocumentNummer,Titel,Onderwerp,Datum,Vergaderjaar,Kamer,Volgnummer,Aanhangselnummer,"
    "ContentType,ContentLength,GewijzigdOp,Verwijderd"
)
_CASE = "Nummer,Soort,Onderwerp"
_ACTOR = "ActorNaam,ActorFractie,Functie,Relatie"
_EXPAND_REST = (
    "Kamerstukdossier($select=Nummer,Toevoeging,Titel),"
    "Activiteit($select=Nummer,Soort,Onderwerp,Datum,Voortouwnaam,Voortouwafkorting),"
    f"DocumentActor($select={_ACTOR})"
)
_ATTACHED = "Id,Soort,DocumentNummer,Titel,Onderwerp,Datum,ContentType,ContentLength,GewijzigdOp,Verwijderd"
#: With who a case is addressed to, which committee leads, which version of the file is current, and what was
#: sent along: a minister often sends the answers with a letter that says little more than that.
_EXPAND_FULL = (
    f"Zaak($select={_CASE};$expand=ZaakActor($select={_ACTOR},ActorAfkorting)),{_EXPAND_REST},"
    f"HuidigeDocumentVersie($select=Id,Versienummer,ExterneIdentifier),BijlageDocument($select={_ATTACHED})"
)
#: Without anything nested, for when the service does not take the other.
_EXPAND_PLAIN = f"Zaak($select={_CASE}),{_EXPAND_REST}"


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents are asked for."""

    since: date
    #: The last day; None for no end.
    until: date | None = None
    #: Only records that changed at or after this moment (as the service writes it); None for all.
    changed: str | None = None


def documents_url(base: str, wish: Wish, kinds: tuple[str, ...], *, plain: bool = False) -> str:
    """Return the address of the first page of documents, in the order in which they changed.

    No ``$top``: with it the service would give one page and no link to the next.
    """
    tests = ["Verwijderd eq false", f"({' or '.join(f'Soort eq {literal(kind)}' for kind in kinds)})"]
    # A date is midnight in the Netherlands, at +01:00 or +02:00. The earlier of the two bounds both ends, so
    # that summer time neither costs nor adds a day.
    tests.append(f"Datum ge {_midnight(wish.since)}")
    if wish.until is not None:
        tests.append(f"Datum lt {_midnight(wish.until + timedelta(days=1))}")
    if wish.changed:
        tests.append(f"GewijzigdOp ge {wish.changed}")
    return address(
        base,
        "Document",
        {
            "$filter": " and ".join(tests),
            "$select": _SELECT,
            "$expand": _EXPAND_PLAIN if plain else _EXPAND_FULL,
            "$orderby": "GewijzigdOp asc",
            "$count": "true",
        },
    )


def committee_url(base: str, abbreviation: str) -> str:
    """Return the address that names a committee by its abbreviation."""
    return address(
        base,
        "Commissie",
        {
            "$filter": f"Verwijderd eq false and Afkorting eq {literal(abbreviation)}",
            "$select": "Afkorting,NaamNL,DatumInactief",
        },
    )


def file_url(base: str, document: str) -> str:
    """Return the address of the file of a document."""
    return f"{base}Document({document})/Resource"


def page_url(number: str) -> str:
    """Return the address where a person reads about a document by its number ("2026D00001")."""
    return PAGE.format(number=quote(number, safe=""))


def chunked(kinds: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the kinds in groups that fit into one filter."""
    return tuple(kinds[i : i + KINDS_AT_ONCE] for i in range(0, len(kinds), KINDS_AT_ONCE))


def literal(text: str) -> str:
    """Return a text as it stands in a filter.

    >>> literal("vragen van 't lid")
    "'vragen van ''t lid'"
    """
    return "'" + text.replace("'", "''") + "'"


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+02:00"


def address(base: str, entity: str, options: dict[str, str]) -> str:
    return f"{base}{entity}?{urlencode(options, quote_via=quote, safe='$(),;=:/')}"
