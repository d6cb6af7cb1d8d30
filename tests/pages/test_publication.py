"""What pages look up: found once for each page, noted for each; terms are found as whole words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.pages import Plan, Publication, Settings, plan_assets, plan_pages
from generator.pages.lookups import Trace
from generator.pages.publication import whole_words
from generator.pages.wording import excerpt
from tests.factories import sample_archive

WORDS = st.text("aAbB-é2 ", min_size=1, max_size=4)


def test_each_page_notes_what_it_looks_up_whatever_was_made_before() -> None:
    def trace(publication: Publication, plan: Plan) -> Trace:
        publication.made(plan)
        return publication.notes.trace()

    archive, settings = sample_archive(), Settings(site_url="https://kamer.example/")
    together = Publication(archive, settings)
    for plan in [*plan_pages(together), *plan_assets(together)]:
        assert trace(together, plan) == trace(Publication(archive, settings), plan), plan.path


@given(st.sets(WORDS, max_size=6), st.text("aAbB-é2. ", max_size=40))
def test_terms_are_found_as_whole_words_the_longest_first(terms: set[str], text: str) -> None:
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    plain = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
    pattern = whole_words(terms)
    wanted = [match.span() for match in plain.finditer(text)] if terms else []
    assert [match.span() for match in (pattern.finditer(text) if pattern else ())] == wanted


@given(st.text("ab ,", max_size=80), st.integers(1, 12))
def test_a_beginning_is_that_of_the_whole_text_in_one_line(text: str, length: int) -> None:
    start = " ".join(text[: 4 * length].split())
    whole = len(start) <= length and len(text) <= 4 * length
    cut = start[:length].rpartition(" ")[0].rstrip(" ,") or start[:length]
    assert excerpt(text, length) == (start if whole else f"{cut} …")
