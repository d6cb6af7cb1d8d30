"""Every rule of every table matches the specimens it must match, and not those it must not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from generator.archive.citations import cite
from generator.archive.glossary import find_expansions
from generator.archive.references import find_mentions
from generator.dates import find_dates
from generator.folding import fold
from generator.periods import find_periods
from generator.rules import Compiled, Specimen, compiled_rules, load_table, table_names
from generator.sentences import split_sentences


class Text(NamedTuple):
    """A passage of one paragraph."""

    text: str


def _letter(specimen: Specimen) -> dt.date | None:
    return dt.date.fromisoformat(specimen.letter) if specimen.letter else None


def _days(specimen: Specimen) -> tuple[str, ...]:
    mentions = find_dates(specimen.text, _letter(specimen))
    return tuple(day.isoformat() for mention in mentions for day in mention.days)


def _periods(specimen: Specimen) -> tuple[str, ...]:
    periods = find_periods(specimen.text, _letter(specimen) or dt.date(2026, 2, 10))
    return tuple(period.last.isoformat() if period.last else "-" for period in periods)


def _mentions(specimen: Specimen) -> tuple[str, ...]:
    found = find_mentions([Text(specimen.text)])
    return (
        *(f"ref {mention.number}" for mention in found.references),
        *(f"also {mention.number}" for mention in found.also_answers),
    )


#: What a specimen of a table gives, by the function that uses the table.
GIVES: dict[str, Callable[[Specimen], tuple[str, ...]]] = {
    "sentences": lambda s: tuple(sentence.text for sentence in split_sentences(s.text)),
    "citations": lambda s: tuple(f"{one.kind} {one.id}" for one in cite(s.text, "answer")),
    "references": _mentions,
    "glossary": lambda s: tuple(f"{one.term} = {one.expansion}" for one in find_expansions(s.text)),
}
#: Tables of which the one rule stands for the whole function.
WHOLE = {"sentences", "glossary"}


def _rules() -> Iterator[tuple[str, Compiled]]:
    for table in table_names():
        for rule in compiled_rules(table):
            yield table, rule


ROWS = list(_rules())
IDS = [f"{table}-{rule.rule.kind or 'rule'}-{rule.rule.name}" for table, rule in ROWS]


@pytest.mark.parametrize(("table", "rule"), ROWS, ids=IDS)
def test_rule_has_specimens_of_both_sorts(table: str, rule: Compiled) -> None:
    assert rule.rule.matches
    assert rule.rule.rejects or table in WHOLE


@pytest.mark.parametrize(("table", "rule"), ROWS, ids=IDS)
def test_rule_matches_what_it_must(table: str, rule: Compiled) -> None:
    for specimen in rule.rule.matches:
        text = specimen if isinstance(specimen, str) else specimen.text
        if table not in WHOLE and not (table == "citations" or rule.rule.kind == "mention"):
            assert rule.search(fold(text)), text
        if isinstance(specimen, Specimen) and table in {*GIVES, "dates", "moments"}:
            assert _given(table, rule, specimen) == specimen.gives, text


def _given(table: str, rule: Compiled, specimen: Specimen) -> tuple[str, ...]:
    if table == "dates":
        return _days(specimen) if rule.rule.kind == "day" else _periods(specimen)
    if table == "moments":
        match = rule.search(fold(specimen.text))
        return (specimen.text[match.start() : match.end()],) if match else ()
    return GIVES[table](specimen)


@pytest.mark.parametrize(("table", "rule"), ROWS, ids=IDS)
def test_rule_leaves_what_it_must_not_match(table: str, rule: Compiled) -> None:
    for text in rule.rule.rejects:
        if rule.rule.kind == "mention":
            assert not find_mentions([Text(text)]).references, text
        elif table == "dates" and rule.rule.kind == "day":
            assert not find_dates(text, dt.date(2026, 2, 10)), text
        elif table == "dates":
            named = (period.rule for period in find_periods(text, dt.date(2026, 2, 10)))
            assert rule.rule.name not in named, text
        else:
            assert not rule.search(fold(text)), text


@pytest.mark.parametrize("text", load_table("citations").lists["nothing"])
def test_text_without_a_citation(text: str) -> None:
    assert cite(text, "answer") == ()


def test_names_of_rules_are_unique() -> None:
    for table in table_names():
        names = [rule.name for rule in load_table(table).rules]
        assert len(names) == len(set(names)), table
