"""Every pattern of the reader's modules finds its specimens, and leaves alone what it must."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest

from generator.reading.specimens import Specimens

#: Modules in which every pattern has specimens; the tables of ``grammar`` and ``asking`` carry their own.
MODULES = tuple(
    importlib.import_module(f"generator.reading.{name}")
    for name in (
        "answer_block",
        "claims",
        "faction_parts",
        "facts",
        "frame",
        "headings",
        "items",
        "joining",
        "kinds",
        "labels",
        "lost_labels",
        "meetings",
        "memo",
        "notes.known",
        "notes.marks",
        "notes.orphans",
        "notes.page_foot",
        "notes.superscripts",
        "notes.typed",
        "numbering",
        "page_numbers",
        "party_headings",
        "signatures",
        "unlabelled",
        "unmarked",
    )
)
ROWS = [
    pytest.param(row, id=f"{module.__name__.removeprefix('generator.reading.')}: {row.name}")
    for module in MODULES
    for row in module.SPECIMENS
]


@pytest.mark.parametrize("row", ROWS)
def test_pattern_finds_its_specimens(row: Specimens) -> None:
    assert row.found
    assert [text for text in row.found if not row.pattern.search(text)] == []


@pytest.mark.parametrize("row", ROWS)
def test_pattern_leaves_the_others_alone(row: Specimens) -> None:
    assert [text for text in row.left_alone if row.pattern.search(text)] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_pattern_has_specimens(module: ModuleType) -> None:
    shown = {id(row.pattern) for row in module.SPECIMENS}
    own = {name: value for name, value in vars(module).items() if isinstance(value, re.Pattern)}
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    bare = [name for name, value in own.items() if id(value) not in shown and f"\n{name} = " in source]
    assert bare == [], "patterns without specimens"
