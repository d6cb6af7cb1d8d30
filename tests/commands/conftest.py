"""What the tests of the commands start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.workbench import LETTER, kamerspiegel


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter with three questions and answers."""
    path = tmp_path / "brief.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """An empty archive: its content folder."""
    folder = tmp_path / "archief" / "content"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def content(empty: Path, letter: Path) -> Path:
    """An archive with the letter in it."""
    assert kamerspiegel("add", letter, "--content", empty).code == 0
    return empty
