"""Who asks: factions in headings and in sentences, members with their party."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = r"[A-Z0-9][\w’'&.]*(?:[-/ ](?:[A-Z0-9][\w’'&.]*|voor|de|het|der|van|Dieren|Democratie))*?"
_TAIL = re.compile(
    r"\s+en\s+(?:de\s+)?(?:reactie|antwoord(?:en)?|beantwoording)\b.*$|\s*[/–-]\s*(?:reactie"
    r"|antwoord)\b.*$|[\s,.:]+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:van\s+)?(?:(?:de|het|der)\s+)?(?:fracties?\s+(?:van\s+)?(?:de\s+|het\s+)?)?", re.IGNORECASE
)
_FRACTION = re.compile(r"\s*[-‐‑]?\s*fractie(?:s|leden)?$", re.IGNORECASE)
_WHO = re.compile(r"^(?:(?:fractie)?leden|lid)\s+(?:van\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*,\s*(?:en\s+)?|\s+en\s+(?:van\s+)?(?:de\s+)?")
#: One name in running text, and several joined by commas and "en"; a hyphen may stand for "-fractie".
_ONE = (
    r"[A-Z0-9][\w’'&]*(?:-[A-Z0-9]\w*)*"
    r"(?:\s(?:voor de Dieren|voor Democratie|Sociaal Contract|Haan|Haga))?-?"
)
_SEVERAL = rf"{_ONE}(?:(?:,\s*(?:en\s+)?|\s+en\s+)(?:van\s+)?(?:de\s+)?{_ONE})*"
_MEMBERS = r"(?:leden|lid|fractieleden)\s+van"
_SAYS = r"(?:vraagt|leest|wil|constateert|heeft|is|verzoekt|hoort|merkt|vindt|onderschrijft|steunt|ziet)"
#: Who asks, in a sentence. A word like "van" or "door" before it makes it somebody whose question, motion
#: or proposal is only mentioned.
_ASKER = re.compile(
    r"(?P<lead>\b(?:van|door|aan|met|namens|bij|tegen|voor)\s+)?"
    r"\b(?:[Dd]e|[Hh]et)\s+(?:(?:hier\s+)?aan het woord zijnde\s+)?(?:"
    rf"(?:{_MEMBERS}\s+)?(?:de\s+)?[Ff]ractie-(?P<dash>[A-Z]\w+)"
    rf"|{_MEMBERS}\s+(?:de\s+)?fracties?\s+(?:van\s+)?(?:de\s+|het\s+)?(?P<of>{_SEVERAL})"
    rf"|{_MEMBERS}\s+(?:de\s+)?(?P<group>[Gg]roep\s+(?:[Vv]an\s+)?[A-Z][\w’'-]+)"
    rf"|{_MEMBERS}\s+de\s+(?P<name>{_SEVERAL})\s?-?\s?fracties?\b"
    rf"|fractieleden\s+van\s+(?:de\s+)?(?P<plain>{_SEVERAL})"
    rf"|{_MEMBERS}\s+de\s+(?P<caps>[A-Z0-9][\w’'-]*[A-Z0-9][\w’'-]*)\b"
    rf"|lid\s+(?P<member>(?:[Vv]an\s+(?:der?\s+)?)?[A-Z][\w’'-]+)(?=\s+{_SAYS}\b)"
    rf"|fractie\s+van\s+(?:de\s+|het\s+)?(?P<whole>{_ONE})(?=\s+{_SAYS}\b)"
    rf"|(?P<bare>{_ONE})\s?-?\s?fractie(?=\s+{_SAYS}\b))"
)
_MEMBER_LEAD = re.compile(
    r"\b(?:(?:de|het)\s+)?(?:leden|lid)(?:\s+lid)?\s+(?=[A-ZÀ-Þ’'‘]|van |de |der |den |ter |ten |el )"
)
_PAIR = re.compile(
    r"\s*(?:,|en\b)*\s*(?P<names>[^()]{2,160}?)\s*\((?P<party>(?:beiden?|allen|allebei|alle drie|alle "
    r"vier)?\s*[A-Z0-9][^()]{0,40}?)\)"
)
_NOT_PARTY = re.compile(r"\d{4}[ZD]|ingezonden|\bnr\b|Kamerstuk|\d{3}")
_STOPS = re.compile(
    r"\s(?:aan (?:de|het|u)\b|over\b|worden\b|hebben\b|zijn\b|die\b|inzake\b|waarin\b)|[.?;:]\s"
)


class Askers(NamedTuple):
    """Factions as printed, in order of mention, and members; with the words that name them."""

    factions: tuple[str, ...]
    members: tuple[str, ...] = ()
    evidence: str = ""


def heading_factions(text: str) -> tuple[str, ...]:
    """Return the factions that a heading names.

    >>> heading_factions("Vragen en opmerkingen van de leden van de GroenLinks-PvdA-fractie")
    ('GroenLinks-PvdA',)
    >>> heading_factions("Vragen en opmerkingen van het lid Omtzigt")
    ('Lid Omtzigt',)
    """
    who = re.sub(r"^.*?\b(?:van|vanuit|VAN)\s+(?:de|het|DE|HET)\s+", "", text, count=1)
    who = _TAIL.sub("", who)
    single = re.match(r"(?:lid|LID)\s+(?!van\b|VAN\b)(.+)$", who)
    if single:
        return (f"Lid {_FRACTION.sub('', single[1]).strip()}",)
    who = re.sub(r"^van\s+(?:de\s+)?", "", _WHO.sub("", who))
    who = re.sub(r"^fracties?\s+van\s+(?:de\s+|het\s+)?", "", who)
    parts = (_WHO.sub("", re.sub(r"^(?:de|het)\s+", "", part)) for part in _AND.split(who))
    return tuple(name for part in parts if (name := _clean(part)))


def _clean(name: str) -> str:
    own = re.search(
        r"\bfractie\s+(?!van\b)([A-Z].*)$", name
    )  # "de fractie Den Haan" is called after its member
    if own:
        return f"Fractie {own[1].strip(' .,:;')}"
    name = _FRACTION.sub("", _ARTICLE.sub("", name.strip())).strip(" .,:;")
    name = re.sub(r"\s*[-‐‑]\s*$", "", name)
    return re.sub(r"^groep\b", "Groep", name)


def named_asker(text: str) -> Askers | None:
    """Return the factions that a question names as those who ask, or None.

    A faction whose question, motion or answer is only mentioned ("gesteld door de leden van …") does not ask.
    """
    for match in _ASKER.finditer(text):
        if match["lead"]:
            continue
        groups = match.groupdict()
        if groups["member"]:
            names: tuple[str, ...] = (f"Lid {groups['member']}",)
        elif groups["dash"]:
            names = (f"Fractie-{groups['dash']}",)
        elif groups["of"] and re.search(r"\bfractie\s+(?!van\b)", match.group()):
            names = (f"Fractie {groups['of']}",)
        else:
            found = next(
                groups[g] for g in ("of", "group", "name", "plain", "caps", "whole", "bare") if groups[g]
            )
            names = tuple(name for part in _AND.split(found) if (name := _clean(part)))
        return Askers(names, evidence=match.group().strip())
    return None


def member_askers(text: str) -> Askers | None:
    """Return the members and parties in "Vragen van de leden A (X), B en C (beiden Y) aan …", or None.

    >>> member_askers("Vragen van de leden Beckerman (SP), Kröger (GroenLinks-PvdA) aan de minister").factions
    ('SP', 'GroenLinks-PvdA')
    """
    for lead in _MEMBER_LEAD.finditer(text):
        found = _pairs(text, lead.end())
        if found:
            return Askers(*found, evidence=text[lead.start() : lead.end() + 120].split("(")[0].strip())
    return None


def _pairs(text: str, position: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    factions: list[str] = []
    members: list[str] = []
    while match := _PAIR.match(text, position):
        names = match["names"]
        if _STOPS.search(f" {names}") or _NOT_PARTY.search(match["party"]):
            break
        party = re.sub(r"^(?:beiden?|allen|allebei|alle drie|alle vier)\s*", "", match["party"]).strip()
        if party not in factions:
            factions.append(party)
        members += [n for n in (part.strip() for part in _AND.split(names)) if n]
        position = match.end()
    return (tuple(factions), tuple(members)) if factions else None
