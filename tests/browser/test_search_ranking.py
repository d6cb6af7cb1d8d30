"""The judged queries find what they should, through the page, with both engines."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from benchmarks.search_ranking import JUDGED, measure, read_judged

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(("engine", "mrr", "recall"), [("lunr", 0.97, 0.95), ("pagefind", 0.90, 0.85)])
def test_ranking(browser: Browser, engine: str, mrr: float, recall: float) -> None:
    scores = measure(engine, read_judged(JUDGED), browser)
    worst = [one.judged.query for one in scores if one.reciprocal_rank < 0.5]
    assert sum(one.reciprocal_rank for one in scores) / len(scores) >= mrr, worst
    assert sum(one.recall for one in scores) / len(scores) >= recall, worst
