"""Lay links and marks over the text of a question or answer, by the places that the archive keeps.

The text itself is never changed: the pieces joined give the paragraph back. A place that does not fit the
text (a hand-edited record) is left out rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from markupsafe import Markup

from generator.archive.graph import Entry, Place
from generator.keys import anchor
from generator.pages.escaping import identifier
from generator.pages.links import Links
from generator.pages.publication import Publication, expansions, once_a_page
from generator.records import Paragraph

PieceKind = Literal["text", "link", "term", "lost", "note"]
Part = Literal["question", "answer", "footnote"]


_NOUN: Final = re.compile(r"\bvra(?:ag|gen)\s+\Z", re.IGNORECASE)


class Piece(NamedTuple):
    """A stretch of text with one meaning."""

    kind: PieceKind
    text: str
    #: Where a link, term or note leads.
    href: Markup = Markup()
    #: What a term stands for.
    title: str = ""
    #: Id of the mark of a note, so that its text can lead back.
    id: Markup = Markup()


class Stretch(NamedTuple):
    """Pieces that share a mark."""

    #: "evidence", "commitment", both, or "".
    mark: str
    pieces: tuple[Piece, ...]


class Block(NamedTuple):
    """A paragraph, a list, a table or a heading in a text."""

    kind: Literal["paragraph", "list", "table", "heading"]
    #: One for a paragraph or heading, one per item for a list.
    texts: tuple[tuple[Stretch, ...], ...] = ()
    #: Cells per row, for a table.
    rows: tuple[tuple[str, ...], ...] = ()


class Span(NamedTuple):
    start: int
    end: int
    piece: Piece


class Annotator:
    """Turns the paragraphs of one entry into blocks, with what the archive knows about them.

    ``own`` is False where the text is shown at another question: then its notes lead to the question it
    belongs to, and nothing gets an id. ``seen`` are terms that were explained before, and are not again; more
    are added to them.
    """

    def __init__(
        self,
        publication: Publication,
        links: Links,
        entry: Entry,
        *,
        own: bool = True,
        seen: set[str] | None = None,
    ) -> None:
        self._publication = publication
        self._links = links
        self._entry = entry
        self._own = own
        self._seen: set[str] = set() if seen is None else seen

    def blocks(self, part: Literal["question", "answer"]) -> tuple[Block, ...]:
        paragraphs = self._entry.question if part == "question" else self._entry.answer
        return grouped(
            [
                (paragraph, self._stretches(part, index, paragraph.text))
                for index, paragraph in enumerate(paragraphs)
            ]
        )

    def note(self, index: int) -> tuple[Stretch, ...]:
        """Return the text of a footnote."""
        return self._stretches("footnote", index, self._entry.footnotes[index].text)

    def _stretches(self, part: Part, index: int, text: str) -> tuple[Stretch, ...]:
        entry = self._entry
        spans = list(self._places(part, index, text)) if entry.references or entry.citations else []
        notes = self._notes(part, index, len(text)) if entry.footnotes else []
        marks = []
        if self._own:
            spans += self._terms(text)
            if entry.commitments or entry.status.place:
                marks = self._marks(part, index, len(text))
        if not spans and not notes and not marks:
            return (Stretch("", (Piece("text", text),)),)
        spans = _without_overlap(spans)
        if not notes and not marks:
            return (Stretch("", tuple(_pieces(text, spans))),)
        return tuple(_cut(text, spans, notes, marks))

    def _places(self, part: Part, index: int, text: str) -> Iterator[Span]:
        """Yield the references and citations in one paragraph."""
        length = len(text)
        for reference in self._entry.references:
            if _fits(reference.place, part, index, length):
                target = self._publication.archive.questions.get(reference.target or "")
                start, end = _with_noun(text, reference.place.start), reference.place.end
                shown = text[start:end]
                piece = Piece("link", shown, self._links.entry(target)) if target else Piece("lost", shown)
                yield Span(start, end, piece)
        for citation in self._entry.citations:
            if _fits(citation.place, part, index, length):
                url = self._links.outside(citation.url or (citation.id if citation.kind == "url" else None))
                if url is not None:
                    start, end = citation.place.start, citation.place.end
                    yield Span(start, end, Piece("link", text[start:end], url))

    def _terms(self, text: str) -> Iterator[Span]:
        """Yield the first use of each glossary term in this question and answer, where it is the first."""
        for match in self._publication.terms_in(self._entry, text):
            name = match.group()
            if name not in self._seen:
                self._seen.add(name)
                yield Span(match.start(), match.end(), _term(self._publication, self._links, name))

    def _notes(self, part: Part, index: int, length: int) -> list[tuple[int, Piece]]:
        found = []
        for number, note in enumerate(self._entry.footnotes, 1):
            if note.part == part and note.paragraph == index:
                target = note_anchor(self._entry.id, number)
                href = Markup(f"#{target}") if self._own else self._links.meeting(self._entry.meeting, target)
                piece = Piece("note", note.mark, href, id=Markup(f"{target}-mark") if self._own else Markup())
                found.append((min(note.offset, length), piece))
        return found

    def _marks(self, part: Part, index: int, length: int) -> list[tuple[int, int, str]]:
        marked = [(commitment.place, "commitment") for commitment in self._entry.commitments]
        if evidence := self._entry.status.place:
            marked.append((evidence, "evidence"))
        return [(place.start, place.end, name) for place, name in marked if _fits(place, part, index, length)]


@once_a_page
def seen_terms(publication: Publication) -> set[str]:
    """Return the terms that were explained on this page, for annotators to share."""
    return set()


@once_a_page
def _term(publication: Publication, links: Links, name: str) -> Piece:
    """Return a term of the glossary, with what it stands for."""
    term = publication.term(name)
    href = links.page(publication.term_page(name), term_anchor(term.term))
    return Piece("term", name, href, expansions(term))


def plain_blocks(paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Return paragraphs that nothing is known about, such as an introduction, as blocks."""
    return grouped(
        [(paragraph, (Stretch("", (Piece("text", paragraph.text),)),)) for paragraph in paragraphs]
    )


def grouped(paragraphs: Sequence[tuple[Paragraph, tuple[Stretch, ...]]]) -> tuple[Block, ...]:
    """Return paragraphs as blocks: items that follow each other become one list."""
    blocks: list[Block] = []
    for kind, members in groupby(paragraphs, key=lambda pair: pair[0].kind):
        if kind == "item":
            blocks.append(Block("list", tuple(stretches for _, stretches in members)))
            continue
        for paragraph, stretches in members:
            if kind == "table" and paragraph.rows:
                blocks.append(Block("table", rows=paragraph.rows))
            else:
                blocks.append(Block("heading" if kind == "heading" else "paragraph", (stretches,)))
    return tuple(blocks)


def note_anchor(question: str, number: int) -> Markup:
    """Return the anchor of a footnote of a question."""
    return identifier(f"{anchor(question)}--noot-{number}")


def term_anchor(term: str) -> Markup:
    """Return the anchor of a term on the glossary page."""
    return identifier(f"begrip-{term}")


def _with_noun(text: str, start: int) -> int:
    """Return where a link on a number starts: at "vraag", where that stands right before it."""
    noun = _NOUN.search(text, max(0, start - 12), start)
    return noun.start() if noun else start


def _fits(place: Place, part: Part, index: int, length: int) -> bool:
    return place.part == part and place.paragraph == index and 0 <= place.start < place.end <= length


def _without_overlap(spans: list[Span]) -> list[Span]:
    """Return spans by place; of two that overlap the one that starts first stays, the longer of equals."""
    if len(spans) < 2:
        return spans
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """Cut a text where nothing but these spans lies over it."""
    place = 0
    for start, end, piece in spans:
        if place < start:
            yield Piece("text", text[place:start])
        yield piece
        place = end
    if place < len(text):
        yield Piece("text", text[place:])


def _cut(
    text: str,
    spans: Sequence[Span],
    notes: Sequence[tuple[int, Piece]],
    marks: Sequence[tuple[int, int, str]],
) -> Iterator[Stretch]:
    """Cut a text at every boundary, and yield its pieces grouped by mark."""
    edges = {0, len(text)}
    for first, last, _ in (*spans, *marks):
        edges.add(first)
        edges.add(last)
    edges.update(offset for offset, _ in notes)
    over = {span.start: span for span in spans}
    span = None
    mark = ""
    pieces: list[tuple[str, Piece]] = []
    for start, end in pairwise(sorted(edges)):
        if marks:
            mark = " ".join(sorted({name for first, last, name in marks if first <= start < last}))
        if notes:
            pieces += [(mark if start else "", piece) for offset, piece in notes if offset == start]
        span = over.get(start, span)
        if span and start < span.end:
            whole = start == span.start and end == span.end
            pieces.append((mark, span.piece if whole else span.piece._replace(text=text[start:end])))
        else:
            pieces.append((mark, Piece("text", text[start:end])))
    if notes:
        pieces += [("", piece) for offset, piece in notes if offset == len(text)]
    for mark, members in groupby(pieces, key=itemgetter(0)):
        yield Stretch(mark, tuple([piece for _, piece in members]))
