"""What is made does not depend on how many processes make it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.pages import Settings
from generator.site import preparing
from generator.site.preparing import prepare
from tests.factories import LINES, sample_archive

SETTINGS = Settings(site_url="https://example.org/", read_lines=lambda _: LINES)


def made(folder: Path) -> tuple[dict[str, object], dict[str, bytes]]:
    found = prepare(sample_archive(), SETTINGS, folder)
    pages = {page.path: (page.meta, page.parts, page.packed.unpack(), page.html()) for page in found.pages}
    assert len(pages) == len(found.pages)
    files = {file.path: Path(file.file).read_bytes() for file in found.files}
    assert len(files) == len(found.files)
    return dict(pages), files


def test_the_same_in_one_process_and_in_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = made(tmp_path / "alone")
    monkeypatch.setattr(preparing, "FEW", 0)
    monkeypatch.setattr(preparing, "processors", lambda: 3)
    assert made(tmp_path / "three") == alone


def test_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    found = prepare(sample_archive(), SETTINGS, tmp_path, advanced=lambda *how_far: told.append(how_far))
    assert [done for _, done, _ in told] == list(range(1, len(told) + 1))
    assert {total for _, _, total in told} == {len(told)}
    assert set(found.seconds) == {"pages", "data", "feeds", "search"} == {name for name, _, _ in told}
