"""What the search is told besides the archive, and which engine serves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import msgspec

from generator.archive.graph import Archive, Entry

Engine = Literal["lunr", "pagefind"]
#: From this number of questions on, ``auto`` means Pagefind (measured: ``benchmarks/search_size.py``).
LARGE: Final = 10_000


def short_title(entry: Entry) -> str:
    """Return what a question is called where nothing else is known of titles."""
    return f"Vraag {entry.key}"


class SearchSettings(msgspec.Struct, frozen=True, kw_only=True):
    engine: Literal["auto", "lunr", "pagefind"] = "auto"
    #: Name of the site, for browsers that offer it as a search engine.
    site_name: str = "Kamerspiegel"
    #: Address of the site ("https://kamerspiegel.example/"), or None when it is not known.
    site_url: str | None = None
    #: Whether the site must work from disk: pages are linked as files, and no engine may need a server.
    offline: bool = False
    #: Returns what a question is called on its page ("Vraag 15").
    title_of: Callable[[Entry], str] = short_title


def engine_for(archive: Archive, settings: SearchSettings) -> Engine:
    """Return the engine that serves this archive. Pagefind needs a server, so that a site on disk always
    has lunr.
    """
    if settings.offline or settings.engine == "lunr" or not archive.questions:
        return "lunr"
    if settings.engine == "pagefind" or len(archive.questions) >= LARGE:
        return "pagefind"
    return "lunr"
