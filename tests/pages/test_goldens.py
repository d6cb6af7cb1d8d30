"""The Markdown of every kind of page, beside what it should be; ``UPDATE_GOLDEN=1`` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.pages import Page, Settings, render_assets, render_pages
from tests.factories import empty_archive, read_lines, sample_archive

GOLDEN = Path(__file__).parent / "golden"


def rendered() -> dict[str, str]:
    """Return the sample's pages, and those of an empty archive, by file name."""
    settings = Settings(site_url="https://kamerspiegel.example/sub/", read_lines=read_lines)
    archive = sample_archive()
    files = {name(page.path): page.markdown for page in render_pages(archive, settings)}
    files |= {name(asset.path): asset.content for asset in render_assets(archive, settings)}
    return files | {f"empty--{name(page.path)}": page.markdown for page in render_pages(empty_archive())}


def name(path: str) -> str:
    return path.replace("/", "--")


FILES = rendered()


@pytest.mark.parametrize("file", FILES)
def test_page(file: str) -> None:
    golden = GOLDEN / file
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(FILES[file], encoding="utf-8")
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(FILES[file], encoding="utf-8")
        pytest.fail(f"{golden} was missing: it is written now. Review it, and run the test again.")
    assert FILES[file] == golden.read_text(encoding="utf-8")


def test_no_golden_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)


def test_pages_are_the_same_every_time() -> None:
    assert rendered() == FILES


def test_pages_come_one_at_a_time() -> None:
    first = next(iter(render_pages(sample_archive())))
    assert isinstance(first, Page)
    assert first.path == "index.md"
