"""``kamerspiegel summary``: what a change does to the archive, as Markdown, for those who review it."""

from __future__ import annotations

from pathlib import Path

import click

from generator.archive.graph import Archive
from generator.archive.load import load_archive
from generator.export.changes import changes_markdown
from generator.storage import Content


def run(content: Path, base: Path) -> None:
    """Print the difference between two content folders; a base that is not there counts as empty."""
    click.echo(changes_markdown(_archive(base), _archive(content)), nl=False)


def _archive(folder: Path) -> Archive:
    if not folder.is_dir():
        return Archive(documents={}, meetings={}, questions={}, factions={}, topics={})
    return load_archive(Content(folder))


@click.command("summary")
@click.option(
    "--base",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="The content folder as it was before.",
)
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="content",
    show_default=True,
    metavar="DIR",
    help="The content folder as it is now.",
)
def command(content: Path, base: Path) -> None:
    """Say what changed in the archive since another version of it.

    Prints Markdown on stdout: new documents with how well they were read, published ids that would disappear,
    changed questions and answers as a diff, new doubts and warnings. For the summary of a pull request.
    """
    run(content, base)
