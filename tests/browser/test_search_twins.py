"""What Python does when the index is made and JavaScript when it is asked is the same."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.archive.load import load_archive
from generator.search.corpus import Corpus
from generator.search.normalise import stem, tokens
from generator.search.packing import after, pack_all, pack_lists
from generator.search.pagefind_index import encode
from generator.search.program import program
from generator.storage import Content
from tests.search.test_words import RULES, TABLE

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


def texts() -> list[str]:
    """Return every sort of text: documents, every character there is, the tables, and noise."""
    found = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content/documents").glob("*.txt"))]
    found.append("a" + "a ".join(map(chr, filter(_assigned, range(0x20, 0x20000)))) + "a")
    found += [word for words in (*TABLE.same, *TABLE.different) for word in words]
    found += [
        str(getattr(one, "text", one)) for rule in RULES for one in (*rule.rule.matches, *rule.rule.rejects)
    ]
    noise = random.Random(4)
    signs = "abeisntvz-'&. ,%()0123456789/’–éïĳ€²\u00ad\u0308\n"
    found += ["".join(noise.choice(signs) for _ in range(40)) for _ in range(3000)]
    return found


def _assigned(code: int) -> bool:
    # A browser may know characters that this Python does not know yet.
    return unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")


def test_texts_are_cut_alike(search_page: Page) -> None:
    given = texts()
    expected = [[[list(t.words), list(t.others), t.open] for t in tokens(text)] for text in given]
    cut = "(texts) => texts.map((text) => kamerspiegel.search.normaliser.tokens(text).map((t) => [t.words, t.others, t.open]))"
    for text, one, other in zip(given, expected, search_page.evaluate(cut, given), strict=True):
        assert one == other, text[:200]


def test_words_have_the_same_stem(search_page: Page, corpus: Corpus) -> None:
    words = sorted(
        {word for text in texts() for token in tokens(text) for word in (*token.words, *token.others)}
    )
    found = search_page.evaluate("(words) => words.map(kamerspiegel.search.normaliser.stem)", words)
    assert {word: stem(word) for word in words} == dict(zip(words, found, strict=True))


def test_compounds_fall_apart_alike(search_page: Page, corpus: Corpus) -> None:
    words = sorted(
        {word for text in corpus.texts for field in text.words for token in field for word in token.words}
    )
    words += [
        "luchtafweersystemen",
        "droneproductiecapaciteit",
        "munitievoorraadbeheer",
        "bondgenotenoverleg",
    ]
    found = search_page.evaluate("(words) => words.map((word) => index.compounds.parts(word))", words)
    assert {word: list(corpus.compounds.parts(word)) for word in words} == dict(
        zip(words, found, strict=True)
    )


def test_hanging_hyphens_are_completed_alike(search_page: Page, corpus: Corpus) -> None:
    archive = load_archive(Content(ROOT / "content"))
    given = [p.text for entry in archive.questions.values() for p in (*entry.question, *entry.answer)]
    given += [
        "lucht- en raketverdediging",
        "wapen-, munitie- of dronevoorraden",
        "EU- en NAVO-landen",
        "zomaar- en",
    ]
    expected = [[[i, word] for i, word in corpus.compounds.completions(tokens(text))] for text in given]
    completed = "(texts) => texts.map((text) => [...index.compounds.completions(kamerspiegel.search.normaliser.tokens(text))])"
    assert search_page.evaluate(completed, given) == expected
    assert any(expected)


def test_places_of_words_are_places_in_the_text(search_page: Page) -> None:
    given = ["De ﬁnanciën van één F‑35’s, co\u00adördinatie (“Oekraïne”) 1,5 %!", "😀 munitie 😀", "½ raket"]
    cut = "(texts) => texts.map((text) => kamerspiegel.search.normaliser.tokens(text).map((t) => text.slice(t.start, t.end)))"
    assert search_page.evaluate(cut, given) == [
        ["De", "ﬁnanciën", "van", "één", "F‑35’s", "co\u00adördinatie", "Oekraïne", "1,5 %"],
        ["munitie"],
        ["raket"],
    ]


def test_packed_numbers_and_words_come_back(search_page: Page) -> None:
    numbers = [0, 1, 44, 45, 46, 2024, 2025, 2026, 91_124, 91_125, 10**9]
    lists = [[], [1], [44, 45], [], [3, 2, 1]]
    assert search_page.evaluate("(text) => kamerspiegel.search.unpack.numbers(text)", pack_all(numbers)) == numbers
    assert search_page.evaluate("(text) => kamerspiegel.search.unpack.lists(text)", pack_lists(lists)) == lists
    added = "([previous, text]) => kamerspiegel.search.unpack.after(previous, text)"
    assert search_page.evaluate(added, ["defensie", after("defensie", "defensief")]) == "defensief"


def test_pagefind_gets_the_same_words(browser: Browser) -> None:
    terms = ["raket", "raket!", "raket#", "1.5%", "36045-267", "42.7", "привет"]
    page = browser.new_page()
    page.add_script_tag(content=program("pagefind")[1].decode())
    found = page.evaluate("(terms) => terms.map((term) => kamerspiegel.search.engine.encode(term))", terms)
    assert found == [encode(term) for term in terms]
    context = page.evaluate("(term) => kamerspiegel.search.engine.encode(term, true)", "raket")
    assert context == encode("raket", context=True)
    page.close()
