"""A document as the service describes it: the fields we use; what is missing or misshapen is left empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from generator.records import Person, Sidecar

#: A document identifier of the service; nothing else may become part of an address or a file name.
GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"\d{4}[A-Z]\d{3,6}")
_KOOP_ID = re.compile(r"(?:kst|ah|kv|blg|h)-[0-9A-Za-z-]{3,60}")
_DOSSIER = re.compile(r"\d{5}")
_ADDITION = re.compile(r"[0-9A-Z]{1,8}(?:-[0-9A-Z]{1,8})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})")


_ASKING = frozenset({"eerste ondertekenaar", "mede ondertekenaar", "indiener", "medeindiener"})


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person or committee that has to do with a document or case."""

    name: str = ""
    faction: str = ""
    #: "DEF", for a committee.
    abbreviation: str = ""
    #: "minister van Defensie", "Tweede Kamerlid".
    office: str = ""
    #: "Eerste ondertekenaar", "Indiener", "Gericht aan", "Voortouwcommissie".
    relation: str = ""


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    number: str = ""
    kind: str = ""
    subject: str = ""
    day: str = ""
    committee: str = ""
    abbreviation: str = ""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the service."""

    #: Identifier of the document, in lower case.
    id: str
    deleted: bool = False
    kind: str = ""
    number: str = ""
    title: str = ""
    subject: str = ""
    day: str = ""
    #: Last change of the record, as given: the service orders by it.
    modified: str = ""
    #: Names the version of the file: another version is another file, mostly.
    version: str = ""
    content_type: str = ""
    content_length: int | None = None
    #: Identifier of the official publication ("kst-36045-267"), where the service gives it.
    external: str = ""
    #: Number within its dossier; None when it is no Kamerstuk.
    serial: int | None = None
    #: "36045", "21501-28", "36800-X".
    dossiers: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    actors: tuple[Actor, ...] = ()
    case_actors: tuple[Actor, ...] = ()
    #: What was sent along with it; each knows of the letter what its own record does not say.
    attachments: tuple[Published, ...] = ()

    @property
    def name(self) -> str:
        """What a person calls it."""
        return " – ".join(part for part in (self.number, self.subject or self.title) if part) or self.id


def published(data: object) -> Published | None:
    """Return the document that a record describes, or None when it does not even name itself."""
    record = _mapping(data)
    identifier = _text(record, "Id").lower()
    if not GUID.fullmatch(identifier):
        return None
    if record.get("Verwijderd") is True:
        return Published(id=identifier, deleted=True, modified=_moment(record))
    length, serial = record.get("ContentLength"), record.get("Volgnummer")
    version = _mapping(record.get("HuidigeDocumentVersie"))
    cases = [_mapping(item) for item in _list(record, "Zaak")]
    dossiers = (_dossier(_mapping(item)) for item in _list(record, "Kamerstukdossier"))
    letter = Published(
        id=identifier,
        kind=_text(record, "Soort"),
        number=_matching(_NUMBER, _text(record, "DocumentNummer")),
        title=_text(record, "Titel"),
        subject=_text(record, "Onderwerp"),
        day=_day(record, "Datum"),
        modified=_moment(record),
        version=_version(record, version),
        content_type=_text(record, "ContentType"),
        content_length=length if _is_count(length) else None,
        external=_matching(_KOOP_ID, _text(version, "ExterneIdentifier")),
        serial=serial if _is_count(serial) and serial else None,
        dossiers=tuple(dict.fromkeys(dossier for dossier in dossiers if dossier)),
        cases=tuple(dict.fromkeys(filter(_NUMBER.fullmatch, (_text(case, "Nummer") for case in cases)))),
        activities=tuple(_activity(_mapping(item)) for item in _list(record, "Activiteit")),
        actors=tuple(_actor(_mapping(item)) for item in _list(record, "DocumentActor")),
        case_actors=tuple(_actor(_mapping(item)) for case in cases for item in _list(case, "ZaakActor")),
    )
    return _with_attachments(letter, _list(record, "BijlageDocument"))


def _with_attachments(letter: Published, items: list[Any]) -> Published:
    found = (published(item) for item in items)
    attachments = tuple(
        msgspec.structs.replace(
            one,
            # The list is taken up again by the letter, which is what stands in it.
            modified=letter.modified,
            day=one.day or letter.day,
            dossiers=one.dossiers or letter.dossiers,
            cases=one.cases or letter.cases,
            activities=one.activities or letter.activities,
            actors=one.actors or letter.actors,
            case_actors=one.case_actors or letter.case_actors,
            attachments=(),
        )
        for one in found
        if one and not one.deleted
    )
    return msgspec.structs.replace(letter, attachments=attachments) if attachments else letter


def is_moment(text: str) -> bool:
    """Return whether a text is a moment as the service writes it: it becomes part of the next question."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _MOMENT.fullmatch(text) is not None


def later(one: str | None, other: str | None) -> str | None:
    """Return the later of two moments as the service writes them, whatever their offsets.

    >>> later("2026-10-25T02:30:00+02:00", "2026-10-25T02:10:00+01:00")
    '2026-10-25T02:10:00+01:00'
    """
    if not one or not other:
        return one or other
    return max(one, other, key=datetime.fromisoformat)


def sidecar(document: Published, committee: str | None, page: str | None) -> Sidecar:
    """Return what the service says of a document, as the archive keeps it beside the text.

    Kind, asked date and meeting are left to the reader: the text says them better. ``page`` is the address
    that leads to the document; ``committee`` the full name of the committee asked for, when it leads here.
    """
    activity = document.activities[0] if document.activities else None
    identifiers = (document.external or _kamerstuk(document), document.number, *document.cases)
    return Sidecar(
        title=_sentence(document.subject or document.title) or None,
        date=document.day or None,
        chamber="Tweede Kamer",
        committee=(activity.committee if activity and activity.committee else committee) or None,
        url=page,
        identifiers=tuple(dict.fromkeys(filter(None, identifiers))),
        dossiers=document.dossiers,
        activities=tuple(activity.number for activity in document.activities if activity.number),
        askers=tuple(
            Person(name=actor.name, office=actor.faction or None)
            for actor in dict.fromkeys((*document.actors, *document.case_actors))
            if is_asker(actor)
        ),
    )


def is_asker(actor: Actor) -> bool:
    """Return whether an actor is a member who puts questions (signed them, or brought in the case)."""
    office = actor.office.lower()
    member = "kamerlid" in office or (bool(actor.faction) and "minister" not in office)
    return bool(actor.name) and member and actor.relation.lower() in _ASKING


def _kamerstuk(document: Published) -> str:
    if document.serial is None or len(document.dossiers) != 1:
        return ""
    return f"kst-{document.dossiers[0]}-{document.serial}"


def _dossier(record: Mapping[str, Any]) -> str:
    number = record.get("Nummer")
    text = str(number) if _is_count(number) else number if isinstance(number, str) else ""
    addition = _text(record, "Toevoeging").upper().strip("()- ")
    base = _matching(_DOSSIER, text.replace(" ", ""))
    return f"{base}-{addition}" if base and _ADDITION.fullmatch(addition) else base


def _version(record: Mapping[str, Any], version: Mapping[str, Any]) -> str:
    """Return what tells one version of the file from the next: named by the service, else when it changed."""
    named = record.get("HuidigeDocumentVersie_Id") or version.get("Id") or version.get("Versienummer")
    if isinstance(named, int | str) and str(named).strip():
        return str(named).strip().lower()
    return f"{_text(record, 'GewijzigdOp')}/{record.get('ContentLength')}"


def _activity(record: Mapping[str, Any]) -> Activity:
    return Activity(
        number=_matching(_NUMBER, _text(record, "Nummer")),
        kind=_text(record, "Soort"),
        subject=_text(record, "Onderwerp"),
        day=_day(record, "Datum"),
        committee=_text(record, "Voortouwnaam"),
        abbreviation=_text(record, "Voortouwafkorting"),
    )


def _actor(record: Mapping[str, Any]) -> Actor:
    return Actor(
        name=_text(record, "ActorNaam"),
        faction=_text(record, "ActorFractie"),
        abbreviation=_text(record, "ActorAfkorting"),
        office=_text(record, "Functie"),
        relation=_text(record, "Relatie"),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(record: Mapping[str, Any], key: str) -> list[Any]:
    value = record.get(key)
    return value if isinstance(value, list) else []


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _moment(record: Mapping[str, Any]) -> str:
    text = _text(record, "GewijzigdOp")
    return text if is_moment(text) else ""


def _day(record: Mapping[str, Any], key: str) -> str:
    found = _DAY.match(_text(record, key))
    return found.group() if found else ""


def _matching(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
