"""Runs MkDocs inside our own commands: builds a site into a folder, or serves it and follows changes."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.archive.graph import Archive
from generator.problems import ContentError, Problem
from generator.site.plugin import KamerspiegelPlugin, generated
from generator.site.serving import Built, Loader, Server, Site
from generator.storage import Content

PLUGIN = "kamerspiegel"
#: What the plugin says of the content, the commands say themselves, with the exit code that goes with it.
_SAID_ELSEWHERE = "mkdocs.plugins.kamerspiegel"


#: What was made, how many jobs are done, how many there are.
Advanced = Callable[[str, int, int], None]


class SiteFolders(msgspec.Struct, frozen=True, kw_only=True):
    """From what, and where to, a site is built."""

    config_file: Path
    content: Path
    #: Hand-written pages; None: those that mkdocs.yml names.
    pages: Path | None = None


def build_site(
    folders: SiteFolders,
    archive: Archive,
    site: Path,
    *,
    offline: bool = False,
    advanced: Advanced | None = None,
    seconds: dict[str, float] | None = None,
) -> tuple[str, ...]:
    """Build the site of an archive into a folder; return what MkDocs warned of.

    ``advanced`` is told what was made, how many jobs are done and how many there are; ``seconds`` gets the
    processor time by kind of work.
    """
    with _warnings(folders) as said:
        config = _load(
            folders, archive, site_dir=str(site), **({"use_directory_urls": False} if offline else {})
        )
        plugin = config.plugins.get(PLUGIN)
        if isinstance(plugin, KamerspiegelPlugin):
            plugin.advanced = advanced
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    if seconds is not None and isinstance(plugin, KamerspiegelPlugin):
        seconds.update(plugin.seconds)
    return tuple(said)


def serve_site(
    folders: SiteFolders,
    loader: Loader,
    address: str,
    *,
    say: Callable[[str], None],
    open_browser: bool,
) -> None:
    """Serve the site until interrupted; build it again from what ``loader`` gives whenever something changes.

    It must not raise for bad content: it says what is wrong, and gives what can be shown.
    """
    folder = _place_to_serve(folders)
    sign = Path(f"{folder}.reload")
    sign.touch()
    site = site_to_serve(folders, loader, folder, address, say=say, reload=sign.touch)
    try:
        config = site.renew().config
        host, port = config.dev_addr
        server = Server(
            site,
            builder=lambda: _ignore(site.renew()),
            host=host,
            port=port,
            root=folder,
            mount_path=urlsplit(config.site_url or "/").path,
        )
        server.error_handler = lambda code: _error_page(Path(folder), code)
        for path in (*_watched(folders, config), sign):
            server.watch(str(path))
        threading.Thread(target=site.complete, daemon=True).start()
        say(f"The site is at {server.url} (stop with Ctrl-C)")
        try:
            server.serve(open_in_browser=open_browser)
        except KeyboardInterrupt:
            say("Stopped.")
        finally:
            site.stop()
            server.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        sign.unlink(missing_ok=True)


def site_to_serve(
    folders: SiteFolders,
    loader: Loader,
    folder: str,
    address: str,
    *,
    say: Callable[[str], None],
    reload: Callable[[], None],
) -> Site:
    """Return a site that is made in ``folder`` when it is first renewed, and follows changes after that."""

    def build_all(archive: Archive) -> Built:
        with _warnings(folders) as said:
            config = _load(folders, archive, site_dir=folder, dev_addr=address)
            config.site_url = f"http://{address}/"
            plugin = config.plugins[PLUGIN]
            assert isinstance(plugin, KamerspiegelPlugin)
            config.plugins.on_startup(command="serve", dirty=False)
            build(config, serve_url=config.site_url)
        for line in said:
            say(f"warning: {line}")
        return Built(config, plugin, *plugin.built_with)

    return Site(build_all, loader, folders.content.absolute(), reload)


def _place_to_serve(folders: SiteFolders) -> str:
    """Return a folder for the site: on the disk where its pages are kept, so that they need not be copied."""
    cache = Content(folders.content).cache
    try:
        cache.mkdir(parents=True, exist_ok=True)
        return tempfile.mkdtemp(prefix="served-", dir=cache)
    except OSError:
        return tempfile.mkdtemp(prefix="kamerspiegel-")


def generated_files(folders: SiteFolders, archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every page and file that follows from the archive, relative to the pages."""
    config = _load(folders, archive)
    plugin = config.plugins[PLUGIN]
    assert isinstance(plugin, KamerspiegelPlugin)
    for path, data in generated(archive, plugin.settings(config)):
        yield path, data.encode("utf-8") if isinstance(data, str) else data


def _load(folders: SiteFolders, archive: Archive, **settings: Any) -> MkDocsConfig:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice is for us, not for our users
    if folders.pages is not None:
        settings["docs_dir"] = str(folders.pages)
    config = load_config(str(folders.config_file), **settings)
    plugin = config.plugins.get(PLUGIN)
    if isinstance(plugin, KamerspiegelPlugin):
        plugin.config.content = str(folders.content.absolute())
        plugin.archive = archive
    return config


def _watched(folders: SiteFolders, config: MkDocsConfig) -> Iterator[Path]:
    yield folders.content.absolute()
    yield folders.config_file.absolute()
    yield from (Path(folder) for folder in (config.docs_dir, config.theme.custom_dir) if folder)


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _ignore(_built: Built) -> None:
    """Say that a rebuild gives nothing back."""


@contextlib.contextmanager
def _warnings(folders: SiteFolders) -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins warn of while the block runs; nothing is printed.

    Raises ContentError, with all that was collected, when MkDocs gives up.
    """
    said: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.name != _SAID_ELSEWHERE:
                said.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    handler = Collector(level=logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield said
    except (MkDocsException, TemplateError) as error:
        message = "; ".join([*said, str(error)])
        raise ContentError(
            Problem(severity="error", file=str(folders.config_file), message=message)
        ) from error
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
