"""Opens pages and notes everything that a quiet page does not do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request, Response

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@contextmanager
def watched(browser: Browser, **context: Any) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page and the list of what went wrong on it: errors, missing files, requests to elsewhere."""
    seen: list[str] = []
    opened = browser.new_context(**{"viewport": DESKTOP, "locale": "nl-NL", **context})
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened.new_page()

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            seen.append(f"console: {message.text}")

    def broke(error: Error) -> None:
        seen.append(f"error: {error}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            seen.append(f"{response.status}: {response.url}")

    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            seen.append(f"elsewhere: {request.url}")

    def spoke(dialog: Dialog) -> None:
        seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", said)
    page.on("pageerror", broke)
    page.on("response", answered)
    page.on("request", asked)
    page.on("dialog", spoke)
    try:
        yield page, seen
    finally:
        page.unroute_all(behavior="ignoreErrors")  # an answer on its way when the page closes is no failure
        opened.close()
