"""A document that comes in twice, or in a newer version, is recognised; another on its subject is not."""

from __future__ import annotations

import pytest

from generator.commands.duplicates import Known, find_duplicate, shingles

LETTER = [
    f"Vraag {n}. Wat kost onderdeel {n} van het plan en wie betaalt dat in het jaar {2000 + n}?"
    for n in range(40)
]


def letter(
    lines: list[str], identifier: str = "oud", sha: str = "a", kind: str = "answers", reference: str = ""
) -> Known:
    references = frozenset([reference]) if reference else frozenset[str]()
    return Known(id=identifier, sha256=sha, kind=kind, references=references, words=shingles(lines))


OLD = letter(LETTER, reference="MIN2026001")


@pytest.mark.parametrize(
    ("new", "how"),
    [
        pytest.param(letter(["iets anders"], sha="a"), "file", id="same bytes"),
        pytest.param(letter(LETTER, sha="b"), "text", id="same text, another file"),
        pytest.param(letter([" ".join(LETTER)], sha="b"), "text", id="same text, other line breaks"),
        pytest.param(
            letter([*LETTER[:34], "Nieuw slot van de brief."], sha="b"), "version", id="most of the text"
        ),
        pytest.param(
            letter(LETTER[:20], sha="b", reference="MIN2026001"), "version", id="same reference and kind"
        ),
        pytest.param(letter(LETTER[:20], sha="b"), None, id="half of the text, no reference"),
        pytest.param(
            letter(LETTER[:20], sha="b", kind="questions", reference="MIN2026001"),
            None,
            id="its question list",
        ),
        pytest.param(
            letter([*LETTER[:34], "Antwoord: ja."], sha="b", kind="questions"),
            None,
            id="answered in a few words",
        ),
        pytest.param(letter(["Een heel andere brief over iets anders."], sha="b"), None, id="another letter"),
        pytest.param(letter([], sha="b"), None, id="no text"),
    ],
)
def test_recognised(new: Known, how: str | None) -> None:
    match = find_duplicate(new, [OLD, letter(["Niets van dit alles."], "ander", "c")])
    assert (match.how if match else None) == how
    assert match is None or match.id == "oud"


def test_the_same_bytes_win_over_the_most_alike() -> None:
    match = find_duplicate(letter(LETTER, sha="c"), [OLD, letter(["kort"], "zelfde", "c")])
    assert match is not None
    assert match.id == "zelfde"
