"""The pages of documents: all of them by year, and per document its own text beside what was read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import DOCUMENTS, document_page, line_anchor
from generator.archive.graph import DocumentNode, Entry
from generator.pages import wording
from generator.pages.forms import Form
from generator.pages.links import Links
from generator.pages.lists import list_page, others, year_links
from generator.pages.masking import Masked, maskings
from generator.pages.page import Asset, Page
from generator.pages.paging import YearPage, by_year, year_path
from generator.pages.publication import Plan, Publication, once_a_page
from generator.pages.questions import NamedLink
from generator.pages.rendering import render
from generator.records import LineClass, Lines

#: Classes of lines of which the account shows where they stand, and how many places at most.
SHOWN: frozenset[LineClass] = frozenset({"unknown", "copy", "memo", "contents", "image", "furniture"})
PLACES = 12


class DocumentLine(NamedTuple):
    """A document in a list."""

    title: str
    href: Markup
    kind: str
    date: str | None
    detail: str


class Text(NamedTuple):
    """The text of a document: where it is shorter than its record says, with empty lines after it."""

    lines: list[str]
    classes: list[LineClass]
    #: Lines of which something is left out, by their place among the lines.
    masked: dict[int, tuple[Masked, ...]]

    @property
    def at_hand(self) -> bool:
        return any(self.lines)


class What(NamedTuple):
    """What a line was read as, and for which questions."""

    kind: LineClass
    ids: tuple[str, ...] = ()


class ClassCount(NamedTuple):
    name: str
    lines: int
    #: The first few passages of this class, to look at.
    places: tuple[NamedLink, ...]


class Index(NamedTuple):
    """One page of the list of documents."""

    part: YearPage[str]
    others: tuple[tuple[str, str], ...]


def plans(publication: Publication) -> Iterator[Plan]:
    parts = documents_by_year(publication, most=200)
    for part in parts:
        yield Plan(year_path(DOCUMENTS, part), _index, Index(part, others(parts, part)))
    for identifier in publication.whole.documents:
        yield Plan(document_page(identifier), document, identifier)


def documents_by_year(publication: Publication, *, most: int) -> tuple[YearPage[str], ...]:
    """Return the ids of all documents, newest first, on pages by year."""
    documents = publication.whole.documents
    nodes = sorted(documents.values(), key=lambda node: (node.date or "", node.id), reverse=True)
    years = {node.id: wording.year_of(node.date) for node in nodes}
    return by_year(years, years.__getitem__, most=most)


def _index(publication: Publication, index: Index) -> Page:
    part = index.part
    path = year_path(DOCUMENTS, part)
    links = publication.links(path)
    title = f"Documenten {part.label}" if part.name else "Documenten"
    nodes = [publication.archive.documents[identifier] for identifier in part.items]
    body = render(
        "documents.md.jinja",
        title=title,
        years=[
            (year or "Zonder jaar", [_line(links, node) for node in members])
            for year, members in groupby(nodes, key=lambda node: wording.year_of(node.date))
        ],
        others=year_links(links, DOCUMENTS, index.others, part.name),
    )
    return list_page(
        path, title, "Alle documenten in dit archief, met hun tekst en wat daaruit gelezen is.", body
    )


def _line(links: Links, node: DocumentNode) -> DocumentLine:
    details = []
    if node.asks:
        details.append(wording.count(len(node.asks), "vraag", "vragen"))
    if node.answers:
        details.append(wording.count(len(node.answers), "antwoord", "antwoorden"))
    return DocumentLine(
        node.title,
        links.document(node.id),
        wording.KIND_NAMES[node.record.kind],
        node.date,
        ", ".join(details),
    )


def document(publication: Publication, identifier: str) -> Page:
    """Return the page of one document."""
    node = publication.archive.documents[identifier]
    path = document_page(identifier)
    links = publication.links(path)
    record = node.record
    meeting = publication.archive.meetings.get(node.meeting)
    text = _text_of(publication, node)
    body = render(
        "document.md.jinja",
        node=node,
        record=record,
        kind=wording.KIND_NAMES[record.kind],
        meeting=NamedLink(meeting.meeting.name, links.meeting(node.meeting)) if meeting else None,
        signed=[wording.office(person) for person in node.signatories],
        dossiers=[
            NamedLink(
                dossier, links.dossier(dossier) if dossier in publication.archive.dossiers else Markup()
            )
            for dossier in record.facts.dossiers
        ],
        replaces=_other(publication, links, node.replaces),
        replaced_by=_other(publication, links, node.replaced_by),
        original=links.outside(node.url),
        download=links.page(text_path(node.id)) if text.at_hand else None,
        classes=_classes(links, node),
        unknown=sum(run.lines[1] - run.lines[0] + 1 for run in record.account if run.name == "unknown"),
        claims=record.claims,
        at_hand=text.at_hand,
        passages=_passages(publication, links, node, text),
        asks=len(node.asks),
        answers=len(node.answers),
    )
    about = f"De tekst van {node.title}, met regelnummers, en wat daaruit gelezen is."
    return Page(
        path=path,
        meta={"title": node.title, "description": about, "kind": "document", "search": {"exclude": True}},
        body=body,
    )


def texts(publication: Publication) -> Iterator[Plan]:
    """Yield the plan of the text of every document as its page shows it, to download."""
    for identifier in publication.whole.documents:
        yield Plan(text_path(identifier), _text, identifier)


def _text(publication: Publication, identifier: str) -> Asset | None:
    text = _text_of(publication, publication.archive.documents[identifier])
    if not text.at_hand:
        return None
    lines = text.lines
    for place, parts in text.masked.items():
        lines[place] = "".join(f"[{part.what} weggelaten]" if part.what else part.text for part in parts)
    return Asset(path=text_path(identifier), content="\n".join(lines) + "\n")


def text_path(document_id: str) -> str:
    return document_page(document_id).removesuffix(".md") + ".txt"


def _text_of(publication: Publication, node: DocumentNode) -> Text:
    lines = list(publication.lines(node.id))
    lines += [""] * (node.record.source.lines - len(lines))
    classes = line_classes(node, len(lines))
    return Text(lines, classes, maskings(lines, classes))


def line_classes(node: DocumentNode, number: int) -> list[LineClass]:
    """Return the class of each line; a line that the account leaves out is not understood."""
    classes: list[LineClass] = ["unknown"] * number
    for run in node.record.account:
        first, last = run.lines[0] - 1, min(run.lines[1], number)
        classes[first:last] = [run.name] * (last - first)
    return classes


def _passages(publication: Publication, links: Links, node: DocumentNode, text: Text) -> Markup:
    """Return the text in passages, ready to print; an empty line belongs to the passage before it."""
    form, owners = publication.form, _owners(publication, node)
    whats: list[What] = []
    for number, name in enumerate(text.classes, 1):
        empty = name == "blank" and whats
        whats.append(owners.get(number) or (whats[-1] if empty else What(name)))
    shown = _shown(form, text)
    passages = []
    place = 0
    for what, members in groupby(whats):
        lines = shown[place : place + sum(1 for _ in members)]
        passages.append(
            f'<div class="passage is-{what.kind}" markdown="1">\n'
            f'<p class="passage-name" markdown="1">{_mark(publication, links, what)}</p>\n'
            f"<ol>\n{_rows(lines, place + 1)}\n</ol>\n</div>"
        )
        place += len(lines)
    return form.finished(form.below_each_other(passages))


def _rows(lines: Sequence[str], first: int) -> str:
    """Return lines as rows; only the number of the first is a stop for the keyboard."""
    anchors = map(line_anchor, range(first, first + len(lines)))
    skipped = ' tabindex="-1"'
    return "\n".join(
        [
            f'<li id="{anchor}"><a href="#{anchor}"{skipped if number > first else ""}>{number}</a>'
            f"<span>{line}</span></li>"
            for number, (anchor, line) in enumerate(zip(anchors, lines, strict=True), first)
        ]
    )


def _shown(form: Form, text: Text) -> list[str]:
    """Return the lines as their rows show them."""
    lines = list(map(form.text, text.lines))
    for place, parts in text.masked.items():
        lines[place] = "".join(
            f"<i>{part.what} weggelaten</i>" if part.what else form.text(part.text) for part in parts
        )
    return lines


def _owners(publication: Publication, node: DocumentNode) -> dict[int, What]:
    """Return for each line the questions it was read for: several where one answer covers more."""
    owners: dict[int, What] = {}

    def claim(kind: LineClass, entry: Entry, lines: Lines) -> None:
        alone = What(kind, (entry.id,))
        for line in range(lines[0], lines[1] + 1):
            known = owners.get(line)
            owners[line] = What(kind, (*known.ids, entry.id)) if known and known.kind == kind else alone

    for entry in publication.entries(node.asks):
        claim("question", entry, entry.question_lines)
    for entry in publication.entries(node.answers):
        if entry.answer_lines:
            claim("answer", entry, entry.answer_lines)
    for entry in publication.entries((*node.asks, *node.answers)):
        for printing in entry.printings:
            if printing.document == node.id:
                claim("question", entry, printing.lines)
    return owners


def _mark(publication: Publication, links: Links, what: What) -> str:
    """Return what was read in a passage: the questions with their links, or what else it is."""
    form, entries = publication.form, publication.entries(what.ids)
    if not entries:
        return form.text(wording.LINE_CLASS_NAMES[what.kind])
    if what.kind == "answer":
        titles = [wording.lower_first(wording.question_title(entry)) for entry in entries]
    else:
        titles = [wording.question_title(entry) for entry in entries]
    marks = wording.enumeration(
        form.link(f"{form.text(title)}{_asker(publication, entry.factions)}", links.entry(entry))
        for title, entry in zip(titles, entries, strict=True)
    )
    return f"Antwoord op {marks}" if what.kind == "answer" else f" {marks}"


@once_a_page
def _asker(publication: Publication, factions: tuple[str, ...]) -> str:
    names = wording.enumeration(publication.faction(faction).name for faction in factions)
    return f" ({publication.form.text(names)})" if factions else ""


def _classes(links: Links, node: DocumentNode) -> list[ClassCount]:
    """Return the account of lines: per class how many lines, and where the first few of them stand."""
    counts: dict[LineClass, int] = {}
    starts: dict[LineClass, list[int]] = {}
    for run in node.record.account:
        counts[run.name] = counts.get(run.name, 0) + run.lines[1] - run.lines[0] + 1
        starts.setdefault(run.name, []).append(run.lines[0])

    def places(name: LineClass) -> Iterator[NamedLink]:
        for line in starts[name][:PLACES] if name in SHOWN else ():
            yield NamedLink(str(line), links.document(node.id, line))

    return [
        ClassCount(shown, counts[name], tuple(places(name)))
        for name, shown in wording.LINE_CLASS_NAMES.items()
        if name in counts
    ]


def _other(publication: Publication, links: Links, document_id: str | None) -> NamedLink | None:
    other = publication.archive.documents.get(document_id or "")
    return NamedLink(other.title, links.document(other.id)) if other else None
