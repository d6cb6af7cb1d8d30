"""What is served after a change is what a build makes, page for page."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from generator.archive.graph import Archive
from generator.commands.serve import Loading
from generator.site.host import SiteFolders, site_to_serve
from generator.site.serving import Site
from generator.storage import Content
from tests.commands.test_small_changes import FACTIONS, letter
from tests.commands.workbench import kamerspiegel, tree

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


@contextmanager
def served(content: Path) -> Iterator[Callable[[str], str]]:
    """Serve a content folder; give a function that asks for an address ("" for one that is not there)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--content", str(content)]
    address = f"127.0.0.1:{port}"
    server = subprocess.Popen(
        [*command, "--address", address], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )

    def ask(path: str) -> str:
        try:
            with urlopen(f"http://{address}/{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8", "replace"))
        except HTTPError:
            return ""

    try:
        until(lambda: _answers(ask))
        ask.__dict__["address"] = address
        yield ask
    finally:
        server.terminate()
        server.wait()


def _answers(ask: Callable[[str], str]) -> bool:
    try:
        return bool(ask(""))
    except URLError:
        return False


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def plain(html: str) -> str:
    """Return a page without what serving puts in it, and building."""
    html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    return re.sub(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)


@pytest.mark.slow
def test_a_change_is_shown_and_all_is_as_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "content"
    documents = content / "documents"
    documents.mkdir(parents=True)
    shutil.copytree(ROOT / "content" / "pages", content / "pages")
    (content / "factions.yaml").write_text(FACTIONS, encoding="utf-8")
    names = [f"2024-0{number + 1}-0{number + 1}-beantwoording-{number}" for number in range(3)]
    for number, name in enumerate(names[:2]):
        (documents / f"{name}.txt").write_text(letter(number), encoding="utf-8")
    with served(content) as ask:
        page = f"documenten/{names[0]}/"
        (documents / f"{names[0]}.txt").write_text(letter(0, "houten brug"), encoding="utf-8")
        until(lambda: "houten brug" in ask(page))

        (documents / f"{names[2]}.txt").write_text(letter(2, "stenen brug"), encoding="utf-8")
        until(lambda: "stenen brug" in ask(f"documenten/{names[2]}/"))
        assert names[2] in ask("documenten/")
        assert "stenen brug" in ask("data/questions.jsonl")

        (content / "factions.yaml").write_text(FACTIONS.replace("name: XYZ", "name: Xyzer"), encoding="utf-8")
        until(lambda: "Xyzer" in ask("fracties/"))

        address = ask.__dict__["address"]
        monkeypatch.setenv("SITE_URL", f"http://{address}/")
        site = tmp_path / "site"
        assert kamerspiegel("build", "--content", content, "--site", site).code in (0, 1)
        for path, data in tree(site).items():
            if path.endswith((".html", ".jsonl", ".bib")) and path != "404.html":
                assert plain(ask(path.replace("index.html", ""))) == plain(data.decode()), path


class Counting(Loading):
    """Counts how often the whole archive is put together."""

    loaded = 0

    def load(self) -> Archive:
        self.loaded += 1
        return super().load()


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[tuple[Site, Counting, Path, list[str]]]:
    """A site of two letters that follows them; who gives its archive, its folder, and when it was reloaded."""
    content = tmp_path / "content"
    (content / "documents").mkdir(parents=True)
    shutil.copytree(ROOT / "content" / "pages", content / "pages")
    (content / "factions.yaml").write_text(FACTIONS, encoding="utf-8")
    for number in range(2):
        (content / "documents" / f"{NAMES[number]}.txt").write_text(letter(number), encoding="utf-8")
    loader, reloads = Counting(Content(content)), list[str]()
    folder = tmp_path / "served"
    folders = SiteFolders(config_file=ROOT / "mkdocs.yml", content=content)
    site = site_to_serve(
        folders, loader, str(folder), "127.0.0.1:1", say=print, reload=lambda: reloads.append("again")
    )
    site.renew()
    yield site, loader, folder, reloads
    site.stop()


NAMES = ("2024-01-01-beantwoording-0", "2024-02-02-beantwoording-1")


def _rewrite(folder: Path, name: str, words: str, before: str = "tienduizend") -> None:
    path = folder.parent / "content" / "documents" / f"{name}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(before, words), encoding="utf-8")


def _asked(site: Site, folder: Path, page: str) -> str:
    site.ensure(f"{page}/index.html")
    return (folder / page / "index.html").read_text(encoding="utf-8")


def test_pages_of_a_document_are_shown_before_the_archive_follows(
    followed: tuple[Site, Counting, Path, list[str]],
) -> None:
    site, loader, folder, reloads = followed
    site.warm_up()
    _rewrite(folder, NAMES[0], "wie onderhoudt die", before="wie onderhoudt ze")
    site.renew()
    assert "onderhoudt die" in _asked(site, folder, f"documenten/{NAMES[0]}")
    assert loader.loaded == 1, "the page did not wait for the archive"
    assert "onderhoudt die" in _asked(site, folder, "fracties/abc")
    assert loader.loaded == 2, "the list did"
    assert not reloads, "what was shown is as it should be"


def test_what_a_preview_shows_is_what_is_built(
    followed: tuple[Site, Counting, Path, list[str]],
) -> None:
    site, loader, folder, _ = followed
    _rewrite(folder, NAMES[1], "elfduizend")
    site.renew()
    pages = [path for path in ("documenten", "citaten", "vergaderingen") if (folder / path).is_dir()]
    previews = {
        place: _asked(site, folder, place.relative_to(folder).as_posix())
        for page in pages
        for place in sorted((folder / page).iterdir())
        if place.is_dir() and f"{place.relative_to(folder).as_posix()}/index.html" in site.previewed
    }
    assert len(previews) == 3, "the document, its meeting and how that is cited"
    assert loader.loaded == 1
    site.catch_up()
    for place, html in previews.items():
        assert plain(_asked(site, folder, place.relative_to(folder).as_posix())) == plain(html)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: (content / "documents" / f"{NAMES[0]}.txt").unlink(),
        lambda content: (content / "documents" / f"{NAMES[0]}.yaml").write_text("title: Brief\n"),
        lambda content: (content / "factions.yaml").write_text(FACTIONS.replace("XYZ", "Xyz")),
        lambda content: _shorten(content / "documents" / f"{NAMES[0]}.txt"),
    ],
    ids=["gone", "new", "register", "a question less"],
)
def test_what_may_change_more_is_not_previewed(
    followed: tuple[Site, Counting, Path, list[str]], change: Callable[[Path], None]
) -> None:
    site, loader, folder, _ = followed
    change(folder.parent / "content")
    site.renew()
    assert loader.loaded == 2
    assert not site.previewed


def _shorten(letter: Path) -> None:
    letter.write_text(letter.read_text(encoding="utf-8").partition("Vraag 3")[0], encoding="utf-8")


def test_a_page_that_was_shown_and_is_other_is_shown_again(
    followed: tuple[Site, Counting, Path, list[str]],
) -> None:
    site, _, folder, reloads = followed
    _rewrite(folder, NAMES[0], "elfduizend")
    site.renew()
    _asked(site, folder, f"documenten/{NAMES[0]}")
    _rewrite(folder, NAMES[0], "elfduizend")
    path = folder.parent / "content" / "documents" / f"{NAMES[0]}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("elfduizend", "ijzeren brug"), encoding="utf-8")
    site.catch_up()
    assert reloads == ["again"]
    assert "ijzeren brug" in _asked(site, folder, f"documenten/{NAMES[0]}")
