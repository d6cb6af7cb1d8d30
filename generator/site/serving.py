"""Serves a site while its content is edited: a page that changed is printed when it is asked for.

The site is built once. After a change in the content only the archive is put together again; every page that
looked up something that changed is stale, and made when a reader asks for it, or when nobody does. After a
change in the theme, the configuration or a page written by hand, MkDocs builds the site again.
"""

from __future__ import annotations

import os
import posixpath
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

from generator.archive.graph import Archive
from generator.pages import Plan
from generator.site.keeping import Blob
from generator.site.plugin import KamerspiegelPlugin, Renewed

#: How often the folders are looked at, in seconds.
LOOK_EVERY: Final = 0.15
#: What a build itself writes in the content.
_WRITTEN: Final = ("records", "renditions", "ids.yaml")
#: Where the files are that are no pages and no part of the theme.
_FILES: Final = ("data/", "search/", "volg/", "citaten/", "documenten/")

Look = tuple[int, int]


class Built(NamedTuple):
    """A site that MkDocs built."""

    config: MkDocsConfig
    plugin: KamerspiegelPlugin
    env: Environment
    files: Files


class Site:
    """The site that is served: what stands in its folder, and what must be made first."""

    def __init__(self, build: Callable[[Archive], Built], load: Callable[[], Archive], content: Path) -> None:
        self._build = build
        self._load = load
        self._content = content
        self._lock = threading.RLock()
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
        with self._lock:
            looks = dict(self._look())
            if self._built and looks == self._looks:
                return self._built
            archive = self._load()
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
            # What was changed while this was going on is seen next time; what we wrote ourselves is not.
            now = dict(self._look())
            looks = looks or now
            self._looks = {path: look for path, look in looks.items() if not self._is_written(path)}
            self._looks |= {path: look for path, look in now.items() if self._is_written(path)}
            assert self._built is not None
            return self._built

    def ensure(self, address: str) -> None:
        """Make what stands at an address of the site, where that must be done first."""
        with self._lock:
            self._make(address)
            renewed = self._renewed
            if renewed and address.startswith(_FILES) and not address.endswith(".html"):
                if self._search_is_stale and address.startswith("search/"):
                    self._make_files(renewed, search=True)
                elif self._files_are_stale:
                    self._make_files(renewed, search=False)

    def complete(self) -> None:
        """Make what is stale, page by page, whenever nothing else is to be done; until stopped."""
        while not self._stopped:
            self._idle.wait(1.0)
            while self._idle.is_set() and self._stale:
                with self._lock:
                    if self._stale:
                        self._make(next(iter(self._stale)))

    def rest(self) -> None:
        """Tell that what is asked for has been given."""
        self._idle.set()

    def stop(self) -> None:
        self._stopped = True

    def _sort_out(self, renewed: Renewed) -> None:
        self._renewed = renewed
        self._files_are_stale = self._search_is_stale = True
        for place in renewed.gone:
            place.unlink(missing_ok=True)
        known, wanted = renewed.making.sorted_out(renewed.pages, renewed.plans, renewed.given)
        # What is stale is not known any more, and what is known goes with these terms.
        renewed.pages.known = {kept.path: kept for kept in known}
        renewed.pages.before = renewed.making.terms
        assert self._built is not None
        root = Path(self._built.config.site_dir)
        self._stale = {
            renewed.places[plan.path].relative_to(root).as_posix(): (plan, key) for plan, key in wanted
        }
        for kept in known:
            self._show(renewed, kept.path, kept.blobs[0])

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
