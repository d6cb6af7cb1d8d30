"""``kamerspiegel serve``: the site in a browser, following every change."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click

from generator.archive.graph import Archive
from generator.archive.preview import preview
from generator.commands.build import MOST_WARNINGS, Steps, counted, prepare
from generator.commands.console import say, show_problems
from generator.commands.places import site_folders
from generator.commands.reading_step import read_outdated
from generator.site.host import serve_site
from generator.storage import Content


def run(content_folder: Path, address: str, *, open_browser: bool) -> None:
    """Serve the site until interrupted. Bad content is reported and left out; the rest is shown."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise click.UsageError(f'"{address}" is no address: write it as 127.0.0.1:8000.')
    content = Content(content_folder)

    loader = Loading(content)
    serve_site(site_folders(content_folder), loader, address, say=say, open_browser=open_browser)


class Loading:
    """Reads what is new in a content folder, and says so."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def load(self) -> Archive:
        """Return the archive of the content."""
        steps = Steps()
        archive, problems = prepare(self._content, steps)
        show_problems(problems, most_warnings=MOST_WARNINGS)
        say(f"{counted(archive)} ({steps})")
        return archive

    def preview(self, before: Archive, documents: Collection[str]) -> Archive | None:
        """Return the archive with these documents as they are now; None where they cannot be read."""
        return None if read_outdated(self._content) else preview(before, documents, self._content)
