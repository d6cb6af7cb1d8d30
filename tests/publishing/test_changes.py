"""What a reviewer reads of a change to the archive."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings

from generator.archive.graph import Archive, Redirect
from generator.export import changes
from generator.export.changes import changes_markdown, coverage
from generator.problems import Problem
from generator.records import Doubt, LineRun
from tests.publishing.sample import ANSWERED, ASKED, answered, archive, archives, document, entry, sample

EMPTY = Archive(documents={}, meetings={}, questions={}, factions={}, topics={})


def test_nothing_changed() -> None:
    said = changes_markdown(sample(), sample())
    assert "No document was added, removed or read differently." in said
    assert "##" not in said


def test_a_new_archive() -> None:
    said = changes_markdown(EMPTY, sample())
    assert "| questions | 0 | 5 | +5 |" in said
    assert f"| `{ANSWERED}` | answers |" in said
    assert "Raad \\<Defensie\\> \\& meer" in said or "Raad \\<Defensie\\> & meer" in said


def test_a_changed_answer_is_a_diff() -> None:
    before = archive(answered(1, "Het kost vijf miljoen. Dat is al gemeld."))
    after = archive(answered(1, "Het kost zes miljoen. Dat is al gemeld.", topics=("geld",)))
    said = changes_markdown(before, after)
    assert f"### `{ASKED}/1`" in said
    assert "-Het kost vijf miljoen.\n+Het kost zes miljoen.\n Dat is al gemeld." in said
    assert "- topics: nothing → geld" in said


def test_an_answer_that_came() -> None:
    said = changes_markdown(archive(entry(1, status="pending")), archive(answered(1)))
    assert "+Vijf miljoen euro." in said
    assert "- status: pending → answered" in said


def test_a_fence_is_longer_than_any_in_the_text() -> None:
    said = changes_markdown(archive(answered(1, "een")), archive(answered(1, "```` @iemand [x](y)")))
    assert "`````diff" in said


def test_ids_that_would_disappear_are_shown_unless_they_lead_on() -> None:
    before, after = archive(answered(1), answered(2)), archive(answered(1))
    assert "## ⚠️ Published ids that would disappear" in changes_markdown(before, after)
    assert f"- `{ASKED}/2`" in changes_markdown(before, after)
    alias = Redirect(id=f"{ASKED}/2", target=f"{ASKED}/1", reason="Dubbel.")
    kept = msgspec.structs.replace(after, redirects=(*after.redirects, alias))
    assert "disappear" not in changes_markdown(before, kept)


def test_new_doubts_and_problems_are_listed_and_old_ones_not() -> None:
    node = document(ASKED, "questions", "2026-02-05")
    doubt = Doubt(code="x", text="Dit <b>lijkt</b> vreemd", lines=(4, 5))
    record = msgspec.structs.replace(node.record, doubts=(doubt,))
    problem = Problem(severity="warning", file="documents/x.txt", message="a | b")
    after = msgspec.structs.replace(
        sample(),
        documents={**sample().documents, ASKED: msgspec.structs.replace(node, record=record)},
        problems=(problem,),
    )
    said = changes_markdown(sample(), after)
    assert f"- `{ASKED}` line 4: Dit \\<b\\>lijkt\\</b\\> vreemd" in said
    assert "- warning: `documents/x.txt`: a \\| b" in said
    assert "doubts (" not in changes_markdown(after, after)


def test_how_much_of_a_document_was_understood() -> None:
    record = document(ASKED, "questions", "2026-02-05").record
    runs = (
        LineRun(name="question", lines=(1, 6)),
        LineRun(name="blank", lines=(7, 10)),
        LineRun(name="unknown", lines=(11, 12)),
    )
    assert coverage(msgspec.structs.replace(record, account=runs)) == 0.75
    assert coverage(msgspec.structs.replace(record, account=())) == 1.0


def test_a_summary_stays_within_what_is_shown(monkeypatch: object) -> None:
    many = 3000
    before = archive(*(answered(n, f"Antwoord {n}. " + "oud " * 100) for n in range(1, many)))
    after = archive(*(answered(n, f"Antwoord {n}. " + "nieuw " * 100) for n in range(1, many)))
    said = changes_markdown(before, after)
    assert len(said.encode()) < changes.LONGEST
    assert f"{many - 1 - changes.MOST_SHOWN} more changed." in said


@settings(max_examples=25)
@given(archives(), archives())
def test_any_two_archives_can_be_compared(one: Archive, other: Archive) -> None:
    assert changes_markdown(one, other) == changes_markdown(one, other)
