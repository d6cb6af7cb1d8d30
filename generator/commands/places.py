"""Where a command finds what it works on: the content folder and the configuration of the site."""

from __future__ import annotations

from pathlib import Path

from generator.commands import starter
from generator.site.host import SiteFolders


def site_folders(content: Path) -> SiteFolders:
    """Return the configuration that goes with a content folder.

    ``mkdocs.yml`` stands beside the content folder; failing that in the working folder; failing that the one
    that new archives start with is used, so that a bare folder of documents can be built too.
    """
    beside = content.absolute().parent / "mkdocs.yml"
    candidates = (beside, Path.cwd() / "mkdocs.yml", starter.folder() / "mkdocs.yml")
    config_file = next((path for path in candidates if path.is_file()), candidates[-1])
    own_pages = content / "pages"
    if config_file == beside and content.name == "content":
        return SiteFolders(config_file=config_file, content=content)
    return SiteFolders(
        config_file=config_file, content=content, pages=own_pages.absolute() if own_pages.is_dir() else None
    )
