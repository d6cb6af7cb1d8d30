"""What a built site publishes beside its pages: feeds that are found, data that adds up, the same bytes twice."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from generator.archive.load import load_archive
from generator.site.host import SiteFolders, build_site
from generator.storage import Content
from tests.site.building import CONFIG, ROOT, site

SITE = "https://kamer.example/sub/"


def built(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITE_URL", SITE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    content = ROOT / "content"
    said = build_site(
        SiteFolders(config_file=CONFIG, content=content), load_archive(Content(content)), folder
    )
    assert not said, said
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_site_with_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = files(built(tmp_path / "one", monkeypatch))

    linked = set()
    for path, data in first.items():
        if path.endswith(".html"):
            linked |= set(
                re.findall(rf'rel="alternate" type="[^"]+" title="[^"]+" href="{SITE}([^"]+)"', data.decode())
            )
    assert linked
    assert linked <= set(first), "every feed that a page names is there"
    assert {path for path in first if path.startswith("volg/")} == linked, "and every feed is named by a page"

    for line in first["data/SHA256SUMS"].decode().splitlines():
        digest, path = line.split("  ", 1)
        assert hashlib.sha256(first[f"data/{path}"]).hexdigest() == digest
    markdown = [path for path in first if path.startswith("data/meetings/") and path.endswith(".md")]
    assert len(markdown) == sum(
        path.startswith("data/meetings/") and path.endswith(".json") for path in first
    )
    assert all(first[path].startswith(b"# ") for path in markdown)

    days = set(re.findall(r"<lastmod>(.+?)</lastmod>", first["sitemap.xml"].decode()))
    archive = load_archive(Content(ROOT / "content"))
    assert days <= {node.record.added for node in archive.documents.values()}
    assert f"<loc>{SITE}</loc>" in first["sitemap.xml"].decode()

    assert files(built(tmp_path / "two", monkeypatch)) == first, "the same content gives the same bytes"


def test_a_site_without_an_address() -> None:
    found = files(site("real"))
    assert not [path for path in found if path.startswith(("volg/", "sitemap"))]
    assert b"Sitemap" not in found["robots.txt"]
    pages = [data for path, data in found.items() if path.endswith(".html")]
    assert not [data for data in pages if b"og:image" in data or b'rel="alternate"' in data]
