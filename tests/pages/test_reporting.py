"""Where an error is reported: at the address of the keeper of the site, with the id of the question."""

from __future__ import annotations

import pytest

from generator.pages import Settings, render_pages
from tests.factories import BRIDGES, LETTER, sample_archive


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/fout?vraag={id}", f"https://example.org/fout?vraag={LETTER}/1"),
        ("mailto:x@example.org?subject=Fout%20{id}", f"mailto:x@example.org?subject=Fout%20{LETTER}/1"),
        ("javascript:alert('{id}')", f"../over.md?vraag={LETTER}--1#een-fout-melden"),
        ("mailto:x@example.org) [x](javascript:1", f"../over.md?vraag={LETTER}--1#een-fout-melden"),
        (None, f"../over.md?vraag={LETTER}--1#een-fout-melden"),
    ],
)
def test_the_link_leads_where_errors_are_reported(address: str | None, link: str) -> None:
    pages = render_pages(sample_archive(), Settings(report=address))
    body = next(page.body for page in pages if page.path == f"vergaderingen/{BRIDGES}.md")
    assert f"[Meld een fout]({link})" in body
