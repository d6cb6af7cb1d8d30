"""The pages of the site: pure functions from the archive to Markdown.

A new kind of page is a module with a function ``plans(publication)`` that yields ``Plan`` values, a template
in ``templates/``, and a row in ``KINDS``. A plan says what to make, and how; what the page itself looks up is
noted while it is made. No page reads a file; whatever is outside the archive comes in by ``Settings``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

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
from generator.pages.publication import WHOLE, Plan, Publication, Share

__all__ = [
    "Asset",
    "Page",
    "Plan",
    "Publication",
    "Settings",
    "Share",
    "plan_assets",
    "plan_pages",
    "render_assets",
    "render_pages",
]

#: Every kind of page, in the order they are made.
KINDS: tuple[tuple[str, Callable[[Publication], Iterator[Plan]]], ...] = (
    ("home", home.plans),
    ("meetings", meetings.plans),
    ("citing", citing.plans),
    ("factions", factions.plans),
    ("topics", topics.plans),
    ("documents", documents.plans),
    ("overviews", overviews.plans),
    ("commitments", commitments.plans),
    ("dossiers", dossiers.plans),
    ("glossary", glossary.plans),
    ("figures", figures.plans),
    ("coverage", coverage.plans),
    ("search", search.plans),
)


def plan_pages(publication: Publication) -> Iterator[Plan]:
    """Yield the plan of every page that follows from the archive."""
    for _, plans in KINDS:
        yield from plans(publication)


def plan_assets(publication: Publication) -> Iterator[Plan]:
    """Yield the plans of the other files that the pages use: colours of factions, texts, citations."""
    yield from stylesheet.assets(publication)
    yield from documents.texts(publication)
    yield from citing.assets(publication)


def render_pages(archive: Archive, settings: Settings | None = None, share: Share = WHOLE) -> Iterator[Page]:
    """Yield every page that follows from the archive, one at a time; or those of one share of the work."""
    publication = Publication(archive, settings or Settings())
    for plan in share.mine(plan_pages(publication)):
        page = publication.made(plan)
        assert isinstance(page, Page)
        yield page


def render_assets(
    archive: Archive, settings: Settings | None = None, share: Share = WHOLE
) -> Iterator[Asset]:
    """Yield the other files that the pages use, or a share of them."""
    publication = Publication(archive, settings or Settings())
    for plan in share.mine(plan_assets(publication)):
        asset = publication.made(plan)
        if isinstance(asset, Asset):
            yield asset
        elif isinstance(asset, Mapping):
            yield from (Asset(path=path, content=data.decode()) for path, data in asset.items())
