"""Blocks to records: reads a document whole, in one pass of small stages.

The stages, in order: rows (what each line is by the grammar) → frame (furniture, contents, second copy,
memo) → notes → labels and layout → segments parted into question and answer → factions → facts → account.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.reading.account import account_of, check_words, name_rest
from generator.reading.answer_block import mark_answer_block
from generator.reading.attribution import attribute
from generator.reading.blocks import SourceDocument
from generator.reading.claims import check_numbering, read_claims
from generator.reading.copies import mark_copies
from generator.reading.corrections import apply_corrections
from generator.reading.drafts import Draft
from generator.reading.factions import FactionNames, faction_names
from generator.reading.facts import read_facts, with_askers
from generator.reading.finish import finish
from generator.reading.frame import join_cut_headings, mark_contents, mark_furniture
from generator.reading.items import Layout, lay_out
from generator.reading.joining import Shape, shape_of
from generator.reading.kinds import kind_of, procedure_of
from generator.reading.labelled import draft_labelled
from generator.reading.labels import Labels, find_labels, split_lists
from generator.reading.memo import mark_memo
from generator.reading.notes import lift_notes
from generator.reading.page_numbers import mark_cut_numbers
from generator.reading.party_headings import name_party_headings
from generator.reading.rows import Row, make_rows, print_item_labels
from generator.reading.unlabelled import draft_unnumbered
from generator.records import Correction, Document, Doubt, Sidecar, Source
from generator.registers import FactionRegister

#: Version of the reading rules: a record read by another version may read otherwise.
READER_VERSION = "1"


def read_document(
    source: SourceDocument,
    *,
    document_id: str,
    factions: FactionRegister,
    added: str,
    sidecar: Sidecar | None = None,
    corrections: Sequence[Correction] = (),
) -> Document:
    """Return the record of a document.

    Never fails on what a document says: what is not understood is left out by name in the account, and
    doubts are kept with their lines.

    Raises:
        ContentError: a correction does not apply (any more).
    """
    rows = make_rows(apply_corrections(source, document_id, corrections))
    doubts: list[Doubt] = []
    mark_furniture(rows)
    join_cut_headings(rows)
    mark_contents(rows)
    differing = mark_copies(rows)
    mark_memo(rows)
    notes = lift_notes(rows)
    mark_cut_numbers(rows)
    shape = shape_of(rows)
    name_party_headings(rows, factions)
    labels = find_labels(rows, shape)
    answers = mark_answer_block(rows, labels.rows) if labels.style == "numbered" else ()
    print_item_labels(rows, (*labels.rows, *answers))
    lists = split_lists(rows, labels.rows)
    layout = lay_out(rows, labels.rows, lists)
    # Before the draft: it takes from the opening what turns out to be asked there.
    opening = [rows[i] for i in layout.opening]
    names = faction_names(factions)
    draft = _draft(rows, labels, layout, shape, names)
    closing = [rows[i] for i in layout.reaction + layout.closing]
    facts = read_facts(opening, closing, [rows[i] for i in layout.sections], source.metadata)
    kind = kind_of(rows, draft, layout)
    around = [rows[i] for i in layout.opening + layout.closing]
    facts = with_askers(facts, attribute(rows, draft, layout, factions), around, kind)
    name_rest(rows, layout, has_questions=bool(draft.items))
    result = finish(rows, draft, layout, notes, factions, doubts)
    doubts += check_numbering(result.questions)
    doubts += _copy_doubts(differing)
    doubts += check_words(rows, result)
    return Document(
        id=document_id,
        kind=sidecar.kind if sidecar and sidecar.kind else kind,
        procedure=procedure_of(rows, draft),
        source=_source(source),
        added=added,
        reader=READER_VERSION,
        facts=facts,
        sections=result.sections,
        parts=result.parts,
        questions=result.questions,
        claims=read_claims(rows, result.questions, result.sections),
        doubts=tuple(doubts),
        account=account_of(rows, len(source.lines)),
        corrections=tuple((c.passage, c.becomes, c.why) for c in corrections),
    )


def _source(source: SourceDocument) -> Source:
    return Source(
        file=source.name,
        sha256=source.sha256,
        format=source.format,
        bytes=source.size,
        lines=len(source.lines),
        pages=max(source.pages) if source.pages else None,
    )


def _copy_doubts(differing: Sequence[tuple[int, int]]) -> list[Doubt]:
    return [
        Doubt(
            code="copy-differs",
            text=f"De tweede kopie van de tekst wijkt hier af van de eerste (regel {first}).",
            lines=(second, second),
        )
        for first, second in differing
    ]


def _draft(rows: list[Row], labels: Labels, layout: Layout, shape: Shape, names: FactionNames) -> Draft:
    if labels.style in {"unnumbered", "none"}:
        return draft_unnumbered(rows, layout, shape, labels.style, names)
    return draft_labelled(rows, layout, shape, labels.style, names)
