"""What the XML of a paper states of itself outside the running text: dates, numbers, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.reading.formats.inline import collapse
from generator.reading.formats.markup import Element, attribute, children, local

_NUMBER_PARTS = ("dossiernr", "begrotingshoofdstuk")


def facts_of(root: Element) -> Iterator[tuple[str, str]]:
    """Yield facts by name (see ``opxml.read_opxml``), each once."""
    seen: set[tuple[str, str]] = set()
    for name, value in _facts(root):
        pair = (name, collapse(value))
        if pair[1] and pair not in seen:
            seen.add(pair)
            yield pair


def _facts(root: Element) -> Iterator[tuple[str, str]]:
    by_name: dict[str, list[Element]] = {}
    for element in root.iter():
        by_name.setdefault(local(element), []).append(element)
    for element in by_name.get("metadata", []):
        name = attribute(element, "name")
        if name:
            yield name, attribute(element, "content") or ""
    yield from _dates(by_name)
    yield from _numbers(by_name)
    for line in by_name.get("tekstregel", []):
        kind = {"vergaderjaar": "session", "kameraanduiding": "chamber"}.get(attribute(line, "inhoud") or "")
        if kind:
            yield kind, " ".join(line.itertext())
    for year in by_name.get("vergjaar", []):
        yield "session", " ".join(year.itertext())
    for dossier in by_name.get("dossier", []):
        for title in children(dossier, "titel"):
            yield "dossier.title", " ".join(title.itertext())
    for stuk in by_name.get("stuk", []):
        for title in children(stuk, "titel"):
            yield "title", " ".join(title.itertext())
    for subject in by_name.get("kamervraagonderwerp", []):
        yield "title", " ".join(subject.itertext())
    for signature in by_name.get("ondertekening", []):
        yield "signatory", " ".join(" ".join(inner.itertext()) for inner in signature)


def _dates(by_name: dict[str, list[Element]]) -> Iterator[tuple[str, str]]:
    for text in by_name.get("datumtekst", []):
        for date in (inner for inner in text.iter() if local(inner) == "datum"):
            yield "date", attribute(date, "isodatum") or ""
    for description in by_name.get("kamervraagomschrijving", []):
        answered = attribute(description, "type") == "antwoord"
        for inner in description.iter():
            if local(inner) == "datum":
                yield "date.answered" if answered else "date.asked", attribute(inner, "isodatum") or ""
            elif local(inner) == "achternaam" and not answered:
                yield "member", " ".join(inner.itertext())


def _numbers(by_name: dict[str, list[Element]]) -> Iterator[tuple[str, str]]:
    for dossier in by_name.get("dossiernummer", []):
        yield "dossier", dossier_number(dossier)
    for kind in ("ondernummer", "kamervraagnummer", "vraagnummer"):
        for number in by_name.get(kind, []):
            yield "number", " ".join(number.itertext())


def dossier_number(element: Element, *, printed: bool = False) -> str:
    """Return the number of a dossier with its chapter: "36600-X", or as printed: "36 600 X", "21 501-28"."""
    parts = [collapse("".join(inner.itertext())) for inner in element if local(inner) in _NUMBER_PARTS]
    parts = [part for part in parts if part] or [collapse("".join(element.itertext()))]
    if not printed:
        return "-".join(re.sub(r"\s", "", part) for part in parts)
    return "".join(
        parts[:1] + [f"-{part}" if part[0].isdigit() else f" {part}" for part in parts[1:] if part]
    )
