"""Aligns the items of a question list with the numbered questions of the letter that answers it.

An item may stand in the letter as it is, shortened, split over several numbers, joined with its neighbour,
or not at all; the letter may put the questions in another order. Precision comes first: what is not clearly
the same text stays apart, and between two texts that are equally alike only their order may decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from generator.archive.similarity import Runs, runs

#: Share of a text that must stand in the other before the two are taken for the same words.
HELD = 0.6
#: The same where it is not known for one of the two which faction asks.
HELD_WITHOUT_FACTION = 0.8
#: How alike two whole texts must be, when neither holds the other.
ALIKE = 0.5
#: Runs two texts must share; fewer only when one is wholly in the other.
FEWEST_RUNS = 5
#: Between two candidates this close, likeness does not decide.
MARGIN = 0.12
#: Two parts of a text are different parts when they share no more than this.
APART = 0.35


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A question in one of two documents."""

    text: str
    factions: frozenset[str] = frozenset()
    number: int | None = None
    #: The named list that it stands in.
    section: str | None = None


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One item and one number, one item split over several, or several items joined under one."""

    items: tuple[int, ...]
    numbers: tuple[int, ...]


class _Edge(msgspec.Struct, frozen=True, kw_only=True):
    item: int
    number: int
    #: The runs that both have.
    shared: Runs
    #: Share of the item that stands in the number, and of the number that stands in the item.
    of_item: float
    of_number: float
    likeness: float


def align(items: Sequence[Piece], numbers: Sequence[Piece]) -> tuple[Match, ...]:
    """Return which items and numbers are the same questions, in order of the items."""
    edges = _edges(items, numbers)
    joins = _joins(edges)
    joined = {number for _, number in joins}
    chosen, doubtful = _choose([edge for edge in edges if edge.number not in joined])
    matches = [Match(items=held, numbers=(number,)) for held, number in joins]
    taken = {item for held, _ in joins for item in held}
    matches += _group([edge for edge in chosen if edge.item not in taken])
    matches += _by_order(doubtful, matches)
    matches += _by_number(items, numbers, matches)
    return tuple(sorted(matches, key=lambda match: match.items))


def _edges(items: Sequence[Piece], numbers: Sequence[Piece]) -> list[_Edge]:
    """Return every pair that could be the same question."""
    own = [runs(item.text) for item in items]
    places: dict[tuple[str, ...], list[int]] = {}
    for index, item_runs in enumerate(own):
        for run in item_runs:
            places.setdefault(run, []).append(index)
    found: list[_Edge] = []
    for number, piece in enumerate(numbers):
        number_runs = runs(piece.text)
        candidates = {index for run in number_runs for index in places.get(run, ())}
        for item in sorted(candidates):
            edge = _edge(item, number, own[item], number_runs)
            if _may_be_one(items[item], piece, edge):
                found.append(edge)
    return found


def _edge(item: int, number: int, item_runs: Runs, number_runs: Runs) -> _Edge:
    shared = item_runs & number_runs
    return _Edge(
        item=item,
        number=number,
        shared=shared,
        of_item=len(shared) / len(item_runs),
        of_number=len(shared) / len(number_runs),
        likeness=2 * len(shared) / (len(item_runs) + len(number_runs)),
    )


def _may_be_one(item: Piece, number: Piece, edge: _Edge) -> bool:
    known = bool(item.factions and number.factions)
    if known and not item.factions & number.factions:
        return False
    if item.section and number.section and item.section != number.section:
        return False
    held = max(edge.of_item, edge.of_number)
    if len(edge.shared) < FEWEST_RUNS and min(edge.of_item, edge.of_number) < HELD_WITHOUT_FACTION:
        return False
    if item.number is not None and item.number == number.number and edge.likeness >= ALIKE / 2:
        return True
    return held >= (HELD if known or not (item.factions or number.factions) else HELD_WITHOUT_FACTION) or (
        edge.likeness >= ALIKE
    )


def _joins(edges: Iterable[_Edge]) -> list[tuple[tuple[int, ...], int]]:
    """Return the numbers that hold several items, each in another part of their text."""
    held: dict[int, list[_Edge]] = {}
    for edge in edges:
        if edge.of_item >= HELD:
            held.setdefault(edge.number, []).append(edge)
    joins: list[tuple[tuple[int, ...], int]] = []
    taken: set[int] = set()
    for number, candidates in held.items():
        parts = _different_parts(edge for edge in candidates if edge.item not in taken)
        if len(parts) > 1:
            taken.update(edge.item for edge in parts)
            joins.append((tuple(sorted(edge.item for edge in parts)), number))
    return joins


def _different_parts(edges: Iterable[_Edge]) -> list[_Edge]:
    """Return the edges that cover different parts of the text they have in common, the largest first."""
    parts: list[_Edge] = []
    for edge in sorted(edges, key=lambda edge: (-len(edge.shared), edge.item, edge.number)):
        if all(len(edge.shared & part.shared) <= APART * len(edge.shared) for part in parts):
            parts.append(edge)
    return parts


def _choose(edges: Iterable[_Edge]) -> tuple[list[_Edge], dict[int, list[_Edge]]]:
    """Return the item of every number where likeness decides, and the candidates where it does not."""
    by_number: dict[int, list[_Edge]] = {}
    for edge in edges:
        by_number.setdefault(edge.number, []).append(edge)
    chosen: list[_Edge] = []
    doubtful: dict[int, list[_Edge]] = {}
    for number, candidates in by_number.items():
        candidates.sort(key=lambda edge: (-edge.likeness, edge.item))
        close = [edge for edge in candidates if edge.likeness > candidates[0].likeness - MARGIN]
        if len(close) == 1:
            chosen.append(candidates[0])
        else:
            doubtful[number] = close
    return chosen, doubtful


def _group(edges: Iterable[_Edge]) -> list[Match]:
    """Return a match per item: with one number, or with several that each hold another part of it."""
    by_item: dict[int, list[_Edge]] = {}
    for edge in edges:
        by_item.setdefault(edge.item, []).append(edge)
    matches: list[Match] = []
    for item, candidates in by_item.items():
        best = max(candidates, key=lambda edge: (edge.likeness, -edge.number))
        parts = _different_parts(edge for edge in candidates if edge.of_number >= HELD)
        split = parts if len(parts) > 1 else [best]
        matches.append(Match(items=(item,), numbers=tuple(sorted(edge.number for edge in split))))
    return matches


def _by_order(doubtful: dict[int, list[_Edge]], matches: Iterable[Match]) -> list[Match]:
    """Return the numbers for which only one candidate fits between their neighbours.

    Among candidates that are the same text the first free one is taken; a second number gets the second.
    """
    anchors = {number: match.items[0] for match in matches for number in match.numbers}
    taken = {item for match in matches for item in match.items}
    found: list[Match] = []
    for number in sorted(doubtful):
        before = max((item for other, item in anchors.items() if other < number), default=-1)
        after = min((item for other, item in anchors.items() if other > number), default=10**9)
        free = [edge for edge in doubtful[number] if edge.item not in taken]
        between = [edge for edge in free if before < edge.item < after] or free
        same_text = all(edge.shared == between[0].shared for edge in between)
        if between and (len(between) == 1 or same_text):
            edge = min(between, key=lambda edge: edge.item)
            anchors[number] = edge.item
            taken.add(edge.item)
            found.append(Match(items=(edge.item,), numbers=(number,)))
    return found


def _by_number(items: Sequence[Piece], numbers: Sequence[Piece], matches: Iterable[Match]) -> list[Match]:
    """Return the answers that print no question, by the number of the question in the list."""
    matches = list(matches)
    items_left = set(range(len(items))) - {item for match in matches for item in match.items}
    by_number: dict[int, list[int]] = {}
    for index in items_left:
        number = items[index].number
        if number is not None:
            by_number.setdefault(number, []).append(index)
    found: list[Match] = []
    for index, piece in enumerate(numbers):
        if not piece.text and piece.number is not None and len(by_number.get(piece.number, ())) == 1:
            found.append(Match(items=(by_number.pop(piece.number)[0],), numbers=(index,)))
    return found
