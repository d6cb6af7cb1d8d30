"""Links and marks are laid over a text; the text itself never changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.graph import AnswerReference, Citation, Place, StatusEvidence
from generator.pages import Settings
from generator.pages.annotating import Annotator, Block, Piece, plain_blocks
from generator.pages.publication import Publication
from generator.records import Footnote, Paragraph
from tests.factories import BRIDGES, LETTER, entry, paragraphs, sample_archive

PUBLICATION = Publication(sample_archive(), Settings())
LINKS = PUBLICATION.links(f"vergaderingen/{BRIDGES}.md")


def blocks(**given: object) -> tuple[Block, ...]:
    one = entry(f"{LETTER}/1", answer=given.pop("answer", "Zie vraag 2. Meer niet."), **given)  # type: ignore[arg-type]
    return Annotator(PUBLICATION, LINKS, one).blocks("answer")


def pieces(block: Block) -> list[tuple[str, Piece]]:
    return [(stretch.mark, piece) for text in block.texts for stretch in text for piece in stretch.pieces]


def test_a_plain_text_is_one_piece() -> None:
    assert pieces(blocks()[0]) == [("", Piece("text", "Zie vraag 2. Meer niet."))]


def test_a_reference_links_with_its_noun_inside_the_proof() -> None:
    reference = AnswerReference(
        number=2,
        text="vraag 2",
        target=f"{LETTER}/2",
        place=Place(part="answer", paragraph=0, start=10, end=11),
    )
    status = StatusEvidence(status="reference", place=Place(part="answer", paragraph=0, start=0, end=12))
    found = pieces(blocks(references=(reference,), status=status)[0])
    assert [(mark, piece.kind, piece.text) for mark, piece in found] == [
        ("evidence", "text", "Zie "),
        ("evidence", "link", "vraag 2"),
        ("evidence", "text", "."),
        ("", "text", " Meer niet."),
    ]
    assert found[1][1].href == f"#{LETTER}--2"


def test_a_reference_to_nothing_is_marked_and_does_not_link() -> None:
    reference = AnswerReference(
        number=2, text="vraag 2", target=None, place=Place(part="answer", paragraph=0, start=10, end=11)
    )
    assert [piece.kind for _, piece in pieces(blocks(references=(reference,))[0])] == ["text", "lost", "text"]


def test_a_citation_without_a_safe_address_stays_text() -> None:
    place = Place(part="answer", paragraph=0, start=0, end=3)
    citation = Citation(kind="url", id="javascript:alert(1)", text="Zie", place=place)
    assert [piece.kind for _, piece in pieces(blocks(citations=(citation,))[0])] == ["text"]


def test_a_place_outside_the_text_is_left_out() -> None:
    status = StatusEvidence(status="declined", place=Place(part="answer", paragraph=0, start=0, end=999))
    assert [mark for mark, _ in pieces(blocks(status=status)[0])] == [""]


def test_a_note_stands_where_its_mark_was() -> None:
    note = Footnote(mark="1", text="x", part="answer", paragraph=0, offset=12)
    found = [piece for _, piece in pieces(blocks(footnotes=(note,))[0])]
    assert [piece.text for piece in found] == ["Zie vraag 2.", "1", " Meer niet."]
    assert (found[1].href, found[1].id) == (f"#{LETTER}--1--noot-1", f"{LETTER}--1--noot-1-mark")


def test_a_term_is_explained_at_its_first_use_with_all_its_meanings() -> None:
    found = [piece for _, piece in pieces(blocks(answer="De BW en de BW, niet BWX.")[0])]
    assert [(piece.kind, piece.text) for piece in found] == [
        ("text", "De "),
        ("term", "BW"),
        ("text", " en de BW, niet BWX."),
    ]
    assert found[1].title == "Bruggenwet; of: Binnenwater"


def test_items_after_each_other_are_one_list() -> None:
    kinds = ("paragraph", "item", "item", "paragraph", "item", "heading", "table")
    texts = tuple(
        Paragraph(text=str(number), lines=(1, 1), kind=kind, rows=(("a",),) if kind == "table" else ())  # type: ignore[arg-type]
        for number, kind in enumerate(kinds)
    )
    assert [(block.kind, len(block.texts)) for block in plain_blocks(texts)] == [
        ("paragraph", 1), ("list", 2), ("paragraph", 1), ("list", 1), ("heading", 1), ("table", 0),
    ]  # fmt: skip


def test_at_another_question_notes_lead_to_their_own_and_no_id_is_repeated() -> None:
    note = Footnote(mark="1", text="x", part="answer", paragraph=0, offset=3)
    one = entry(f"{LETTER}/1", answer="Ja.", footnotes=(note,))
    elsewhere = PUBLICATION.links("open/index.md")
    (block,) = Annotator(PUBLICATION, elsewhere, one, own=False).blocks("answer")
    found = [piece for _, piece in pieces(block) if piece.kind == "note"]
    assert [(piece.href, piece.id) for piece in found] == [
        (f"../vergaderingen/{BRIDGES}.md#{LETTER}--1--noot-1", "")
    ]


@given(st.text(min_size=1, max_size=40), st.data())
def test_pieces_joined_give_the_text(text: str, data: st.DataObject) -> None:
    def place() -> Place:
        start = data.draw(st.integers(0, len(text)))
        return Place(
            part="answer", paragraph=0, start=start, end=data.draw(st.integers(start, len(text) + 2))
        )

    references = tuple(
        AnswerReference(
            number=1, text="1", target=data.draw(st.sampled_from([None, f"{LETTER}/2"])), place=place()
        )
        for _ in range(data.draw(st.integers(0, 3)))
    )
    notes = tuple(
        Footnote(mark="1", text="x", part="answer", offset=data.draw(st.integers(0, len(text) + 2)))
        for _ in range(data.draw(st.integers(0, 2)))
    )
    found = blocks(
        answer=paragraphs(text),
        references=references,
        footnotes=notes,
        status=StatusEvidence(status="partial", place=place()),
    )
    joined = "".join(piece.text for block in found for _, piece in pieces(block) if piece.kind != "note")
    assert joined == text
    assert sum(1 for block in found for _, piece in pieces(block) if piece.kind == "note") == len(notes)
