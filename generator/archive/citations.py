"""Find citations of official papers, in any notation, and bring them to one normal form.

Finding follows ``generator/rules/citations.yaml``; what no rule can read stays plain text. The address of the
official publication is a good guess made from the number (some papers of 2026 and later have addresses
without one): where it is known to be wrong, ``addresses`` gives the right one by normal id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Protocol

from generator.archive.graph import Citation, CitationKind, Place
from generator.folding import fold
from generator.rules import Compiled, possible_rules

Part = Literal["question", "answer", "footnote"]

_PUBLICATIONS = "https://zoek.officielebekendmakingen.nl"
_PARLIAMENT = "https://www.tweedekamer.nl/kamerstukken/detail"
_QUESTIONS_BY_MEMBERS = re.compile(r"kamervragen|(?:schriftelijke|gestelde) vragen")


class Passage(Protocol):
    """What has a text: a paragraph, or a footnote."""

    @property
    def text(self) -> str: ...


def find_citations(
    paragraphs: Sequence[Passage], part: Part, addresses: Mapping[str, str] | None = None
) -> tuple[Citation, ...]:
    """Return the citations in ``paragraphs`` in order of printing; a mention of two papers gives two."""
    return tuple(
        citation
        for index, paragraph in enumerate(paragraphs)
        for citation in cite(paragraph.text, part, index, addresses)
    )


def cite(
    text: str, part: Part, paragraph: int = 0, addresses: Mapping[str, str] | None = None
) -> tuple[Citation, ...]:
    """Return the citations in one text."""
    folded = fold(text)
    found: list[Citation] = []
    for rule in possible_rules("citations", None, folded):
        for match in rule.finditer(folded):
            if match.end() == match.start():
                continue
            words = text[match.start() : match.end()]
            papers = list(_read(rule, match, text))
            for (kind, identity), (start, end) in zip(papers, _places(match, len(papers)), strict=True):
                url = (addresses or {}).get(identity) or official_address(kind, identity, folded)
                place = Place(part=part, paragraph=paragraph, start=start, end=end)
                found.append(Citation(kind=kind, id=identity, text=words, url=url, place=place))
            # Closed to the rules that follow: an address must not be read as a number once more.
            folded = folded[: match.start()] + "\0" * (match.end() - match.start()) + folded[match.end() :]
    return tuple(sorted(found, key=lambda citation: citation.place.start))


def _read(rule: Compiled, match: re.Match[str], text: str) -> Iterator[tuple[CitationKind, str]]:
    groups = match.groupdict()
    kind = rule.rule.kind
    if kind == "url":
        yield "url", _whole_address(text[match.start("address") : match.end("address")])
    elif kind == "identifier":
        case = re.fullmatch(r"kv-tk-(\d{4}z\d+)", groups["id"])
        if case:
            yield "zaak", case[1].upper()
        else:
            yield "kamerstuk" if groups["id"].startswith("kst") else "document", groups["id"]
    elif kind in ("zaak", "document"):
        identity = groups["id"].replace(" ", "").upper()
        yield "zaak" if kind == "zaak" else "document", identity
    elif kind in ("appendix", "proceedings"):
        yield "document", _proceedings_id(kind, groups)
    elif kind == "letter":
        letter = text[match.start("letter") : match.end("letter")]
        if letter.isupper():
            yield "kamerstuk", _paper_id(groups, letter)
    else:
        paper: CitationKind = "motie" if groups.get("motion") else "kamerstuk"
        for number in _numbers(_first(groups, "numbers")) or [""]:
            yield paper, _paper_id(groups, number)


def _places(match: re.Match[str], count: int) -> list[tuple[int, int]]:
    """Return where the papers of one mention stand: the first with the words before it, then each number."""
    name = next((key for key, value in match.groupdict().items() if value and key.startswith("numbers")), "")
    offset = match.start(name) if name else 0
    ends = [
        (offset + n.start(), offset + n.end()) for n in re.finditer(r"\d+", match.group(name) if name else "")
    ]
    if len(ends) != count:
        return [match.span()] * count
    return [(match.start() if index == 0 else start, end) for index, (start, end) in enumerate(ends)]


def _numbers(words: str) -> list[str]:
    """Return the numbers of a list of them; "215 t/m 217" is three."""
    ranged = re.fullmatch(r"(\d+)(?: t/m |-)(\d+)", words)
    if ranged and 0 < int(ranged[2]) - int(ranged[1]) < 50:
        return [str(number) for number in range(int(ranged[1]), int(ranged[2]) + 1)]
    return re.findall(r"\d+", words)


def _paper_id(groups: Mapping[str, str | None], number: str) -> str:
    dossier = re.sub(r"\D", "", _first(groups, "dossier"))
    chapter = _first(groups, "chapter").upper()
    return "-".join(filter(None, (dossier, _first(groups, "sub"), chapter, number)))


def _first(groups: Mapping[str, str | None], name: str) -> str:
    """Return what a piece of a pattern read, in whichever of its alternatives ("sub", "sub2")."""
    return next((value for key, value in groups.items() if value and key.rstrip("23") == name), "")


def _proceedings_id(kind: str, groups: Mapping[str, str | None]) -> str:
    house = "ek" if groups["house"] in ("i", "ek") else "tk"
    first = groups["from"] or ""
    year = f"{first}{first[:2]}{groups['to']}"
    if kind == "appendix":
        return f"ah-{house}-{year}-{groups['number']}"
    return f"h-{house}-{year}-{groups['number']}-{groups['item']}"


def _whole_address(address: str) -> str:
    """Return an address as printed, with the scheme where it was left out."""
    if address.lower().startswith(("http://", "https://")):
        return address
    host, slash, path = address.partition("/")
    return f"https://{host.lower()}{slash}{path}"


def official_address(kind: CitationKind, identity: str, context: str = "") -> str | None:
    """Return where the official publication should be found, or None where there is no form for it.

    ``context`` is the folded text around it: a case number is that of Kamervragen where it speaks of them.
    """
    if kind == "url":
        return identity
    if kind in ("kamerstuk", "motie"):
        if identity.startswith("kst-"):
            return f"{_PUBLICATIONS}/{identity}.html"
        dossier_only = re.fullmatch(r"\d{5}(?:-\d{2}(?!\d))?(?:-[IVX]+|-[A-M])?", identity)
        if dossier_only:
            return f"{_PUBLICATIONS}/dossier/{identity}"
        return f"{_PUBLICATIONS}/kst-{identity}.html"
    if kind == "zaak":
        if _QUESTIONS_BY_MEMBERS.search(context):
            return f"{_PUBLICATIONS}/kv-tk-{identity}.html"
        return f"{_PARLIAMENT}?id={identity}"
    if re.fullmatch(r"\d{4}D\d+", identity):
        return f"{_PARLIAMENT}?id={identity}&did={identity}"
    return f"{_PUBLICATIONS}/{identity}.html" if identity.startswith(("ah-", "h-", "kv-", "blg-")) else None
