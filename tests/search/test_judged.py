"""The judged queries are about questions that exist, and there are enough of every kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.search_ranking import JUDGED, read_judged, score
from generator.archive.load import load_archive
from generator.storage import Content

ROOT = Path(__file__).parents[2]


def test_judged_queries_name_questions_of_the_archive() -> None:
    questions = load_archive(Content(ROOT / "content")).questions
    for one in read_judged(JUDGED):
        assert one.relevant, one.query
        assert not [identifier for identifier in one.relevant if identifier not in questions], one.query


def test_there_are_enough_of_every_kind() -> None:
    judged = read_judged(JUDGED)
    kinds = Counter(one.kind for one in judged)
    assert len(judged) >= 80
    assert {"inflection", "diacritics", "compound", "code", "number", "abbreviation", "typo", "phrase", "natural"} <= set(kinds)
    assert max(Counter(one.query for one in judged).values()) == 1


def test_scores() -> None:
    one = read_judged(JUDGED)[0]
    wanted = list(one.relevant)
    assert score(one, wanted).reciprocal_rank == 1
    assert score(one, ["x", *wanted]).reciprocal_rank == 0.5
    assert score(one, []).recall == 0
