"""What the pages of the site may load and run: the Content-Security-Policy, for the pages and for servers.

The site has no inline scripts, so that none is allowed, by hash or otherwise: a script that a text brought
along would not run. One page has a style sheet in itself, since it can use no other file: it is allowed by
its hash. Knows nothing of MkDocs.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from generator.search.settings import Engine
from generator.site.fingerprints import FOLDER

#: For servers that read it from the site: where it stands.
HEADERS = "_headers"
#: How long a browser may keep what never changes under its name, and everything else: that it asks for again,
#: and gets only when it changed.
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "public, max-age=0, must-revalidate"
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Policy:
    """The policy of one site; templates print it."""

    def __init__(self, engine: Engine, *, offline: bool = False) -> None:
        self._engine = engine
        # On disk every file is a site of its own to some browsers: there, "self" alone may mean nothing.
        self._own = "'self' file:" if offline else "'self'"

    def __str__(self) -> str:
        """Return what every page allows itself."""
        return self._joined(styles=())

    def standalone(self, style: str) -> str:
        """Return what a page may that uses no other file, but has this style sheet in it."""
        rules = ("default-src 'none'", f"style-src {_hash(style)}", "img-src data:", "base-uri 'none'")
        return "; ".join((*rules, "form-action 'none'"))

    def headers(self, pages: Iterable[str] = (), parts: Iterable[str] = ()) -> str:
        """Return the ``_headers`` of hosts that read it; ``pages`` are those with a style sheet in them.

        ``parts`` are those of the site ("over/*", "robots.txt"), each said apart: of rules that both match a
        file a host would send both, and a file cannot be kept for two lengths of time.
        """
        lines = ["/*", *(f"  {name}: {value}" for name, value in self.header_values(pages))]
        lines += [f"/{FOLDER}*", f"  Cache-Control: {FOR_EVER}"]
        within = {HEADERS, f"{FOLDER}*", f"{FOLDER.split('/')[0]}/*"}
        for part in sorted({"", *parts} - within):
            lines += [f"/{part}", f"  Cache-Control: {ASK_FIRST}"]
        return "\n".join([*lines, ""])

    def header_values(self, pages: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
        """Return the headers that a server should send with every file."""
        styles = sorted({_hash(style) for page in pages for style in _STYLE.findall(page)})
        return (
            # Only a header can say that no other site may frame this one.
            ("Content-Security-Policy", f"{self._joined(styles)}; frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        )

    def _joined(self, styles: Iterable[str]) -> str:
        own = self._own
        rules = [
            "default-src 'none'",
            # Pagefind's program is WebAssembly; this allows that, and no text to become a script.
            f"script-src {own}" + (" 'wasm-unsafe-eval'" if self._engine == "pagefind" else ""),
            " ".join([f"style-src {own}", *styles]),
            f"img-src {own} data:",
            f"font-src {own}",
            # Pagefind asks for its index; and tools that look over a site, for robots.txt.
            f"connect-src {own}",
            *([f"worker-src {own}"] if self._engine == "pagefind" else []),
            f"form-action {own}",
            "base-uri 'none'",
        ]
        return "; ".join(rules)


def _hash(text: str) -> str:
    """Return a style sheet as a policy names it.

    >>> _hash("body { color: red }")
    "'sha256-kl6HQb5peP+QG0x7FWklMRxR/HYq4xozK9Oa6BWSDQA='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
