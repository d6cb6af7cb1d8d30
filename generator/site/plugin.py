"""The MkDocs plugin: hands the pages of the archive to MkDocs. No other package imports MkDocs.

It holds no knowledge of its own: it reads its options, calls the functions that make pages and data, and
hands back what they give. ProperDocs, which continues MkDocs 1.6, loads it by the same entry point.

Generated pages are printed by us (``generator.site.printing``), by all processors, and only those of which
something changed: MkDocs knows where they are, and builds what was written by hand. So it cannot check their
links (we do), and other plugins see them in `on_page_context` and `on_post_page` only.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

import msgspec
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.addresses import MARKDOWN_AS_DATA, data_path
from generator.archive.graph import Archive
from generator.archive.load import load_archive
from generator.export.publication import published_files
from generator.export.sitemap import last_change, last_changes
from generator.feeds import feed_files
from generator.pages import Page as MadePage
from generator.pages import Plan, Settings, render_assets, render_pages, stylesheet
from generator.pages.forms import AsHtml
from generator.pages.wording import question_title
from generator.problems import ContentError, Problem
from generator.program import program_digest
from generator.search.files import search_files
from generator.search.program import PATH as SEARCH_PROGRAM
from generator.search.settings import SearchSettings, engine_for
from generator.site.fingerprints import SUFFIXES, fingerprinted
from generator.site.head import Head
from generator.site.keeping import Keeper, claim, digest, release, site_folder
from generator.site.link_check import dead_links
from generator.site.policy import HEADERS, Policy
from generator.site.preparing import Making
from generator.site.printing import CHANGED, NEVER, GeneratedPage, Pages, Printer, digest_of_theme
from generator.storage import Content

# MkDocs counts the warnings under its own name, and stops on them when it is strict.
log = logging.getLogger("mkdocs.plugins.kamerspiegel")
# Our commands say themselves what is wrong with the content, but not that a link is dead.
links_log = logging.getLogger("mkdocs.plugins.kamerspiegel.links")

#: Material's own scripts and style sheets: our pages load none of them (site_overrides/main.html).
UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")
ENGINES: tuple[Literal["auto", "lunr", "pagefind"], ...] = ("auto", "lunr", "pagefind")


class KamerspiegelConfig(Config):
    """The options in mkdocs.yml."""

    #: The folder with documents, records and registers, seen from mkdocs.yml.
    content = config_options.Type(str, default="content")
    #: Where a reader can report an error: an address in which "{id}" stands for the id of the question.
    report = config_options.Optional(config_options.Type(str))
    #: Which engine serves the search: lunr, Pagefind, or the one that fits the size of the archive.
    search = config_options.Choice(ENGINES, default="auto")


class KamerspiegelPlugin(BasePlugin[KamerspiegelConfig]):
    """Adds the pages and data of an archive to a site."""

    #: The archive to publish, where our own commands loaded it already; else it is loaded from the content.
    archive: Archive | None = None
    #: Told what was made, how much of the work is done, and how much there is.
    advanced: Callable[[str, int, int], None] | None = None
    #: What the site was built with, for who serves it.
    built_with: tuple[Environment, Files]
    #: Seconds of processor time by kind of work, of the last build.
    seconds: dict[str, float]
    #: What pages may load and run; none while MkDocs serves.
    _policy: Policy | None = None
    _serves: bool = False
    #: Style sheets, scripts and letters by the names that templates call them.
    _names: dict[str, str]
    #: Where what was made waits until it is in the site, where it cannot be kept.
    _folder: Path | None = None
    #: Where what was made is kept, and what holds it for this build.
    _kept: Path
    _claimed: int | None = None
    _making: Making
    #: The settings of pages and search, as plain values.
    _plain: tuple[str | bool | None, ...]
    _pages: dict[str, GeneratedPage]
    #: Front matter of generated pages, once they are made.
    _metas: dict[str, dict[str, Any]]
    _nav: Navigation
    #: Paths of pages that are written by hand in the place of generated ones.
    _by_hand: set[str]
    _pages_keeper: Keeper
    _files_keeper: Keeper
    _head: Head
    _changed: dict[str, str]
    _last: str | None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether MkDocs serves: then it puts a script in every page, to load it again."""
        self._serves = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the content, so that `mkdocs serve` shows a change in it at once."""
        config.watch.append(str(self._content(config)))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add every page, the files they use, and the published data. A page written by hand goes first."""
        for file in [file for file in files if file.src_uri.startswith(UNUSED)]:
            files.remove(file)
        content = Content(self._content(config))
        archive = self.archive or load_archive(content, content.memo)
        for problem in archive.problems:
            _report(problem)
        self._clean()
        self._take(archive, config)
        settings = self.settings(config)
        self._kept = self._place_to_keep(content, config)
        self._pages = {}
        self._metas = {}
        for path in sorted(self._making.plans):
            if files.get_file_from_path(path) is None:
                self._pages[path] = GeneratedPage.of(config, path)
                files.append(self._pages[path])
        self._by_hand = self._making.plans.keys() - self._pages.keys()
        report, search = settings.report, settings.search
        self._plain = (report, search.engine, search.site_name, search.site_url, search.offline)
        common = digest(program_digest(), *self._plain, settings.site_url)
        keeper = self._files_keeper = Keeper(self._kept / "files", common)
        for one in self._making.files(keeper):
            path = data_path(one.path)
            if files.get_file_from_path(path) is None:
                file = KeptFile.generated(config, path, abs_src_path=str(keeper.place(one.blob)))
                assert isinstance(file, KeptFile)
                file.publish = partial(keeper.publish, one.blob)
                if path.endswith(MARKDOWN_AS_DATA):
                    file.dest_uri = one.path
                files.append(file)
        self._names = _fingerprint(files, config)
        if not self._serves:
            self._policy = Policy(engine_for(archive, settings.search), offline=settings.search.offline)
        return files

    def _take(
        self, archive: Archive, config: MkDocsConfig, plans: Mapping[str, Plan] | None = None
    ) -> None:
        """Get ready to make the pages of an archive; ``plans`` are these pages, where they are known."""
        self._changed, self._last = last_changes(archive), last_change(archive)
        self._making = Making(
            archive,
            msgspec.structs.replace(
                self.settings(config),
                form=partial(AsHtml, directory_urls=config.use_directory_urls),
            ),
            advanced=self.advanced,
            derived={CHANGED: self._change, NEVER: lambda _: time.time_ns()},
            plans=plans,
        )
        asked = self._making.publication.archive
        self._head = Head(archive, config.site_url or None, config.site_name, asked=asked)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation; from here on MkDocs leaves generated pages to us."""
        self._nav = nav
        for path, file in self._pages.items():
            file.listed = False
            if file.page and "title" not in vars(file.page):
                made = self._making.publication.made(self._making.plans[path])
                assert isinstance(made, MadePage)
                # It has no Markdown, but MkDocs asks for a title only of what was read.
                file.page.markdown, file.page.meta = "", dict(made.front_matter)
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Print all generated pages, now that the theme is known; check all links."""
        # Half of what the theme prints around a page would be blank lines.
        env.trim_blocks = env.lstrip_blocks = True
        env.globals["head"], env.globals["policy"] = self._head, self._policy
        env.filters["url"] = _with_names(env.filters["url"], self._names)
        self.built_with = (env, files)
        printer = self._printer(env, config, files)
        common = digest_of_theme(config, self._nav, self._plain, str(self._policy), self._names)
        # What another plugin makes of a page, nobody can say beforehand.
        alone = all(plugin is self for plugin in config.plugins.values()) and not config.hooks
        keeper = self._pages_keeper = Keeper(
            self._kept / "pages", common if alone else os.urandom(16), self._making.terms
        )
        plans = [self._making.plans[path] for path in self._pages]
        made = self._making.pages(keeper, plans, printer, self._head.feeds)
        self.seconds = self._making.seconds
        for page in made:
            self._metas[page.path] = page.meta
            keeper.publish(page.blob, Path(self._pages[page.path].abs_dest_path))
        levels = config.validation.links
        for link in dead_links(made, files.src_uris.__contains__, self._links_by_hand(files)):
            links_log.log(levels.anchors if link.anchor else levels.not_found, "%s", link)
        return env

    def renewed(
        self, archive: Archive, env: Environment, config: MkDocsConfig, files: Files
    ) -> Renewed | None:
        """Take a later archive for the site that was built; None where more than its pages may change.

        Nothing is printed yet. Pages written by hand, and the style sheets, stay as they are.
        """
        before = self._style()
        self._take(archive, config)
        if self._style() != before:
            return None
        plans = self._making.plans.keys() - self._by_hand
        gone = [Path(self._pages.pop(path).abs_dest_path) for path in self._pages.keys() - plans]
        for path in plans - self._pages.keys():
            self._pages[path] = GeneratedPage.of(config, path)
            self._pages[path].listed = False
        return self._renewed(env, config, files, gone)

    def previewed(self, archive: Archive, env: Environment, config: MkDocsConfig, files: Files) -> Renewed:
        """Take an archive with the same pages for the site that was built, for a while."""
        self._take(archive, config, self._making.plans)
        return self._renewed(env, config, files, [])

    def _renewed(self, env: Environment, config: MkDocsConfig, files: Files, gone: list[Path]) -> Renewed:
        env.globals["head"] = self._head
        return Renewed(
            making=self._making,
            plans=[plan for path, plan in self._making.plans.items() if path not in self._by_hand],
            given=self._head.feeds,
            printer=self._printer(env, config, files),
            pages=self._pages_keeper,
            files=self._files_keeper,
            places={path: Path(page.abs_dest_path) for path, page in self._pages.items()},
            gone=gone,
        )

    def try_out(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Make and print a page, and forget it: by then all templates are there."""
        making = self._making
        for path in self._pages:
            page = making.publication.made(making.plans[path])
            assert isinstance(page, MadePage)
            self._printer(env, config, files)(page)
            break

    def _style(self) -> object:
        """Return the style sheet that follows from the archive: its name is on every page."""
        publication = self._making.publication
        return next(publication.made(plan) for plan in stylesheet.assets(publication))

    def _printer(self, env: Environment, config: MkDocsConfig, files: Files) -> Printer:
        every = partial(self._every_page, config, files)
        notes = self._making.publication.notes
        return Printer(env, config, self._nav, self._pages, every, self._change, notes)

    def _every_page(self, config: MkDocsConfig, files: Files) -> Sequence[File]:
        """Return the files of all pages, each with its page: for templates that list them."""
        for path, file in self._pages.items():
            page = file.page or Page(None, file, config)
            page.markdown, page.meta = "", self._metas.get(path, {})
            page.update_date = self._change(path) or page.update_date
        return [*files.documentation_pages(), *self._pages.values()]

    def _change(self, path: str) -> str | None:
        """Return the day on which a page last changed."""
        return self._changed.get(path) or self._last

    def _links_by_hand(self, files: Files) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return the anchors of generated pages that pages written by hand link to."""
        return {
            file.src_uri: {
                target.src_uri: tuple(anchors) for target, anchors in page.links_to_anchors.items()
            }
            for file in files.documentation_pages()
            if (page := file.page) and page.links_to_anchors
        }

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Let the sitemap list all pages."""
        by_hand = context["pages"]
        every = partial(self._every_page, config, Files(list(by_hand)))
        context["pages"] = cast(Any, Pages(every, lambda: None))
        return context

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let a page written by hand list all pages, where it does."""
        if page.file.src_uri not in self._pages:
            every = partial(self._every_page, config, Files(list(context["pages"])))
            context["pages"] = cast(Any, Pages(every, lambda: None))
        return context

    def on_pre_page(self, page: Page, config: MkDocsConfig, files: Files) -> Page:
        """Say in the sitemap when what is on a page last changed: not when it was built."""
        page.update_date = self._change(page.file.src_uri) or page.update_date
        return page

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write headers for servers; leave no sitemap without addresses, nor anything of ours."""
        self._clean()
        site = Path(config.site_dir)
        if not config.site_url:
            for name in ("sitemap.xml", "sitemap.xml.gz"):
                (site / name).unlink(missing_ok=True)
        if self._policy and config.use_directory_urls:
            names = sorted(name for name in config.theme.static_templates if name.endswith(".html"))
            alone = [page.read_text(encoding="utf-8") for name in names if (page := site / name).is_file()]
            parts = (*site.iterdir(), *(site / "assets").glob("*"))
            found = [f"{part.relative_to(site).as_posix()}{'/*' if part.is_dir() else ''}" for part in parts]
            (site / HEADERS).write_text(self._policy.headers(alone, found), encoding="utf-8")

    def on_build_error(self, error: Exception) -> None:
        """Leave nothing of ours."""
        self._clean()

    def _clean(self) -> None:
        release(self._claimed)
        self._claimed = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def settings(self, config: MkDocsConfig) -> Settings:
        """Return what the pages must know besides the archive."""
        content = Content(self._content(config))
        files = content.document_files()
        return Settings(
            site_url=config.site_url or None,
            read_lines=lambda document: _lines(content, document, files.get(document)),
            digest_of_lines=lambda document: _digest_of_lines(content, document, files.get(document)),
            report=self.config.report,
            search=SearchSettings(
                engine=self.config.search,
                site_name=config.site_name,
                site_url=config.site_url or None,
                offline=not config.use_directory_urls,
                title_of=question_title,
            ),
        )

    def _place_to_keep(self, content: Content, config: MkDocsConfig) -> Path:
        """Return a folder for what is made: beside the content, or apart where that cannot be used."""
        kind = digest(config.site_url, config.use_directory_urls, self._serves).hex()[:12]
        try:
            folder = site_folder(content.cache, kind)
            self._claimed = claim(folder)
            return folder
        except OSError:
            # It cannot be written, or another build of this site is at work.
            self._folder = Path(tempfile.mkdtemp(prefix="kamerspiegel-"))
            return self._folder

    def _content(self, config: MkDocsConfig) -> Path:
        base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        return base / self.config.content


def generated(archive: Archive, settings: Settings) -> Iterator[tuple[str, str | bytes]]:
    """Yield path and content of every file that follows from the archive."""
    for page in render_pages(archive, settings):
        yield page.path, page.markdown
    for asset in render_assets(archive, settings):
        yield asset.path, asset.content
    for path, data in published_files(archive, settings.site_url):
        yield data_path(path), data
    yield from feed_files(archive, settings.site_url)
    yield from search_files(archive, settings.search)


def _fingerprint(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Give style sheets, scripts and letters their lasting names; return new names by old ones."""
    found = {
        file.src_uri: file
        for file in files
        if file.src_uri == SEARCH_PROGRAM
        or (file.src_uri.startswith("assets/") and file.src_uri.endswith(SUFFIXES))
    }
    made = fingerprinted({path: file.content_bytes for path, file in found.items()}, config.extra_css)
    for path, file in found.items():
        files.remove(file)
        if (name := made.names[path]) not in files.src_uris:
            files.append(File.generated(config, name, content=made.files[name]))
    config.extra_css = list(made.sheets)
    for number, script in enumerate(config.extra_javascript):
        if isinstance(script, str):
            config.extra_javascript[number] = made.names.get(script, script)
        else:
            script.path = made.names.get(script.path, script.path)
    return dict(made.names)


def _with_names(url: Callable[..., str], names: dict[str, str]) -> Callable[..., str]:
    """Return the filter of templates that makes an address, for files that got another name as well."""

    @pass_context
    def named(context: Context, value: str) -> str:
        return url(context, names.get(str(value), value))

    return named


class Renewed(NamedTuple):
    """A later archive for a site that stands, with what its pages are made with."""

    making: Making
    plans: list[Plan]
    given: Callable[[str], Any]
    printer: Printer
    #: Where pages and files are kept.
    pages: Keeper
    files: Keeper
    #: Where each page stands in the site.
    places: dict[str, Path]
    #: Pages that are no more.
    gone: list[Path]


class KeptFile(File):
    """A file of data: it is put in the site as it was kept."""

    publish: Callable[[Path], None]

    def copy_file(self, dirty: bool = False) -> None:
        self.publish(Path(self.abs_dest_path))


def _digest_of_lines(content: Content, document: str, path: Path | None) -> str:
    """Return a digest of the files that the lines of a document follow from."""
    found = blake2b(digest_size=16)
    for file in (path, content.rendition_path(document)):
        try:
            found.update(file.read_bytes() if file else b"")
        except OSError:
            found.update(b"\0")
    return found.hexdigest()


def _lines(content: Content, document: str, path: Path | None) -> Sequence[str]:
    """Return the text of a document; nothing where its file cannot be read: its page says so."""
    try:
        return content.lines(document, path)
    except (ContentError, OSError):
        return ()


def _report(problem: Problem) -> None:
    log.log(logging.WARNING if problem.severity == "error" else logging.INFO, "%s", problem)
