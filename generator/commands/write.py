"""``kamerspiegel write``: the pages as Markdown on disk, for reading or for another site builder."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from generator.archive.load import load_archive
from generator.commands.console import say, show_problems, track
from generator.commands.guard import Failed
from generator.commands.places import site_folders
from generator.commands.swap import replaced
from generator.site.host import generated_files
from generator.storage import Content

#: Says that a folder was written by this command, and may be written again.
MARK = ".written-by-kamerspiegel"
#: In mkdocs.yml: our plugin with its options, and where the pages stand.
_PLUGIN = re.compile(r"^ *- kamerspiegel\b.*\n(?: {6,}.*\n)*", re.MULTILINE)
_DOCS = re.compile(r"^docs_dir:.*$", re.MULTILINE)


def run(content_folder: Path, folder: Path) -> None:
    """Write pages, assets, data and a configuration without our plugin; fail when the content has errors."""
    content = Content(content_folder)
    folders = site_folders(content_folder)
    archive = load_archive(content, content.memo)
    with replaced(folder, MARK) as target:
        (target / MARK).touch()
        count = 0
        for path, data in track(generated_files(folders, archive), "Writing"):
            _write(target / "docs" / path, data)
            count += path.endswith(".md")
        count += _copy_own_pages(content_folder / "pages", target / "docs")
        config = folders.config_file.read_text(encoding="utf-8")
        _write(target / "mkdocs.yml", for_any_builder(config).encode("utf-8"))
        overrides = folders.config_file.parent / "site_overrides"
        if overrides.is_dir():
            shutil.copytree(overrides, target / "site_overrides")
    errors = show_problems(archive.problems)
    say(f"{count} pages are in {folder}/docs. To build them: mkdocs build -f {folder}/mkdocs.yml")
    if errors:
        raise Failed


def for_any_builder(config: str) -> str:
    """Return mkdocs.yml without our plugin: the pages are on disk, in docs/."""
    without = _PLUGIN.sub("", config)
    return _DOCS.sub("docs_dir: docs", without)


def _copy_own_pages(source: Path, target: Path) -> int:
    """Copy the pages written by hand, which win from generated ones; return how many there are."""
    if not source.is_dir():
        return 0
    shutil.copytree(source, target, dirs_exist_ok=True)
    return sum(1 for _ in source.rglob("*.md"))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
