"""Checks that every link on a generated page leads to a page, file and anchor that are there.

MkDocs checks only what it turned from Markdown itself: pages written by hand. Knows nothing of MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.site.preparing import PreparedPage


class DeadLink(NamedTuple):
    """A link that leads nowhere."""

    page: str
    target: str
    #: The anchor that is missing; "" where the page itself is.
    anchor: str

    def __str__(self) -> str:
        if self.anchor:
            return f"{self.page} links to {self.target}#{self.anchor}, but that page has no such anchor"
        return f"{self.page} links to {self.target}, but there is no such page or file"


def dead_links(
    pages: Iterable[PreparedPage],
    exists: Callable[[str], bool],
    by_hand: Mapping[str, Mapping[str, Iterable[str]]],
) -> Iterator[DeadLink]:
    """Yield the dead links of generated pages, and those to their anchors from pages written by hand.

    ``exists`` says whether there is a page or file; ``by_hand`` holds the anchors that pages written by hand
    link to, by their path and that of the target. Links to anchors of those are taken on trust.
    """
    generated = {page.path: page for page in pages}
    wanted: dict[str, set[str]] = {}
    absent: set[str] = set()
    for page in generated.values():
        _, links = page.packed.unpack()
        _want(wanted, links)
        absent.update(target for target in links if target not in generated and not exists(target))
    for links_by_hand in by_hand.values():
        _want(wanted, links_by_hand)
    missing = {
        target: lacking
        for target, anchors in wanted.items()
        if target in generated and (lacking := anchors.difference(generated[target].packed.unpack()[0]))
    }
    if not absent and not missing:
        return
    # Only when something is wrong is it worth knowing which pages say so.
    for path, page in generated.items():
        yield from _faults(path, page.packed.unpack()[1], absent, missing)
    for path, links_by_hand in by_hand.items():
        yield from _faults(path, links_by_hand, set(), missing)


def _want(wanted: dict[str, set[str]], links: Mapping[str, Iterable[str]]) -> None:
    for target, anchors in links.items():
        wanted.setdefault(target, set()).update(anchors)


def _faults(
    page: str, links: Mapping[str, Iterable[str]], absent: set[str], missing: Mapping[str, set[str]]
) -> Iterator[DeadLink]:
    for target, anchors in links.items():
        if target in absent:
            yield DeadLink(page, target, "")
        yield from (DeadLink(page, target, name) for name in anchors if name in missing.get(target, ()))
