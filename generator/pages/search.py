"""The page "Zoeken": the search itself runs in the browser (``generator/search/browser``); without scripts
it leads to the lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator import addresses
from generator.pages.lists import list_page
from generator.pages.page import Page
from generator.pages.publication import Plan, Publication
from generator.pages.rendering import render
from generator.pages.wording import STATUS_NAMES
from generator.search.settings import engine_for


def plans(publication: Publication) -> Iterator[Plan]:
    yield Plan(addresses.SEARCH, _page)


def _page(publication: Publication, _: None) -> Page:
    links = publication.links(addresses.SEARCH)
    faction = min(publication.archive.factions, default="vvd")
    body = render(
        "search.md.jinja",
        engine=engine_for(publication.archive, publication.settings.search),
        total=len(publication.archive.questions),
        statuses=json.dumps(STATUS_NAMES, ensure_ascii=False),
        faction=faction,
        meetings=links.page(addresses.MEETINGS),
        factions=links.page(addresses.FACTIONS),
        topics=links.page(addresses.TOPICS),
        glossary=links.page(addresses.GLOSSARY),
        data=links.page(addresses.DATA),
    )
    page = list_page(addresses.SEARCH, "Zoeken", "Zoek in alle vragen en antwoorden.", body)
    return Page(
        path=page.path, meta={**page.meta, "kind": "search", "template": "zoeken.html"}, body=page.body
    )
