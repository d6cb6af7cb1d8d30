"""Pages that we print are byte for byte those that MkDocs prints from the same pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.pages import Page as MadePage
from generator.site.plugin import KamerspiegelPlugin
from generator.site.ready import Part, Ready, ready
from tests.factories import sample_archive
from tests.site.building import CONFIG, ROOT


class ThroughMkDocs:
    """Hands every page to MkDocs, to read and to print: put in the place of what the plugin does."""

    def __init__(self) -> None:
        self.ready: dict[str, tuple[MadePage, Ready]] = {}

    def put(self, patch: pytest.MonkeyPatch) -> None:
        ours = KamerspiegelPlugin.on_files

        def on_files(plugin: KamerspiegelPlugin, files: Files, config: MkDocsConfig) -> Files:
            files = ours(plugin, files, config)
            for path, page in plugin._pages.items():
                made = plugin._making.publication.made(plugin._making.plans[path])
                assert isinstance(made, MadePage)
                shown = ready(made.body, path, directory_urls=config.use_directory_urls, html=made.html)
                self.ready[path] = (made, shown)
                files.remove(page)
                files.append(File.generated(config, path, content=""))
            plugin._pages = {}
            return files

        patch.setattr(KamerspiegelPlugin, "on_files", on_files)
        patch.setattr(KamerspiegelPlugin, "on_page_markdown", self.on_page_markdown, raising=False)
        patch.setattr(KamerspiegelPlugin, "on_page_content", self.on_page_content, raising=False)
        for name in ("on_template_context", "on_page_context"):
            patch.setattr(KamerspiegelPlugin, name, lambda plugin, context, **_: context)

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        if found := self.ready.get(page.file.src_uri):
            page.meta = dict(found[0].front_matter)
        return markdown

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        if found := self.ready.get(page.file.src_uri):
            page.toc = TableOfContents([link(part) for part in found[1].parts])
            page.present_anchor_ids = None
            return found[1].html
        return html


def link(part: Part) -> AnchorLink:
    made = AnchorLink(part.title, part.id, part.level)
    made.children = [link(below) for below in part.parts]
    return made


def built(folder: Path, text: str, **settings: Any) -> dict[str, bytes]:
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"), **settings)
    plugin = config.plugins["kamerspiegel"]
    assert isinstance(plugin, KamerspiegelPlugin)
    plugin.config.content = str(folder / "content")
    plugin.archive = sample_archive()
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return {
        path.relative_to(folder / "site").as_posix(): path.read_bytes()
        for path in (folder / "site").rglob("*")
        if path.is_file()
    }


def configuration(**changed: str) -> str:
    text = CONFIG.read_text(encoding="utf-8")
    text = text.replace("docs_dir: ", f"docs_dir: {ROOT}/").replace("custom_dir: ", f"custom_dir: {ROOT}/")
    for before, after in changed.items():
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize("how", ["with an address", "without one", "offline", "automatic", "edited"])
def test_byte_for_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("SITE_URL", "" if how == "without one" else "https://kamer.example/sub/")
    text = configuration()
    if how == "automatic":
        start, end = text.index("\nnav:"), text.index("\nmarkdown_extensions:")
        text = text[:start] + text[end:]
    if how == "edited":
        text += "repo_url: https://example.org/x\nedit_uri: edit/main/\ncopyright: Wij\n"
    settings: dict[str, Any] = {"use_directory_urls": False} if how == "offline" else {}
    ours = built(tmp_path / "ours", text, **settings)
    with monkeypatch.context() as patch:
        ThroughMkDocs().put(patch)
        theirs = built(tmp_path / "theirs", text, **settings)
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []
    # Again, now from what was kept.
    assert built(tmp_path / "ours", text, **settings) == ours
