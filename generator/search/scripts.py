"""Data as plain scripts: the one way to load a file that works on every host and from disk."""

from __future__ import annotations

import json

#: Where everything stands that the search loads, from the root of the site.
FOLDER = "search"


def script(name: str, value: object) -> tuple[str, bytes]:
    """Return a file of the site that hands ``value`` to the search page, under ``name``."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Line separators are no part of a string in older browsers.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{FOLDER}/{name}.js", f'kamerspiegel.search.data("{name}",{data});\n'.encode("utf-8", "replace")
