"""Makes everything that follows from an archive, on all processors, and keeps it on disk until asked for.

A large archive does not fit in memory twice: each page is written to a folder as it is made, as ready HTML,
and read again when the theme prints it. The work is divided in a fixed number of jobs, so that what comes out
does not depend on how many processors there are. Knows nothing of MkDocs.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import msgspec

from generator.archive.graph import Archive
from generator.export.publication import published_files
from generator.feeds import feed_files
from generator.forking import processors, run_all
from generator.pages import Settings, Share, render_assets, render_pages
from generator.search.files import search_files
from generator.site.ready import Part, ready

#: Shares in which the pages are made.
SHARES: Final = 16
#: With fewer questions than this, starting processes takes longer than the work.
FEW: Final = 1500


class Packed(msgspec.Struct, frozen=True):
    """The ids of a page and what it links to, small: an archive has millions."""

    data: bytes

    @classmethod
    def of(cls, ids: Iterable[str], links: dict[str, tuple[str, ...]]) -> Packed:
        return cls(zlib.compress(msgspec.msgpack.encode((tuple(ids), links)), 1))

    def unpack(self) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
        return msgspec.msgpack.decode(
            zlib.decompress(self.data), type=tuple[tuple[str, ...], dict[str, tuple[str, ...]]]
        )


class PreparedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page whose HTML is on disk."""

    path: str
    meta: dict[str, Any]
    parts: tuple[Part, ...]
    packed: Packed
    html_file: str

    def html(self) -> str:
        return Path(self.html_file).read_text(encoding="utf-8")


class PreparedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the site that is no page, on disk."""

    path: str
    file: str


class Prepared(msgspec.Struct, kw_only=True):
    """Everything that follows from an archive."""

    pages: list[PreparedPage]
    files: list[PreparedFile]
    #: Seconds of processor time by kind of work.
    seconds: dict[str, float]


class _Made(msgspec.Struct, kw_only=True):
    """What one job made."""

    name: str
    seconds: float
    pages: list[PreparedPage] = []
    files: list[PreparedFile] = []


#: A job: what it is called, and what it does.
_Job = tuple[str, Callable[[], tuple[list[PreparedPage], list[PreparedFile]]]]


def prepare(
    archive: Archive,
    settings: Settings,
    folder: Path,
    *,
    directory_urls: bool = True,
    advanced: Callable[[str, int, int], None] | None = None,
) -> Prepared:
    """Make all pages and files of an archive in ``folder``.

    ``advanced`` is told after each job what was made, how many jobs are done, and how many there are.
    """
    store = _Store(folder)
    jobs = list(_jobs(archive, settings, store, directory_urls))
    made: list[_Made] = []
    work = [partial(_do, name, job) for name, job in jobs]
    for one in run_all(work, 1 if len(archive.questions) < FEW else processors(), ordered=False):
        made.append(one)
        if advanced:
            advanced(one.name, len(made), len(jobs))
    seconds: dict[str, float] = {}
    for one in made:
        seconds[one.name] = seconds.get(one.name, 0.0) + one.seconds
    return Prepared(
        pages=sorted((page for one in made for page in one.pages), key=lambda page: page.path),
        files=sorted((file for one in made for file in one.files), key=lambda file: file.path),
        seconds=seconds,
    )


def _jobs(archive: Archive, settings: Settings, store: _Store, directory_urls: bool) -> Iterator[_Job]:
    """Yield the work, what takes longest first."""
    yield "search", lambda: ([], store.files(search_files(archive, settings.search)))
    yield "data", lambda: ([], store.files(published_files(archive, settings.site_url)))
    for part in range(SHARES):
        share = Share(part, SHARES)
        yield (
            "pages",
            lambda share=share: (  # type: ignore[misc]
                store.pages(archive, settings, share, directory_urls),
                store.files(
                    (asset.path, asset.content.encode()) for asset in render_assets(archive, settings, share)
                ),
            ),
        )
    yield "feeds", lambda: ([], store.files(feed_files(archive, settings.site_url)))


class _Store:
    """The folder where what was made waits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pages(
        self, archive: Archive, settings: Settings, share: Share, directory_urls: bool
    ) -> list[PreparedPage]:
        found = []
        for page in render_pages(archive, settings, share):
            shown = ready(page.body, page.path, directory_urls=directory_urls)
            found.append(
                PreparedPage(
                    path=page.path,
                    meta=page.front_matter,
                    parts=shown.parts,
                    packed=Packed.of(shown.ids, dict(shown.links)),
                    html_file=self._write(page.path, shown.html.encode("utf-8")),
                )
            )
        return found

    def files(self, files: Iterable[tuple[str, bytes]]) -> list[PreparedFile]:
        return [PreparedFile(path=path, file=self._write(path, data)) for path, data in files]

    def _write(self, path: str, data: bytes) -> str:
        """Write a file under a name that any file system takes, and return where it stands."""
        name = blake2b(path.encode(), digest_size=16).hexdigest()
        place = self._folder / name[:2] / name[2:]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        return str(place)


def _do(name: str, job: Callable[[], tuple[list[PreparedPage], list[PreparedFile]]]) -> _Made:
    started = time.process_time()
    pages, files = job()
    return _Made(name=name, seconds=time.process_time() - started, pages=pages, files=files)
