"""A server on a sub-path and a browser, shared by all browser tests."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.archive.load import load_archive
from generator.search.corpus import Corpus
from generator.storage import Content
from tests.site.building import ROOT, site

#: The site must work from any sub-path, so it is never served from the root.
SUB_PATH = "/een/archief/"


class _Handler(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        return (
            super().translate_path("/" + path.removeprefix(SUB_PATH))
            if path.startswith(SUB_PATH)
            else "/nowhere"
        )

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[object]:
    """Return a function that serves a folder and gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []
    addresses: dict[Path, str] = {}

    def start(folder: Path) -> str:
        if folder not in addresses:
            handler = functools.partial(_Handler, directory=str(folder))
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers.append(server)
            addresses[folder] = f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        return addresses[folder]

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def sample(serve: object) -> str:
    """The address of the site of the sample archive."""
    return serve(site("sample"))  # type: ignore[operator,no-any-return]


@pytest.fixture(scope="session")
def real(serve: object) -> str:
    """The address of the site of the documents in content/."""
    return serve(site("real"))  # type: ignore[operator,no-any-return]


@pytest.fixture(scope="session")
def hostile(serve: object) -> str:
    """The address of the site in which every text is hostile."""
    return serve(site("hostile"))  # type: ignore[operator,no-any-return]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("Chromium is not here: install it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """What the search knows of the real archive."""
    return Corpus(load_archive(Content(ROOT / "content")))


@pytest.fixture(scope="module")
def search_page(browser: Browser, real: str) -> Iterator[Page]:
    """The search page of the real archive, with its index open as ``index``."""
    page = browser.new_page()
    page.goto(f"{real}zoeken/?q=munitie")
    page.wait_for_selector("[data-results][data-state=done]", state="attached")
    page.evaluate(
        "async () => { window.index = await kamerspiegel.search.index.open(); await index.part(0); }"
    )
    yield page
    page.close()
