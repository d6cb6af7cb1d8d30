"""Which of the documents that the service lists belong in the archive of one committee, and why."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from generator.fetch.client import Client
from generator.fetch.errors import ServiceError
from generator.fetch.published import Published
from generator.fetch.query import committee_url
from generator.folding import fold

#: Questions by members outside a committee: they belong to the committee whose minister is asked.
MEMBERS_QUESTIONS = frozenset(
    {
        "Schriftelijke vragen",
        "Antwoord schriftelijke vragen",
        "Antwoord schriftelijke vragen (nader)",
        "Mededeling (uitstel antwoord)",
    }
)
#: Activities in which questions are put in writing.
WRITTEN_ACTIVITIES = frozenset(
    {"inbreng schriftelijk overleg", "inbreng feitelijke vragen", "inbreng verslag"}
)

#: Subjects of government letters that answer questions, or open a consultation. Over folded text.
#: (name, pattern, subjects it must match, subjects it must not match)
LETTERS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "postponement",
        r"\buitstel\b.{0,40}\b(?:beantwoording|antwoord(?:en)?|vragen)\b",
        ("Uitstel beantwoording vragen schriftelijk overleg over materieelprojecten",),
        ("Uitstel van de levering van fregatten",),
    ),
    (
        "answers",
        r"\b(?:antwoord(?:en)?|beantwoording|reactie)\b.{0,60}\b(?:vragen|schriftelijk overleg|inbreng)\b",
        (
            "Beantwoording vragen schriftelijk overleg Raad Buitenlandse Zaken Defensie",
            "Antwoorden op feitelijke vragen over de Defensienota",
            "Reactie op inbreng schriftelijk overleg NAVO Defensie Ministeriële",
        ),
        ("Reactie op het rapport van de Algemene Rekenkamer", "Stand van zaken vragenuur"),
    ),
    (
        "agenda",
        r"\bgeannoteerde agenda\b",
        ("Geannoteerde agenda NAVO Defensie Ministeriële van 18 juni 2026",),
        ("Agenda voor het onderwijs", "Verslag van de Raad Buitenlandse Zaken Defensie"),
    ),
)
_LETTER_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern, _, _ in LETTERS)
_COMMITTEE_NAME = re.compile(
    r"^(?:vaste|algemene|tijdelijke|bijzondere)? ?(?:kamer)?commissie (?:voor|inzake) (?:de |het )?"
)


class Committee(msgspec.Struct, frozen=True, kw_only=True):
    """The committee that is asked for."""

    #: "DEF"
    abbreviation: str
    #: "vaste commissie voor Defensie", or None when the service did not say.
    name: str | None = None

    @property
    def subject(self) -> str:
        """What the committee is about, folded: "defensie"; empty when its name is not known."""
        return _COMMITTEE_NAME.sub("", fold(self.name)).strip() if self.name else ""


def find_committee(client: Client, base: str, abbreviation: str) -> Committee:
    """Return the committee with this abbreviation.

    Raises:
        ServiceError: the service knows no such committee, or did not answer.
    """
    data = client.json(committee_url(base, abbreviation))
    rows = data.get("value") if isinstance(data, dict) else None
    known = [row for row in rows or [] if isinstance(row, dict) and isinstance(row.get("NaamNL"), str)]
    if not known:
        raise ServiceError(
            f'the Tweede Kamer knows no committee "{abbreviation}"; give its abbreviation, such as DEF'
        )
    # A committee that exists now before one of the same abbreviation that was.
    known.sort(key=lambda row: bool(row.get("DatumInactief")))
    name = " ".join(str(known[0]["NaamNL"]).split())
    return Committee(abbreviation=abbreviation, name=name[:1].lower() + name[1:])


def reason_to_take(document: Published, committee: Committee) -> str | None:
    """Return the name of the rule by which a document belongs in the archive, or None when it does not."""
    for name, applies in RULES:
        if applies(document, committee):
            return name
    return None


def attachments_to_take(document: Published) -> tuple[Published, ...]:
    """Return what was sent along with a letter that is ours and belongs in the archive by its own subject."""
    return tuple(one for one in document.attachments if letter_rule(one.subject) or letter_rule(one.title))


def letter_rule(subject: str) -> str | None:
    """Return which letter a subject announces, or None when it is none of those that we take."""
    folded = fold(subject)
    return next((name for name, pattern in _LETTER_PATTERNS if pattern.search(folded)), None)


def _led_by(document: Published, committee: Committee) -> bool:
    wanted = committee.abbreviation.casefold()
    activities = (activity.abbreviation.casefold() for activity in document.activities)
    cases = (
        actor.abbreviation.casefold()
        for actor in document.case_actors
        if actor.relation.casefold() == "voortouwcommissie"
    )
    return wanted in {*activities, *cases} or _signed_by(document, committee)


def _signed_by(document: Published, committee: Committee) -> bool:
    """The inbreng of a committee has the committee itself among its actors."""
    if not committee.name:
        return False
    return fold(committee.name) in {fold(actor.name) for actor in document.actors}


def _asked_of_its_minister(document: Published, committee: Committee) -> bool:
    if not committee.subject:
        return False
    subject = re.escape(committee.subject)
    office = re.compile(rf"\b(?:minister|staatssecretaris)\b.*\b(?:van|voor) {subject}\b")
    return any(office.search(fold(actor.office)) for actor in (*document.actors, *document.case_actors))


def _is_consultation(document: Published, committee: Committee) -> bool:
    return document.kind not in {*MEMBERS_QUESTIONS, "Brief regering"} and _led_by(document, committee)


def _is_letter_of_activity(document: Published, committee: Committee) -> bool:
    written = {activity.kind.casefold() for activity in document.activities} & WRITTEN_ACTIVITIES
    return document.kind == "Brief regering" and bool(written) and _led_by(document, committee)


def _is_letter_by_subject(document: Published, committee: Committee) -> bool:
    subjects = (document.subject, document.title)
    ours = _led_by(document, committee) or _asked_of_its_minister(document, committee)
    return document.kind == "Brief regering" and ours and any(letter_rule(subject) for subject in subjects)


def _is_members_question(document: Published, committee: Committee) -> bool:
    ours = _asked_of_its_minister(document, committee) or _led_by(document, committee)
    return document.kind in MEMBERS_QUESTIONS and ours


#: Tried in this order; the first that applies names the reason.
RULES: tuple[tuple[str, Callable[[Published, Committee], bool]], ...] = (
    ("consultation of the committee", _is_consultation),
    ("letter for a written consultation", _is_letter_of_activity),
    ("letter with answers, by its subject", _is_letter_by_subject),
    ("questions by members to its minister", _is_members_question),
)
