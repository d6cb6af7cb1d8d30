"""The program of the search page: the scripts in ``browser/``, as one plain script.

They stand in the package and not among the overrides of the theme, since they must fit the files that this
very
version writes: a site that was set up with an older version gets both at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Final

from generator.search.scripts import FOLDER
from generator.search.settings import Engine

#: The scripts in the order in which they need each other; each engine has one of its own.
SCRIPTS: Final = (
    "normalise", "unpack", "compounds", "files", "words", "rows", "query", "plan", "rank", "index",
    "address", "passages", "facets", "results", "telling", "csv", "page",
)  # fmt: skip
PATH: Final = f"{FOLDER}/search.js"


def program(engine: Engine) -> tuple[str, bytes]:
    """Return the script that the search page runs: its path from the root of the site, and bytes."""
    return PATH, "\n".join(_sources(engine)).encode()


def _sources(engine: Engine) -> Iterator[str]:
    folder = resources.files("generator.search").joinpath("browser")
    for name in (f"engine-{engine}", *SCRIPTS):
        yield slim(folder.joinpath(f"{name}.js").read_text(encoding="utf-8"))


def slim(source: str) -> str:
    """Return a script of ours without the lines that are remarks, and without indents.

    No string of ours goes over several lines (a test looks after that), so that no line is part of one.
    """
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
