"""``kamerspiegel init``: a new, empty archive."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.commands import starter
from generator.commands.console import say
from generator.commands.transaction import write_all

#: Made empty: they fill as documents come in.
EMPTY = {
    "content/documents/.gitkeep": b"",
    "content/records/.gitkeep": b"",
    "content/meetings.yaml": (
        b"# Meetings by id. One that a document names and that is not here is made from the text,\n"
        b"# with a warning.\n"
        b"[]\n"
    ),
    "content/commitments.yaml": (
        b"# What became of undertakings, as people found: - {id: ..., state: kept, document: ...}\n[]\n"
    ),
    ".gitignore": b"/site/\n/.cache/\n/.site.*\n",
}


def run(folder: Path) -> None:
    """Copy the starter to a folder that is not there yet, or empty."""
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty. Give a folder that does not exist yet.")
    write_all({folder / name: data for name, data in {**starter.files(), **EMPTY}.items()})
    say(
        f"A new archive stands in {folder}.\n"
        f"  cd {os.path.relpath(folder)}\n"
        "  kamerspiegel add FILE     take in the first document\n"
        "  kamerspiegel serve        look at the site\n"
        "The registers in content/ (factions, topics, abbreviations) are a beginning: change what you need."
    )
