"""What Python does when the index is made and JavaScript when it is asked is the same, and so are lunr's scores."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder
from lunr.index import Index
from playwright.sync_api import Browser, Page

from generator.archive.load import load_archive
from generator.rules import load_table
from generator.search.corpus import FIELDS, Corpus
from generator.search.normalise import stem, tokens
from generator.search.packing import after, pack_all, pack_lists
from generator.search.pagefind_index import encode
from generator.search.program import program
from generator.storage import Content
from tests.search.test_words import RULES, TABLE

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(load_archive(Content(ROOT / "content")))


@pytest.fixture(scope="module")
def page(browser: Browser, real: str) -> Iterator[Page]:
    """The search page of the real archive, with its index open as ``index``."""
    page = browser.new_page()
    page.goto(f"{real}zoeken/?q=munitie")
    page.wait_for_selector("[data-results][data-state=done]", state="attached")
    page.evaluate("async () => { window.index = await kamerspiegel.search.index.open(); await index.part(0); }")
    yield page
    page.close()


def texts() -> list[str]:
    """Return every sort of text: documents, every character there is, the tables, and noise."""
    found = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content/documents").glob("*.txt"))]
    found.append("a" + "a ".join(map(chr, filter(_assigned, range(0x20, 0x20000)))) + "a")
    found += [word for words in (*TABLE.same, *TABLE.different) for word in words]
    found += [str(getattr(one, "text", one)) for rule in RULES for one in (*rule.rule.matches, *rule.rule.rejects)]
    noise = random.Random(4)
    signs = "abeisntvz-'&. ,%()0123456789/’–éïĳ€²\u00ad\u0308\n"
    found += ["".join(noise.choice(signs) for _ in range(40)) for _ in range(3000)]
    return found


def _assigned(code: int) -> bool:
    # A browser may know characters that this Python does not know yet.
    return unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")


def test_texts_are_cut_alike(page: Page) -> None:
    given = texts()
    expected = [[[list(t.words), list(t.others), t.open] for t in tokens(text)] for text in given]
    cut = "(texts) => texts.map((text) => kamerspiegel.search.normaliser.tokens(text).map((t) => [t.words, t.others, t.open]))"
    for text, one, other in zip(given, expected, page.evaluate(cut, given), strict=True):
        assert one == other, text[:200]


def test_words_have_the_same_stem(page: Page, corpus: Corpus) -> None:
    words = sorted({word for text in texts() for token in tokens(text) for word in (*token.words, *token.others)})
    found = page.evaluate("(words) => words.map(kamerspiegel.search.normaliser.stem)", words)
    assert {word: stem(word) for word in words} == dict(zip(words, found, strict=True))


def test_compounds_fall_apart_alike(page: Page, corpus: Corpus) -> None:
    words = sorted({word for text in corpus.texts for field in text.words for token in field for word in token.words})
    words += ["luchtafweersystemen", "droneproductiecapaciteit", "munitievoorraadbeheer", "bondgenotenoverleg"]
    found = page.evaluate("(words) => words.map((word) => index.compounds.parts(word))", words)
    assert {word: list(corpus.compounds.parts(word)) for word in words} == dict(zip(words, found, strict=True))


def test_hanging_hyphens_are_completed_alike(page: Page, corpus: Corpus) -> None:
    archive = load_archive(Content(ROOT / "content"))
    given = [p.text for entry in archive.questions.values() for p in (*entry.question, *entry.answer)]
    given += ["lucht- en raketverdediging", "wapen-, munitie- of dronevoorraden", "EU- en NAVO-landen", "zomaar- en"]
    expected = [[[i, word] for i, word in corpus.compounds.completions(tokens(text))] for text in given]
    completed = "(texts) => texts.map((text) => [...index.compounds.completions(kamerspiegel.search.normaliser.tokens(text))])"
    assert page.evaluate(completed, given) == expected
    assert any(expected)


def test_places_of_words_are_places_in_the_text(page: Page) -> None:
    given = ["De ﬁnanciën van één F‑35’s, co\u00adördinatie (“Oekraïne”) 1,5 %!", "😀 munitie 😀", "½ raket"]
    cut = "(texts) => texts.map((text) => kamerspiegel.search.normaliser.tokens(text).map((t) => text.slice(t.start, t.end)))"
    assert page.evaluate(cut, given) == [
        ["De", "ﬁnanciën", "van", "één", "F‑35’s", "co\u00adördinatie", "Oekraïne", "1,5 %"],
        ["munitie"],
        ["raket"],
    ]


def test_packed_numbers_and_words_come_back(page: Page) -> None:
    numbers = [0, 1, 44, 45, 46, 2024, 2025, 2026, 91_124, 91_125, 10**9]
    lists = [[], [1], [44, 45], [], [3, 2, 1]]
    assert page.evaluate("(text) => kamerspiegel.search.unpack.numbers(text)", pack_all(numbers)) == numbers
    assert page.evaluate("(text) => kamerspiegel.search.unpack.lists(text)", pack_lists(lists)) == lists
    added = "([previous, text]) => kamerspiegel.search.unpack.after(previous, text)"
    assert page.evaluate(added, ["defensie", after("defensie", "defensief")]) == "defensief"


def test_pagefind_gets_the_same_words(browser: Browser) -> None:
    terms = ["raket", "raket!", "raket#", "1.5%", "36045-267", "42.7", "привет"]
    page = browser.new_page()
    page.add_script_tag(content=program("pagefind")[1].decode())
    found = page.evaluate("(terms) => terms.map((term) => kamerspiegel.search.engine.encode(term))", terms)
    assert found == [encode(term) for term in terms]
    context = page.evaluate("(term) => kamerspiegel.search.engine.encode(term, true)", "raket")
    assert context == encode("raket", context=True)
    page.close()


# ------------------------------------------------------------------------------------------------ lunr


@pytest.fixture(scope="module")
def lunr(corpus: Corpus) -> Index:
    """lunr.py's own index of the same terms."""
    weights = load_table("search").weights
    builder = Builder()
    builder.ref("id")
    builder.b(0.6)
    for field in FIELDS:
        builder.field(field, boost=weights[field])
    for number, text in enumerate(corpus.texts):
        streams = corpus.streams(text)
        builder.add({"id": str(number), **{f: [o.term for o in s] for f, s in zip(FIELDS, streams, strict=True)}})
    return builder.build()


def scores_of_lunr(index: Index, clauses: dict[str, float]) -> dict[str, float]:
    """Return lunr's scores of terms with weights, not divided by the length of the query."""

    def ask(query: Any) -> None:
        for term, weight in clauses.items():
            query.clause(term, boost=weight, use_pipeline=False)

    length: float = sum(weight * weight for weight in clauses.values()) ** 0.5
    return {result["ref"]: result["score"] * length for result in index.query(callback=ask)}


_SCORES = """async (clauses) => {
  const found = await index.parts[0].engine.lookup(Object.keys(clauses));
  const scores = {};
  for (const [term, hits] of found) {
    hits.questions.forEach((question, i) => (scores[question] = (scores[question] || 0) + clauses[term] * hits.scores[i]));
  }
  return scores;
}"""


def test_scores_are_those_of_lunr(page: Page, lunr: Index, corpus: Corpus) -> None:
    chosen = random.Random(8)
    terms = sorted({o.term for text in corpus.texts for stream in corpus.streams(text) for o in stream})
    queries = [{term: 1.0} for term in chosen.sample(terms, 150)]
    queries += [{term: chosen.choice((0.2, 0.5, 1.0)) for term in chosen.sample(terms, 4)} for _ in range(80)]
    queries += [{"munitie": 1.0, "munitie!": 0.4}, {"dron": 1.0, "oekrain": 1.0, "de": 0.1}, {"bestaat-niet": 1.0}]
    for clauses in queries:
        expected = scores_of_lunr(lunr, clauses)
        found: dict[str, float] = page.evaluate(_SCORES, clauses)
        assert found.keys() == expected.keys(), clauses
        # lunr keeps three decimals of every weight it multiplies.
        most = 0.0011 * sum(clauses.values()) * len(FIELDS)
        assert all(abs(found[question] - expected[question]) <= most for question in found), clauses


def test_the_order_is_that_of_lunr(page: Page, lunr: Index, corpus: Corpus) -> None:
    for clauses in ({"munitie": 1.0}, {"patriot": 1.0, "raket": 0.5}, {"defensie": 1.0, "uitgaf": 1.0}):
        expected = scores_of_lunr(lunr, clauses)
        found: dict[str, float] = page.evaluate(_SCORES, clauses)
        order = sorted(found, key=lambda question: -found[question])
        ranked = [expected[question] for question in order]
        assert all(one >= other - 0.005 for one, other in pairwise(ranked))
