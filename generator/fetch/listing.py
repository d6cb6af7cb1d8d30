"""Page after page of records, also where the paging of the service breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from generator.fetch.client import Client
from generator.fetch.errors import BadRequest, ServiceError
from generator.fetch.published import Published, later, published
from generator.fetch.query import Wish, chunked, documents_url

#: How often the list may be taken up anew from the last record that came, before it is given up.
RESTARTS = 5


class Listing:
    """Lists the documents that were wished for, each once, in the order in which they changed.

    Paging breaks in three ways: a link that leads back to a page we had, or elsewhere; a page that cannot be
    had; a list that ends before the number announced. Each time the list is asked for anew, from the last
    change that came in. A list that still does not come whole raises ServiceError.
    """

    def __init__(self, client: Client, base: str, tell: Callable[[str], None] = lambda _: None) -> None:
        self._client = client
        self._base = base
        self._tell = tell
        self._plain = False

    def documents(self, wish: Wish, kinds: tuple[str, ...]) -> Iterator[Published]:
        for group in chunked(kinds):
            yield from self._group(wish, group)

    def _group(self, wish: Wish, kinds: tuple[str, ...]) -> Iterator[Published]:
        seen: set[tuple[str, str]] = set()
        changed = wish.changed
        for _ in range(RESTARTS):
            before = len(seen)
            broken: str | None = None
            try:
                for record in self._pages(_from(wish, changed), kinds):
                    if (record.id, record.modified) not in seen:
                        seen.add((record.id, record.modified))
                        changed = later(changed, record.modified)
                        yield record
            except _Broken as error:
                broken = str(error)
            if broken is None:
                return
            if len(seen) == before:
                raise ServiceError(f"the list of documents does not come whole: {broken}")
            self._tell(f"the list of documents broke off ({broken}); asked for anew from {changed}")
        raise ServiceError(f"the list of documents broke off {RESTARTS} times")

    def _pages(self, wish: Wish, kinds: tuple[str, ...]) -> Iterator[Published]:
        page = self._first(wish, kinds)
        announced = page.get("@odata.count")
        found = 0
        visited: set[str] = set()
        while True:
            records = page.get("value")
            if not isinstance(records, list):
                raise _Broken("a page without records")
            found += len(records)
            yield from filter(None, map(published, records))
            link = page.get("@odata.nextLink")
            if not link:
                if isinstance(announced, int) and found < announced:
                    raise _Broken(f"{found} records of {announced}, and no link to more")
                return
            address = self._checked(link, visited)
            visited.add(address)
            try:
                page = _page(self._client.json(address))
            except ServiceError as error:
                raise _Broken(str(error)) from error

    def _first(self, wish: Wish, kinds: tuple[str, ...]) -> dict[str, Any]:
        if not self._plain:
            try:
                return _page(self._client.json(documents_url(self._base, wish, kinds)))
            except BadRequest as error:
                self._tell(f"the service does not take the full question ({error}); asking a plainer one")
                self._plain = True
        return _page(self._client.json(documents_url(self._base, wish, kinds, plain=True)))

    def _checked(self, link: object, visited: set[str]) -> str:
        """Return the address of the next page; it may be relative, and must stay with the service."""
        address = urljoin(self._base, link) if isinstance(link, str) else ""
        ours, theirs = urlsplit(self._base), urlsplit(address)
        stays = ours[:2] == theirs[:2] and theirs.path.startswith(ours.path)
        if not stays:
            raise _Broken(f"the link to the next page leads elsewhere: {link!r:.200}")
        if address in visited:
            raise _Broken("the link to the next page leads back")
        return address


class _Broken(ServiceError):
    """The list cannot be followed further."""


def _page(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _Broken("a page that is no page")
    return data


def _from(wish: Wish, changed: str | None) -> Wish:
    return Wish(since=wish.since, until=wish.until, changed=changed)
