"""``kamerspiegel serve``: the site in a browser, following every change."""

from __future__ import annotations

from pathlib import Path

import click

from generator.archive.graph import Archive
from generator.commands.build import MOST_WARNINGS, Steps, counted, prepare
from generator.commands.console import say, show_problems
from generator.commands.places import site_folders
from generator.site.host import serve_site
from generator.storage import Content


def run(content_folder: Path, address: str, *, open_browser: bool) -> None:
    """Serve the site until interrupted. Bad content is reported and left out; the rest is shown."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise click.UsageError(f'"{address}" is no address: write it as 127.0.0.1:8000.')
    content = Content(content_folder)

    def load() -> Archive:
        steps = Steps()
        archive, problems = prepare(content, steps)
        show_problems(problems, most_warnings=MOST_WARNINGS)
        say(f"{counted(archive)} ({steps})")
        return archive

    serve_site(site_folders(content_folder), load, address, say=say, open_browser=open_browser)
