"""Who asks: factions in headings and in sentences, members with their party."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from generator.registers import FactionRegister

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
_THE = re.compile(r"^(?:de|het)\s+")
#: The groups of the asker's pattern that hold names of factions.
_GROUPS = ("each", "of", "group", "name", "plain", "caps", "known", "own", "whole", "bare")
_AND = re.compile(r"\s*,\s*(?:en\s+)?|\s+en\s+(?:van\s+)?(?:de\s+)?")
#: One name in running text; a hyphen may stand for "-fractie". Names of several words are the register's.
_ONE_WORD = r"[A-Z0-9][\w’'&/]*(?:-[A-Z0-9]\w*)*"
#: The name of a member behind "lid", "groep" or "fractie-": "Omtzigt", "Den Haan", "Van Haga".
_PERSON = (
    r"(?:(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]?|[Ee]l)\s+)?(?:(?:de[nr]?)\s+)?"
    r"[A-ZÀ-Þ][\w’']+(?:[-/\s][A-ZÀ-Þ][\w’']+)*"
)
_MEMBERS = r"(?:leden|lid|fractieleden)\s+van"
_SAYS = (
    r"(?:vraagt|leest|wil|constateert|heeft|is|verzoekt|hoort|merkt|vindt|onderschrijft|steunt|ziet|verneemt"
    r"|ontvangt|wenst|maakt|stelt)"
)
_JOINT = r"(?:,\s*(?:en\s+)?|\s+en\s+)"
#: Before the name in what a register calls a group or a single member.
_LEAD = re.compile(r"^(?:Lid|Groep|Fractie)[\s-]+")


class FactionNames(NamedTuple):
    """The patterns in which the names of a register stand."""

    #: Who asks, in a sentence. A word like "van" or "door" before it makes it somebody whose question,
    #: motion or proposal is only mentioned.
    asker: re.Pattern[str]


def faction_names(register: FactionRegister) -> FactionNames:
    """Return the patterns by which sentences name who asks; names of several words come from the register."""
    return _patterns(register.names())


@cache
def _patterns(names: tuple[str, ...]) -> FactionNames:
    bare = {_LEAD.sub("", name) for name in names}
    several_words = sorted((n for n in bare if " " in n and " en " not in n), key=lambda n: (-len(n), n))
    one = "|".join([*(re.escape(name).replace(r"\ ", r"\s") for name in several_words), _ONE_WORD])
    one = rf"(?:{one})-?"
    several = rf"{one}(?:{_JOINT}(?:van\s+)?(?:de\s+)?{one})*"
    with_fraction = rf"de\s+{one}\s?[-‐‑]?\s?fractie"
    each = rf"{with_fraction}(?:{_JOINT}(?:(?:de\s+leden|het\s+lid)\s+van\s+)?{with_fraction})+"
    # "… en het lid van de fractie van Volt"
    others = (
        rf"(?:{_JOINT}(?:de\s+leden|het\s+lid)\s+van\s+(?:de\s+)?fractie\s+van\s+(?:de\s+|het\s+)?{one})*"
    )
    known = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names) or r"(?!)"
    return FactionNames(
        re.compile(
            r"(?P<lead>\b(?:van|door|aan|met|namens|bij|tegen|voor)\s+)?"
            r"\b(?:[Dd]e|[Hh]et)\s+(?:(?:hier\s+)?aan het woord zijnde\s+)?(?:"
            rf"(?:{_MEMBERS}\s+)?(?:de\s+)?[Ff]ractie-(?P<dash>{_PERSON})"
            rf"|{_MEMBERS}\s+(?P<each>{each})"
            rf"|{_MEMBERS}\s+(?:de\s+)?fracties?\s+(?:van\s+)?(?:de\s+|het\s+)?(?P<of>{several}{others})"
            rf"|{_MEMBERS}\s+(?:de\s+)?(?P<group>[Gg]roep[\s-]+{_PERSON})"
            rf"|{_MEMBERS}\s+de\s+(?P<name>{several})\s?[-‐‑]?\s?fracties?\b"
            rf"|fractieleden\s+van\s+(?:de\s+)?(?P<plain>{several})"
            rf"|{_MEMBERS}\s+de\s+(?P<caps>[A-Z0-9][\w’'-]*[A-Z0-9][\w’'-]*)\b"
            rf"|{_MEMBERS}\s+(?P<known>{known})(?![\w-])"
            rf"|(?P<own>{one})\s?[-‐‑]\s?leden\b"
            rf"|lid\s+(?P<member>{_PERSON})(?=\s+{_SAYS}\b)"
            rf"|fractie\s+van\s+(?:de\s+|het\s+)?(?P<whole>{one})(?=\s+{_SAYS}\b)"
            rf"|(?P<bare>{one})\s?[-‐‑]?\s?fractie(?=\s+{_SAYS}\b))"
        )
    )


_MEMBER_LEAD = re.compile(
    r"\b(?:(?:de|het)\s+)?(?:leden|lid)(?:\s+lid)?\s+(?=[A-ZÀ-Þ’'‘]|van |de |der |den |ter |ten |el )"
)
_BEHALF = re.compile(r"^\s*(?:mede\s+)?namens\s+(?:(?:de|het)\s+)?(?:leden|lid)\s+")
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
    parts = (_WHO.sub("", _THE.sub("", part)) for part in _AND.split(who))
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


def named_asker(text: str, names: FactionNames) -> Askers | None:
    """Return the factions that a question names as those who ask, or None.

    A faction whose question, motion or answer is only mentioned ("gesteld door de leden van …") does not ask.
    """
    for match in names.asker.finditer(text):
        if match["lead"]:
            continue
        groups = match.groupdict()
        if groups["member"]:
            asking: tuple[str, ...] = (f"Lid {groups['member']}",)
        elif groups["dash"]:
            asking = (f"Fractie-{groups['dash']}",)
        elif groups["of"] and re.search(r"\bfractie\s+(?!van\b)", match.group()):
            asking = (f"Fractie {groups['of']}",)
        else:
            found = next(groups[g] for g in _GROUPS if groups[g])
            asking = tuple(
                name for part in _AND.split(found) if (name := _clean(_WHO.sub("", _THE.sub("", part))))
            )
        return Askers(asking, evidence=match.group().strip())
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
        members += [n for n in (_BEHALF.sub("", part).strip() for part in _AND.split(names)) if n]
        position = match.end()
    return (tuple(factions), tuple(members)) if factions else None
