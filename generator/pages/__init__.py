"""The pages of the site: pure functions from the archive to Markdown.

A new kind of page is a module with a function ``pages(publication)`` that yields ``Page`` values, a template
in ``templates/``, and a row in ``KINDS``. No page reads a file; whatever is outside the archive comes in by
``Settings``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.archive.graph import Archive
from generator.pages import (
    citing,
    commitments,
    coverage,
    documents,
    dossiers,
    factions,
    figures,
    glossary,
    home,
    meetings,
    overviews,
    search,
    stylesheet,
    topics,
)
from generator.pages.page import Asset, Page, Settings
from generator.pages.publication import WHOLE, Publication, Share

__all__ = ["Asset", "Page", "Settings", "Share", "render_assets", "render_pages"]

#: Every kind of page, in the order they are made.
KINDS: tuple[tuple[str, Callable[[Publication], Iterator[Page]]], ...] = (
    ("home", home.pages),
    ("meetings", meetings.pages),
    ("citing", citing.pages),
    ("factions", factions.pages),
    ("topics", topics.pages),
    ("documents", documents.pages),
    ("overviews", overviews.pages),
    ("commitments", commitments.pages),
    ("dossiers", dossiers.pages),
    ("glossary", glossary.pages),
    ("figures", figures.pages),
    ("coverage", coverage.pages),
    ("search", search.pages),
)


def render_pages(archive: Archive, settings: Settings | None = None, share: Share = WHOLE) -> Iterator[Page]:
    """Yield every page that follows from the archive, one at a time; or those of one share of the work."""
    publication = Publication(archive, settings or Settings(), share)
    for _, pages in KINDS:
        yield from pages(publication)


def render_assets(
    archive: Archive, settings: Settings | None = None, share: Share = WHOLE
) -> Iterator[Asset]:
    """Yield the other files that the pages use, or a share: colours of factions, texts, citations."""
    publication = Publication(archive, settings or Settings(), share)
    yield from stylesheet.assets(publication)
    yield from documents.texts(publication)
    yield from citing.assets(publication)
