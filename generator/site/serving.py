"""Serves a site while its content is edited: a page that changed is printed when it is asked for.

The site is built once. After a change in the content only the archive is put together again; every page that
looked up something that changed is stale, and made when a reader asks for it, or when nobody does. A large
archive takes seconds: where only documents changed, their own pages are shown before that, from a preview.
After a change in the theme, the configuration or a page written by hand, MkDocs builds the site again.
"""

from __future__ import annotations

import os
import posixpath
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

from generator.addresses import citations_page, document_page, meeting_page
from generator.archive.graph import Archive
from generator.pages import Plan
from generator.site.keeping import Blob
from generator.site.plugin import KamerspiegelPlugin, Renewed

#: How often the folders are looked at, in seconds.
LOOK_EVERY: Final = 0.15
#: What a build itself writes in the content.
_WRITTEN: Final = ("records", "renditions", "ids.yaml")
#: What stands there belongs to the document after which it is named.
_OF_DOCUMENTS: Final = ("documents", "records", "renditions", "corrections")
#: What follows from no archive: what the theme brings.
_OF_THE_THEME: Final = "assets/"
#: Where the files are that are no pages and no part of the theme.
_FILES: Final = ("data/", "search/", "volg/", "citaten/", "documenten/")

Look = tuple[int, int]


class Built(NamedTuple):
    """A site that MkDocs built."""

    config: MkDocsConfig
    plugin: KamerspiegelPlugin
    env: Environment
    files: Files


class Loader(Protocol):
    """Gives the archive of what is in the content."""

    def load(self) -> Archive:
        """Return the archive; say what is wrong in the content."""

    def preview(self, before: Archive, documents: Collection[str]) -> Archive | None:
        """Return what changed in some documents, and the rest as before; None where that cannot be."""


class Site:
    """The site that is served: what stands in its folder, and what must be made first."""

    def __init__(
        self, build: Callable[[Archive], Built], loader: Loader, content: Path, reload: Callable[[], None]
    ) -> None:
        self._build = build
        self._loader = loader
        self._content = content
        #: Has browsers load again what they show.
        self._reload = reload
        self._lock = threading.RLock()
        #: Held while the content is read: before the other lock, where both are.
        self._reading = threading.Lock()
        self._archive: Archive | None = None
        #: Pages that are shown from a preview, until the archive has followed; and those that were asked for.
        self.previewed: set[str] = set()
        self._asked: set[str] = set()
        self._behind = False
        self._built: Built | None = None
        self._renewed: Renewed | None = None
        #: Pages that must be made before they are shown, by where they stand.
        self._stale: dict[str, tuple[Plan, bytes]] = {}
        self._files_are_stale = False
        self._search_is_stale = False
        self._shown: dict[str, Blob] = {}
        self._looks: dict[str, Look] = {}
        self._idle = threading.Event()
        self._stopped = False

    def renew(self) -> Built:
        """Follow what changed since the last time; return the site as MkDocs built it."""
        self._idle.clear()
        with self._reading, self._lock:
            looks = dict(self._look())
            if self._built and looks == self._looks:
                return self._built
            if not self._show_preview(self._documents_changed(looks)):
                self._follow(self._loader.load(), looks)
            self._remember(looks)
            assert self._built is not None
            return self._built

    def ensure(self, address: str) -> None:
        """Make what stands at an address of the site, where that must be done first."""
        if self._behind and not (address in self.previewed or address.startswith(_OF_THE_THEME)):
            self.catch_up()
        with self._lock:
            self._make(address)
            self._asked |= {address} & self.previewed
            renewed = self._renewed
            if renewed and address.startswith(_FILES) and not address.endswith(".html"):
                if self._search_is_stale and address.startswith("search/"):
                    self._make_files(renewed, search=True)
                elif self._files_are_stale:
                    self._make_files(renewed, search=False)

    def warm_up(self) -> None:
        """Get ready for the first change: what it is read and worked out by takes long to load."""
        with self._reading:
            if self._archive and self._archive.documents:
                self._loader.preview(self._archive, {next(iter(self._archive.documents))})
        with self._lock:
            if built := self._built:
                built.plugin.try_out(built.env, built.config, built.files)

    def complete(self) -> None:
        """Make what is stale, page by page, whenever nothing else is to be done; until stopped."""
        self.warm_up()
        while not self._stopped:
            self._idle.wait(1.0)
            if self._behind:
                self.catch_up()
            while self._idle.is_set() and self._stale:
                with self._lock:
                    if self._stale:
                        self._make(next(iter(self._stale)))

    def rest(self) -> None:
        """Tell that what is asked for has been given."""
        self._idle.set()

    def stop(self) -> None:
        self._stopped = True

    def _follow(self, archive: Archive, looks: dict[str, Look]) -> None:
        """Take the archive that was put together when everything looked like this."""
        others = {path: look for path, look in looks.items() if not self._is_content(path)}
        before = {path: look for path, look in self._looks.items() if not self._is_content(path)}
        renewed = None
        if self._built and others == before:
            built = self._built
            renewed = built.plugin.renewed(archive, built.env, built.config, built.files)
        if renewed:
            self._sort_out(renewed)
        else:
            self._built = self._build(archive)
            self._renewed, self._stale, self._shown = None, {}, {}
            self._files_are_stale = self._search_is_stale = False
        self._archive, self._behind = archive, False
        self.previewed, self._asked = set(), set()

    def _remember(self, looks: dict[str, Look]) -> None:
        """Remember how everything looked; what we wrote ourselves since then is no change."""
        now = dict(self._look())
        looks = looks or now
        self._looks = {path: look for path, look in looks.items() if not self._is_written(path)}
        self._looks |= {path: look for path, look in now.items() if self._is_written(path)}

    def _documents_changed(self, looks: dict[str, Look]) -> set[str]:
        """Return the documents that look otherwise; none where anything else does, or came or went."""
        documents = set()
        for path in looks.keys() | self._looks.keys():
            if looks.get(path) != self._looks.get(path):
                place = Path(path)
                known = path in looks and path in self._looks and place.is_relative_to(self._content)
                if not known or place.relative_to(self._content).parts[0] not in _OF_DOCUMENTS:
                    return set()
                documents.add(place.stem)
        return documents

    def _show_preview(self, documents: set[str]) -> bool:
        """Show the pages of documents that changed, and of their meetings, before anything else."""
        built, before = self._built, self._archive
        if not (documents and built and before):
            return False
        archive = self._loader.preview(before, documents)
        if archive is None:
            return False
        renewed = built.plugin.previewed(archive, built.env, built.config, built.files)
        meetings = {archive.documents[name].meeting for name in documents}
        names = [page(meeting) for meeting in meetings for page in (meeting_page, citations_page)]
        names += [document_page(one) for meeting in meetings for one in archive.meetings[meeting].documents]
        wanted = set(names)
        plans = [plan for plan in renewed.plans if plan.path in wanted]
        self._archive, self._renewed, self._behind = archive, renewed, True
        _, made_anew = renewed.making.sorted_out(renewed.pages, plans, renewed.given)
        self.previewed |= {self._address(renewed, plan) for plan in plans}
        self._stale |= {self._address(renewed, plan): (plan, key) for plan, key in made_anew}
        return True

    def catch_up(self) -> None:
        """Put the whole archive together, after a preview; pages are served from the preview meanwhile."""
        with self._reading:
            if not self._behind:
                return
            looks = dict(self._look())
            archive = self._loader.load()
            with self._lock:
                asked = self._asked
                self._follow(archive, looks)
                self._remember(looks)
                if asked & self._stale.keys():
                    self._reload()

    def _sort_out(self, renewed: Renewed) -> None:
        self._renewed = renewed
        self._files_are_stale = self._search_is_stale = True
        for place in renewed.gone:
            place.unlink(missing_ok=True)
        known, wanted = renewed.making.sorted_out(renewed.pages, renewed.plans, renewed.given)
        # What is stale is not known any more, and what is known goes with these terms.
        renewed.pages.known = {kept.path: kept for kept in known}
        renewed.pages.before = renewed.making.terms
        self._stale = {self._address(renewed, plan): (plan, key) for plan, key in wanted}
        for kept in known:
            self._show(renewed, kept.path, kept.blobs[0])

    def _address(self, renewed: Renewed, plan: Plan) -> str:
        assert self._built is not None
        return renewed.places[plan.path].relative_to(self._built.config.site_dir).as_posix()

    def _show(self, renewed: Renewed, path: str, blob: Blob) -> None:
        if self._shown.get(path) != blob:
            renewed.pages.publish(blob, renewed.places[path])
            self._shown[path] = blob

    def _make(self, address: str) -> None:
        if (found := self._stale.pop(address, None)) and self._renewed:
            plan, key = found
            made = self._renewed.making.page(self._renewed.pages, plan, key, self._renewed.printer)
            self._show(self._renewed, plan.path, made.blobs[0])

    def _make_files(self, renewed: Renewed, *, search: bool) -> None:
        assert self._built is not None
        root = Path(self._built.config.site_dir)
        for file in renewed.making.files(renewed.files, search=search):
            renewed.files.publish(file.blob, root / file.path)
        self._files_are_stale = False
        self._search_is_stale = self._search_is_stale and not search

    def _look(self) -> Iterator[tuple[str, Look]]:
        """Yield everything that the site follows from, as it looks now."""
        if self._built is None:
            return
        config = self._built.config
        places = [self._content, Path(config.docs_dir)]
        places += [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        for place in places:
            yield from _looks(place)
        if config.config_file_path:
            about = Path(config.config_file_path).stat()
            yield config.config_file_path, (about.st_mtime_ns, about.st_size)

    def _is_content(self, path: str) -> bool:
        assert self._built is not None
        by_hand = Path(self._built.config.docs_dir)
        return Path(path).is_relative_to(self._content) and not Path(path).is_relative_to(by_hand)

    def _is_written(self, path: str) -> bool:
        place = Path(path)
        return place.is_relative_to(self._content) and place.relative_to(self._content).parts[0] in _WRITTEN


def _looks(folder: Path) -> Iterator[tuple[str, Look]]:
    try:
        found = sorted(os.scandir(folder), key=lambda one: one.name)
    except OSError:
        return
    for one in found:
        if one.is_dir():
            yield from _looks(Path(one.path))
        else:
            about = one.stat()
            yield one.path, (about.st_mtime_ns, about.st_size)


class Server(LiveReloadServer):
    """MkDocs' own server; each address is made ready before it is served."""

    def __init__(self, site: Site, **settings: Any) -> None:
        super().__init__(polling_interval=LOOK_EVERY, **settings)
        self._site = site

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(self.mount_path):
            address = posixpath.normpath("/" + path.removeprefix(self.mount_path)).lstrip("/")
            self._site.ensure(posixpath.join(address, "index.html") if path.endswith("/") else address)
        found = super().serve_request(environ, start_response)
        if not path.startswith("/livereload/"):
            self._site.rest()
        return found
