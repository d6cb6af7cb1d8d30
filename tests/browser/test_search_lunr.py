"""lunr.py, lunr.js and the search page answer alike, from the same terms.

The index is not lunr's (docs/search.md says why), its answers are. lunr.py builds an index of the very terms that
the page searches. It is asked in Python, and handed to lunr.js in the browser (the copy that comes with MkDocs) to
be asked there; beside it stands the page's own engine. All three get the same clauses.
"""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import mkdocs.contrib.search
import msgspec
import pytest
from lunr.builder import Builder
from lunr.index import Index
from lunr.query import Query, QueryPresence
from lunr.token_set import TokenSet
from playwright.sync_api import Page

from benchmarks.search_ranking import JUDGED, read_judged
from generator.rules import load_table
from generator.search.corpus import FIELDS, Corpus

pytestmark = pytest.mark.browser

LUNR_JS = Path(mkdocs.contrib.search.__file__).parent / "templates" / "search" / "lunr.js"
#: lunr rounds every weight to three decimals before it adds them up.
ROUNDING = 0.0011

Scores = dict[str, float]


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    term: str
    boost: float = 1.0
    fields: tuple[str, ...] = FIELDS
    edits: int = 0
    #: Must be there, may be there, must not be there: 1, 0, -1.
    presence: int = 0


@pytest.fixture(scope="module")
def index(corpus: Corpus) -> Index:
    """lunr.py's index of the terms that the page searches."""
    weights = load_table("search").weights
    builder = Builder()
    builder.ref("id")
    builder.b(0.6)
    for field in FIELDS:
        builder.field(field, boost=weights[field])
    for number, text in enumerate(corpus.texts):
        streams = zip(FIELDS, corpus.streams(text), strict=True)
        builder.add({"id": str(number), **{field: [o.term for o in stream] for field, stream in streams}})
    return builder.build()


@pytest.fixture(scope="module")
def page(search_page: Page, index: Index) -> Page:
    """The search page, with lunr.js on the index that lunr.py built, and the engine per set of fields."""
    search_page.evaluate(f"() => {{ {LUNR_JS.read_text(encoding='utf-8')} }}")
    search_page.evaluate(
        "(index) => { window.theirs = lunr.Index.load(JSON.parse(index)); }", json.dumps(index.serialize())
    )
    weights = [load_table("search").weights[field] for field in FIELDS]
    search_page.evaluate(
        """(boosts) => {
          const one = index.parts[0];
          const { catalogue } = index;
          const make = (of) => kamerspiegel.search.engine.make({ catalogue, part: one, rows: one.rows, boosts: of });
          window.ours = new Map([
            ["text,context", make(boosts)], ["text", make([boosts[0], 0])], ["context", make([0, boosts[1]])]]);
        }""",
        weights,
    )
    return search_page


def by_lunr_py(index: Index, clauses: list[Clause]) -> Scores:
    presence = {1: QueryPresence.REQUIRED, 0: QueryPresence.OPTIONAL, -1: QueryPresence.PROHIBITED}

    def ask(query: Query) -> None:
        for one in clauses:
            query.clause(
                one.term,
                boost=one.boost,
                fields=list(one.fields),
                edit_distance=one.edits,
                presence=presence[one.presence],
                use_pipeline=False,
            )

    return {result["ref"]: result["score"] for result in index.query(callback=ask)}


_LUNR_JS = """(clauses) => {
  const presence = { "1": lunr.Query.presence.REQUIRED, "0": lunr.Query.presence.OPTIONAL, "-1": lunr.Query.presence.PROHIBITED };
  const found = theirs.query((query) => clauses.forEach((one) => query.term(one.term, {
    boost: one.boost, fields: one.fields, editDistance: one.edits, presence: presence[one.presence], usePipeline: false })));
  return Object.fromEntries(found.map(({ ref, score }) => [ref, score]));
}"""


def by_lunr_js(page: Page, clauses: list[Clause]) -> Scores:
    found: Scores = page.evaluate(_LUNR_JS, msgspec.to_builtins(clauses))
    return found


_PAGE = """async (clauses) => {
  const scores = new Map();
  let asked = 0;
  const kept = [];
  for (const one of clauses) {
    const engine = ours.get(one.fields.join());
    const terms = one.edits ? window.allTerms.filter((term) => kamerspiegel.search.words.distance(one.term, term, one.edits) <= one.edits) : [one.term];
    const found = await engine.lookup(terms);
    const has = new Set();
    for (const hits of found.values()) {
      if (one.presence >= 0) asked += one.boost ** 2;
      hits.questions.forEach((question, i) => {
        if (!hits.scores[i]) return; // in another field
        has.add(question);
        if (one.presence >= 0) scores.set(question, (scores.get(question) || 0) + one.boost * hits.scores[i]);
      });
    }
    if (one.presence) kept.push((question) => has.has(question) === (one.presence > 0));
  }
  const entries = [...scores].filter(([question]) => kept.every((keep) => keep(question)));
  return Object.fromEntries(entries.map(([question, score]) => [question, score / Math.sqrt(asked)]));
}"""


def by_page(page: Page, clauses: list[Clause]) -> Scores:
    found: Scores = page.evaluate(_PAGE, msgspec.to_builtins(clauses))
    return found


def assert_alike(page: Page, index: Index, clauses: list[Clause]) -> None:
    """Assert that the three find the same questions, with the same scores, in the same order."""
    expected = by_lunr_py(index, clauses)
    for found in (by_lunr_js(page, clauses), by_page(page, clauses)):
        assert found.keys() == expected.keys(), clauses
        most = ROUNDING * sum(one.boost for one in clauses) * len(FIELDS)
        assert all(abs(score - expected[question]) <= most for question, score in found.items()), clauses
        # Where two stand in another order, lunr's scores of them are as good as equal.
        order = [expected[question] for question in sorted(found, key=lambda one: -found[one])]
        assert all(one >= other - 2 * most for one, other in pairwise(order)), clauses


@pytest.fixture(scope="module")
def terms(page: Page, corpus: Corpus) -> list[str]:
    found = {o.term for text in corpus.texts for stream in corpus.streams(text) for o in stream}
    page.evaluate("(terms) => { window.allTerms = terms; }", sorted(found))
    return sorted(found)


def test_single_terms(page: Page, index: Index, terms: list[str]) -> None:
    for term in random.Random(8).sample(terms, 150):
        assert_alike(page, index, [Clause(term=term)])


def test_terms_with_weights(page: Page, index: Index, terms: list[str]) -> None:
    chosen = random.Random(9)
    for _ in range(80):
        some = chosen.sample(terms, 4)
        assert_alike(page, index, [Clause(term=term, boost=chosen.choice((0.2, 0.5, 1.0))) for term in some])


def test_what_the_judged_queries_are_read_as(page: Page, index: Index, terms: list[str]) -> None:
    """The terms and weights that the page makes of real queries."""
    known = frozenset(terms)
    read = """async (queries) => Promise.all(queries.map(async (query) => {
      const { concepts } = await index.understand(query);
      const all = new Map();
      for (const concept of concepts) {
        for (const of of [concept.terms, ...concept.parts]) for (const [term, weight] of of) all.set(term, Math.max(weight, all.get(term) || 0));
      }
      return [...all];
    }))"""
    for found in page.evaluate(read, [one.query for one in read_judged(JUDGED)]):
        clauses = [Clause(term=term, boost=boost) for term, boost in found if term in known]
        if clauses:
            assert_alike(page, index, clauses)


@pytest.mark.parametrize("field", FIELDS)
def test_one_field(page: Page, index: Index, terms: list[str], field: str) -> None:
    for term in ("munitie", "vvd", "dron", "defensie", "top", "luchtverdediging", "minister", "gala"):
        assert_alike(page, index, [Clause(term=term, fields=(field,)), Clause(term="navo", boost=0.3, fields=(field,))])


@pytest.mark.parametrize(
    ("word", "edits"), [("munite", 1), ("patroit", 1), ("schaduwvlot", 1), ("dorn", 1), ("oekrrain", 2), ("interoperabilitiet", 2)]
)
def test_words_that_are_like_one(page: Page, index: Index, terms: list[str], word: str, edits: int) -> None:
    """What lunr takes for a typing error, the page does too."""
    like = "([word, edits]) => allTerms.filter((term) => kamerspiegel.search.words.distance(word, term, edits) <= edits)"
    found = page.evaluate(like, [word, edits])
    assert found
    assert sorted(found) == sorted(index.token_set.intersect(TokenSet.from_fuzzy_string(word, edits)).to_list())
    assert_alike(page, index, [Clause(term=word, edits=edits, boost=0.8)])


@pytest.mark.parametrize("presence", [1, -1], ids=["required", "prohibited"])
def test_what_must_and_must_not_be_there(page: Page, index: Index, terms: list[str], presence: int) -> None:
    for one, other in (("dron", "oekrain"), ("munitie", "patriot"), ("navo", "europes"), ("munitie", "zzz")):
        assert_alike(page, index, [Clause(term=one), Clause(term=other, presence=presence)])
        assert_alike(page, index, [Clause(term=one, presence=1), Clause(term=other, presence=presence)])


@pytest.mark.parametrize(("query", "wanted", "other"), [("drones -Oekraïne", "dron", "oekrain"), ("Patriot -munitie", "patriot", "munitie")])
def test_a_word_with_a_minus_is_prohibited(page: Page, index: Index, query: str, wanted: str, other: str) -> None:
    find = """async (query) => {
      const { query: parsed, concepts } = await index.understand(query);
      return (await index.find({ query: parsed, concepts: concepts.map((one) => ({ ...one, parts: [], terms: new Map([[kamerspiegel.search.normaliser.stem(one.word), 1]]) })) }, 0)).map(({ question }) => String(question));
    }"""
    clauses = [Clause(term=wanted), Clause(term=other, fields=("text",), presence=-1)]
    assert set(page.evaluate(find, query)) == set(by_lunr_py(index, clauses))
