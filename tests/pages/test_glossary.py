"""A long glossary has a page for every letter; what led to a term on the one page leads on."""

from __future__ import annotations

import re

import msgspec

from generator.archive.graph import Archive, GlossaryTerm
from generator.pages import Page, Settings, render_pages
from generator.pages.publication import MOST_TERMS
from generator.site.ready import ready
from tests.factories import sample_archive


def with_terms(number: int, meanings: int = 1) -> Archive:
    """Return an archive with so many terms more, the first of them in the text of every question."""
    archive = sample_archive()
    place = next(iter(archive.questions))
    names = ["BRUG", *(f"{chr(65 + one % 26)}{one}X" for one in range(number - 3)), "1GB", "Éxy"]
    terms = {
        name: GlossaryTerm(
            term=name, expansions=tuple((f"Uitleg {one} van {name}", place) for one in range(meanings))
        )
        for name in names
    }
    questions = {
        one: msgspec.structs.replace(
            entry,
            question=tuple(
                msgspec.structs.replace(part, text=f"{part.text} BRUG") for part in entry.question
            ),
        )
        for one, entry in archive.questions.items()
    }
    return msgspec.structs.replace(archive, glossary=terms, questions=questions)


def pages(archive: Archive) -> dict[str, Page]:
    return {page.path: page for page in render_pages(archive, Settings())}


def html(page: Page) -> str:
    return ready(page.body, page.path).html


def test_a_short_one_is_one_page() -> None:
    made = pages(with_terms(MOST_TERMS))
    assert [path for path in made if path.startswith("begrippen/")] == ["begrippen/index.md"]
    shown = html(made["begrippen/index.md"])
    assert shown.count("<dt id=") == MOST_TERMS
    assert 'aria-label="Andere letters"' not in shown


def test_a_long_one_is_divided() -> None:
    archive = with_terms(MOST_TERMS * 3)
    made = {path: html(page) for path, page in pages(archive).items()}
    own = {path: shown for path, shown in made.items() if path.startswith("begrippen/")}
    assert set(own) == {
        "begrippen/index.md", "begrippen/0-9.md", *(f"begrippen/{chr(97 + one)}.md" for one in range(26))
    }  # fmt: skip
    first = own.pop("begrippen/index.md")
    for term in archive.glossary:
        found = re.search(rf'id="begrip-{re.escape(anchor_of(term))}"><a href="([^"#]+)#', first)
        assert found, term
        path = f"begrippen/{found[1].removeprefix('../begrippen/').strip('/')}.md"
        assert f'<dt id="begrip-{anchor_of(term)}">' in own[path]
    assert sum(shown.count("<dt id=") for shown in own.values()) == len(archive.glossary)
    assert all(len(shown.encode()) < 85_000 for shown in (first, *own.values()))
    meeting = next(shown for path, shown in made.items() if path.startswith("vergaderingen/2024-03-07"))
    assert 'href="../../begrippen/b/#begrip-BRUG"' in meeting


def anchor_of(term: str) -> str:
    return term.replace("É", "-c9-")


def test_one_term_with_very_many_meanings() -> None:
    shown = html(pages(with_terms(5, meanings=60))["begrippen/index.md"])
    assert shown.count("Uitleg ") == 5 * 20
    assert shown.count("<dd>En 40 andere omschrijvingen.</dd>") == 5
