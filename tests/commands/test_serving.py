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
