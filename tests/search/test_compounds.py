"""Compounds fall apart into words of the archive, and hanging hyphens are completed."""

from __future__ import annotations

import pytest

from generator.search.compounds import Compounds
from generator.search.normalise import stem, tokens

WORDS = ["lucht", "raket", "verdediging", "systeem", "defensie", "uitgaven", "munitie", "voorraad", "capaciteit", "doelstelling", "krijg", "macht", "drone", "sanctie", "diner", "overheid", "luchtverdediging", "zand", "land", "nationaal"]


def compounds() -> Compounds:
    known = {stem(word) for word in WORDS}
    return Compounds(known.__contains__, known.__contains__)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("raketverdediging", ("raket", "verdediging")),
        ("defensieuitgaven", ("defensie", "uitgaven")),
        ("munitievoorraden", ("munitie", "voorraden")),
        ("capaciteitsdoelstellingen", ("capaciteits", "doelstellingen")),
        ("luchtverdedigingssysteem", ("luchtverdedigings", "systeem", "lucht", "verdedigings")),
        ("sanctieontduiking", ("sanctie",)),
        ("rijksoverheid", ("overheid",)),
        ("buitenverdediging", ("verdediging",)),
        ("binnenland", ()),
        ("verdediging", ()),
        ("verdedigingen", ()),
        ("coordineert", ()),
        ("f35", ()),
        ("land", ()),
    ],
)
def test_parts(word: str, parts: tuple[str, ...]) -> None:
    assert compounds().parts(word) == parts


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("lucht- en raketverdediging", ["luchtverdediging"]),
        ("land-, lucht- en raketverdediging", ["landverdediging", "luchtverdediging"]),
        ("zand- of raketsystemen", ["zandsystemen"]),
        ("EU- en NAVO-landen", ["eulanden"]),
        ("NASAMS- en anti-dronesystemen", ["nasamssystemen"]),
        ("lucht- en", []),
        ("lucht- en iets heel anders", []),
    ],
)
def test_a_hanging_hyphen_stands_for_a_whole_word(text: str, completed: list[str]) -> None:
    assert [word for _, word in compounds().completions(tokens(text))] == completed
