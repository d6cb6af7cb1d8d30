"""Items of a question list find their numbers in the letter: split, joined, moved, or not at all."""

from __future__ import annotations

import pytest

from generator.archive.alignment import Match, Piece, align

PATRIOT = (
    "Hoeveel Patriot-raketten uit de Nederlandse voorraad gaan er naar Oekraïne, en binnen welke termijn?"
)
STOCKS = (
    "Binnen welke termijn worden de eigen voorraden munitie weer aangevuld tot het niveau van voor de oorlog?"
)
DRONES = (
    "Welke stappen zet het kabinet om de productie van drones in Nederland samen met bedrijven op te schalen?"
)
MOBILITY = "Hoe staat het met de aanpassing van bruggen en sporen voor militair transport naar het oosten?"
CORPS = (
    "Welke gevolgen heeft de nieuwe rol van het legerkorps voor de inzetbaarheid van Nederlandse eenheden?"
)
INTRO = "De leden van de {}-fractie hebben hierover gelezen in de geannoteerde agenda en maken zich zorgen."
SMALL = "Zo nee, waarom niet?"


def pieces(*texts: str, faction: str | None = "cda", first: int | None = None) -> list[Piece]:
    factions = frozenset([faction]) if faction else frozenset()
    numbers = range(first, first + len(texts)) if first is not None else [None] * len(texts)
    return [Piece(text=text, factions=factions, number=n) for text, n in zip(texts, numbers, strict=True)]


def pairs(items: list[Piece], numbers: list[Piece]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(match.items, match.numbers) for match in align(items, numbers)]


def one_to_one(*order: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((item,), (number,)) for item, number in enumerate(order)]


def test_the_same_texts() -> None:
    assert pairs(pieces(PATRIOT, DRONES, MOBILITY), pieces(PATRIOT, DRONES, MOBILITY, first=1)) == one_to_one(
        0, 1, 2
    )


def test_another_order() -> None:
    assert pairs(pieces(PATRIOT, DRONES, MOBILITY), pieces(MOBILITY, PATRIOT, DRONES, first=1)) == one_to_one(
        1, 2, 0
    )


def test_small_changes_of_wording() -> None:
    letter = pieces(
        "De leden van de CDA-fractie vragen hoeveel Patriot-raketten uit de Nederlandse voorraad gaan naar "
        "Oekraïne, en binnen welke termijn.",
        f"{INTRO.format('CDA')} {DRONES} Graag een toelichting.",
        first=1,
    )  # fmt: skip
    assert pairs(pieces(PATRIOT, DRONES), letter) == one_to_one(0, 1)


def test_split() -> None:
    items = pieces(f"{PATRIOT} {STOCKS} {SMALL}", DRONES)
    assert pairs(items, pieces(PATRIOT, f"{STOCKS} {SMALL}", DRONES, first=4)) == [
        ((0,), (0, 1)),
        ((1,), (2,)),
    ]


def test_split_in_three_with_an_introduction() -> None:
    items = pieces(f"{INTRO.format('CDA')} {PATRIOT} {STOCKS} {CORPS}")
    letter = pieces(f"{INTRO.format('CDA')} {PATRIOT}", STOCKS, CORPS, first=1)
    assert pairs(items, letter) == [((0,), (0, 1, 2))]


def test_joined() -> None:
    assert pairs(pieces(PATRIOT, STOCKS, DRONES), pieces(f"{PATRIOT} {STOCKS}", DRONES, first=1)) == [
        ((0, 1), (0,)),
        ((2,), (1,)),
    ]


def test_joined_twice_is_joined_once() -> None:
    both = f"{PATRIOT} {STOCKS}"
    assert pairs(pieces(PATRIOT, STOCKS), pieces(both, both, first=1)) == [((0, 1), (0,))]


def test_shortened() -> None:
    items = pieces(f"{INTRO.format('CDA')} {PATRIOT} {SMALL}", f"{DRONES} {INTRO.format('CDA')}")
    assert pairs(items, pieces(PATRIOT, DRONES, first=1)) == one_to_one(0, 1)


def test_what_is_left_out_stays_apart() -> None:
    assert pairs(pieces(PATRIOT, DRONES, MOBILITY), pieces(PATRIOT, MOBILITY, first=1)) == [
        ((0,), (0,)),
        ((2,), (1,)),
    ]


def test_what_is_new_in_the_letter_stays_apart() -> None:
    assert pairs(pieces(PATRIOT), pieces(CORPS, PATRIOT, first=1)) == [((0,), (1,))]


def test_the_same_question_of_two_factions() -> None:
    items = [*pieces(PATRIOT, faction="d66"), *pieces(PATRIOT, faction="cda")]
    letter = [*pieces(PATRIOT, faction="cda", first=1), *pieces(PATRIOT, faction="d66", first=2)]
    assert pairs(items, letter) == one_to_one(1, 0)
    assert pairs(pieces(PATRIOT, faction="d66"), pieces(PATRIOT, faction="cda", first=1)) == []


def test_the_same_question_twice_goes_by_order() -> None:
    items = pieces(PATRIOT, DRONES, PATRIOT)
    assert pairs(items, pieces(PATRIOT, DRONES, PATRIOT, first=1)) == one_to_one(0, 1, 2)


@pytest.mark.parametrize(
    "friend",
    [
        "Welke stappen zet het kabinet om de wachtlijsten bij veteranenzorg terug te dringen?",
        "Hoeveel Patriot-systemen staan er nu in Polen en wanneer keren deze terug?",
        "Kan de minister aangeven welke gevolgen dit heeft? Zo nee, waarom niet?",
        "Zo nee, waarom niet?",
        "",
    ],
)
def test_false_friends(friend: str) -> None:
    items = pieces(PATRIOT, DRONES, f"Kan de minister aangeven wat dit betekent voor Defensie? {SMALL}")
    assert pairs(items, pieces(friend, first=9)) == []


def test_unknown_factions_need_more_proof() -> None:
    half = "Hoeveel Patriot-raketten uit de Nederlandse voorraad zijn er verkocht aan landen buiten de NAVO?"
    assert pairs(pieces(PATRIOT, faction=None), pieces(PATRIOT, first=1)) == one_to_one(0)
    assert pairs(pieces(PATRIOT, faction=None), pieces(half, first=1)) == []


def test_short_questions_when_whole() -> None:
    assert pairs(
        pieces("Bent u bekend met dit bericht?"), pieces("Bent u bekend met dit bericht?", first=1)
    ) == one_to_one(0)
    assert pairs(pieces("Bent u bekend met dit bericht?"), pieces("Bent u het daarmee eens?", first=1)) == []


def test_numbered_lists_help_each_other() -> None:
    items = pieces("Wat kost dit?", "Wat kost dit?", faction=None, first=1)
    assert pairs(items, pieces("Wat kost dit?", "Wat kost dit?", faction=None, first=1)) == one_to_one(0, 1)


def test_answers_that_print_no_question_go_by_number() -> None:
    items = pieces(PATRIOT, DRONES, STOCKS, faction=None, first=1)
    assert pairs(items, pieces("", "", faction=None, first=2)) == [((1,), (0,)), ((2,), (1,))]
    assert align(pieces(PATRIOT, faction=None), pieces("", faction=None, first=1)) == ()


def test_nothing_to_align() -> None:
    assert align([], pieces(PATRIOT, first=1)) == ()
    assert align(pieces(PATRIOT), []) == ()
    assert align(pieces("…"), pieces("…", first=1)) in ((), (Match(items=(0,), numbers=(0,)),))
