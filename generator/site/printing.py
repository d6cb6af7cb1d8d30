"""Prints generated pages as MkDocs would, without handing them to MkDocs.

It asks MkDocs for nothing but what it gives to themes and plugins: the environment of the templates, the
navigation, the context of a page, and the events of a page that is printed. So every process can print, and a
page that did not change need not be. Pages written by hand are left to MkDocs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final, cast, overload

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.pages import Page as MadePage
from generator.pages.lookups import Lookup, Notes
from generator.program import program_digest
from generator.site.keeping import digest
from generator.site.preparing import Packed, Printed
from generator.site.ready import Part, ready

#: Lookups of a page that are no lookups in the archive: what never is the same twice, and when it changed.
NEVER: Final = "never the same"
CHANGED: Final = "last change"
_PROGRAMS: Final = ("mkdocs", "properdocs", "mkdocs-material", "jinja2", "markupsafe")


class GeneratedPage(File):
    """A page that is ours: MkDocs knows its address, and neither reads nor prints it."""

    #: True until its address is known, and the navigation, where MkDocs makes one of all pages there are.
    listed = True

    @classmethod
    def of(cls, config: MkDocsConfig, path: str) -> GeneratedPage:
        made = cast(GeneratedPage, cls.generated(config, path, content=""))
        assert made.dest_uri
        assert made.url
        made.listed = config.nav is None
        return made

    def is_documentation_page(self) -> bool:
        return self.listed

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it: it is put in the site when it is printed."""


class Pages(Sequence[File]):
    """All pages of the site, for templates: gathered when one of them asks."""

    def __init__(self, gather: Callable[[], Sequence[File]], asked: Callable[[], None]) -> None:
        self._gather = gather
        self._asked = asked
        self._files: Sequence[File] | None = None

    def _all(self) -> Sequence[File]:
        self._asked()
        if self._files is None:
            self._files = self._gather()
        return self._files

    @overload
    def __getitem__(self, index: int) -> File: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[File]: ...
    def __getitem__(self, index: int | slice) -> File | Sequence[File]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[File]:
        return iter(self._all())


class Printer:
    """Prints the pages of one site."""

    def __init__(
        self,
        env: Environment,
        config: MkDocsConfig,
        nav: Navigation,
        files: Mapping[str, GeneratedPage],
        pages: Callable[[], Sequence[File]],
        changed: Callable[[str], str | None],
        notes: Notes,
    ) -> None:
        self._env = env
        self._config = config
        self._nav = nav
        self._files = files
        self._changed = changed
        self._notes = notes
        self._pages = Pages(pages, self._never)

    def __call__(self, made: MadePage) -> Printed:
        """Return a page as it stands in the site; ``notes`` gets what the theme looked up for it."""
        config = self._config
        file = self._files[made.path]
        shown = ready(made.body, made.path, directory_urls=config.use_directory_urls, html=made.html)
        before = file.page
        page = before or Page(None, file, config)
        meta = made.front_matter
        page.markdown, page.meta = "", dict(meta)
        page.content = shown.html
        page.toc = TableOfContents([_anchor_link(part) for part in shown.parts])
        page.update_date = _Noting(self._changed(made.path) or page.update_date, self._change, made.path)
        page.active = True
        try:
            context = get_context(self._nav, cast(Any, self._pages), config, page)
            context["build_date_utc"] = _NotingDate.of(context["build_date_utc"], self._never)
            template = self._env.get_template(meta.get("template", "main.html"))  # type: ignore[arg-type]
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            output = template.render(context)
            output = config.plugins.on_post_page(output, page=page, config=config)
        finally:
            page.active = False
            page.content = None
            page.toc = TableOfContents([])
            # Most pages are asked for once: each would stay in memory with all that MkDocs says of it.
            file.page = before
        return Printed(
            data=output.encode("utf-8", errors="xmlcharrefreplace"),
            meta=meta,
            packed=Packed.of(shown.ids, dict(shown.links)),
        )

    def _never(self) -> None:
        self._notes.others.add(Lookup(NEVER))

    def _change(self, path: str) -> None:
        self._notes.others.add(Lookup(CHANGED, path))


def digest_of_theme(config: MkDocsConfig, nav: Navigation, *more: Any) -> bytes:
    """Return a digest of what every printed page follows from: programs, configuration, theme, navigation."""
    programs = []
    for name in _PROGRAMS:
        try:
            programs.append((name, version(name)))
        except PackageNotFoundError:
            continue
    plain = (config.site_url, config.site_name, config.site_description, config.use_directory_urls)
    files = sorted((str(path), path.read_bytes()) for path in _theme_files(config))
    if config.config_file_path:
        files.append(("", Path(config.config_file_path).read_bytes()))
    tree = [_plain(item) for item in nav.items]
    return digest(program_digest(), programs, _encodable(config), plain, files, tree, *more)


def _theme_files(config: MkDocsConfig) -> Iterator[Path]:
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    for folder in map(Path, config.theme.dirs):
        if folder == own:
            yield from (path for path in folder.rglob("*") if path.is_file())
        else:
            # Not the thousands of icons that a theme may bring.
            places = [place for place in folder.iterdir() if not place.name.startswith(".")]
            yield from (place for place in places if place.is_file())
            yield from (path for place in places if place.is_dir() for path in place.rglob("*.html"))


def _encodable(config: MkDocsConfig) -> dict[str, bytes]:
    """Return what is plain in a configuration: it may be set otherwise than by its file."""
    found = {}
    for name, value in config.items():
        with contextlib.suppress(TypeError):
            found[name] = digest(value)
    found.pop("site_dir", None)
    return found


def _plain(item: StructureItem) -> tuple[Any, ...]:
    children: Iterable[StructureItem] = getattr(item, "children", None) or ()
    return (item.title, getattr(item, "url", None), item.is_link, [_plain(child) for child in children])


def _anchor_link(part: Part) -> AnchorLink:
    link = AnchorLink(part.title, part.id, part.level)
    link.children = [_anchor_link(below) for below in part.parts]
    return link


class _Noting(str):
    """A text that tells when it is printed."""

    _asked: Callable[[], None]

    def __new__(cls, text: str, asked: Callable[[str], None], path: str) -> _Noting:
        made = super().__new__(cls, text)
        made._asked = lambda: asked(path)
        return made

    def __str__(self) -> str:
        self._asked()
        return super().__str__()

    def __format__(self, form: str) -> str:
        self._asked()
        return super().__format__(form)


class _NotingDate(datetime):
    """A moment that tells when it is printed."""

    _asked: Callable[[], None]

    @classmethod
    def of(cls, moment: datetime, asked: Callable[[], None]) -> _NotingDate:
        made = cls.fromtimestamp(moment.timestamp(), moment.tzinfo)
        made._asked = asked
        return made

    def strftime(self, form: str) -> str:
        self._asked()
        return super().strftime(form)

    def __format__(self, form: str) -> str:
        self._asked()
        return super().__format__(form)

    def __str__(self) -> str:
        self._asked()
        return super().__str__()

    def isoformat(self, sep: str = "T", timespec: str = "auto") -> str:
        self._asked()
        return super().isoformat(sep, timespec)
