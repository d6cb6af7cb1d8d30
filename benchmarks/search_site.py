"""Sites to measure the search on: built for one engine, served on this machine, opened in Chromium."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from generator.archive.graph import Archive
from generator.site.host import SiteFolders, build_site

ROOT = Path(__file__).parents[1]


def build(archive: Archive, folder: Path, *, engine: str, content: Path) -> Path:
    """Build the site of an archive with one engine, and return its folder."""
    config = folder / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("search: auto", f"search: {engine}")
    text = text.replace("docs_dir: ", f"docs_dir: {ROOT}/").replace("custom_dir: ", f"custom_dir: {ROOT}/")
    config.write_text(text, encoding="utf-8")
    build_site(SiteFolders(config_file=config, content=content), archive, folder / "site")
    return folder / "site"


#: Bytes sent by path: also what a worker asks for, which a browser does not count to its page.
sent: dict[str, int] = {}
_COMPRESSED = (".html", ".js", ".css", ".json", ".svg", ".xml")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as hosts do: compressed, on connections that stay open, to be kept by the browser."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # the tab may be gone
            super().handle()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = contents(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in _COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        sent[path.as_posix()] = sent.get(path.as_posix(), 0) + len(data)
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@functools.lru_cache(maxsize=500)
def contents(path: Path) -> bytes:
    """Return what is sent of a file."""
    data = path.read_bytes()
    return gzip.compress(data, 6) if path.suffix in _COMPRESSED else data


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        raise SystemExit("Chromium is not here: install it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
