"""Builds sites for the tests, each once per run."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from generator.archive.graph import Archive
from generator.archive.load import load_archive
from generator.site.host import SiteFolders, build_site
from generator.storage import Content
from tests.factories import LINES, empty_archive, sample_archive
from tests.pages.hostile import PAYLOADS
from tests.pages.test_hostile_archive import hostile_archive

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "mkdocs.yml"
#: The address of a site "with address".
SITE_URL = "https://kamerspiegel.example/een/archief/"
#: Every payload at once: each ends at a sign that none of them holds.
ALL_PAYLOADS = " ¶ ".join(payload.replace("\n", " ") for payload in PAYLOADS)


def scratch() -> Path:
    """Return a new folder that is removed when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="kamerspiegel-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def site(name: str) -> Path:
    """Return a built site: of the "sample", of "hostile" text, of an "empty" archive, or of the "real" documents.

    With "offline" after it: to open from disk. With "by pagefind": searched with that engine. With "with
    address": it knows its own, so that it has feeds.
    Raises AssertionError when MkDocs warned of anything.
    """
    folder = scratch()
    kind, _, how = name.partition(" ")
    content, archive = _content(folder, kind)
    config = CONFIG
    if how == "by pagefind":
        config = _configured(folder, "search: auto", "search: pagefind")
    elif how == "with address":
        config = _configured(folder, 'site_url: !ENV [SITE_URL, ""]', f"site_url: {SITE_URL}")
    folders = SiteFolders(config_file=config, content=content)
    said = build_site(folders, archive, folder / "site", offline=how == "offline")
    assert not said, said
    return folder / "site"


def _configured(folder: Path, line: str, other: str) -> Path:
    """Write a configuration with another line for one that is there, and return it."""
    text = CONFIG.read_text(encoding="utf-8")
    assert line in text
    text = text.replace(line, other)
    text = text.replace("docs_dir: ", f"docs_dir: {ROOT}/").replace("custom_dir: ", f"custom_dir: {ROOT}/")
    config = folder / "mkdocs.yml"
    config.write_text(text, encoding="utf-8")
    return config


def _content(folder: Path, name: str) -> tuple[Path, Archive]:
    if name == "real":
        return ROOT / "content", load_archive(Content(ROOT / "content"))
    makers: dict[str, Callable[[], Archive]] = {
        "sample": sample_archive,
        "empty": empty_archive,
        # Half a sign (a lone surrogate) cannot come from a file, and no file can hold it.
        "hostile": lambda: hostile_archive(ALL_PAYLOADS.encode("utf-8", "replace").decode()),
    }
    archive = makers[name]()
    lines = LINES if name == "sample" else [payload.replace("\n", " ") for payload in PAYLOADS]
    documents = folder / "content" / "documents"
    documents.mkdir(parents=True)
    text = "\n".join(lines).encode("utf-8", "replace")
    for document in archive.documents:
        (documents / f"{document}.txt").write_bytes(text)
    return folder / "content", archive
