"""Gives the style sheets, scripts and letters of the theme a name that holds a hash of what is in them.

Such a file never changes under its name, so that a browser may keep it for ever; all stand in one folder, for
which one rule in a server's settings is enough. The style sheets of all pages become one file: one request.
Knows nothing of MkDocs.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote, unquote, urlsplit

import msgspec

#: Where all these files stand, from the root of the site.
FOLDER: Final = "assets/vast/"
#: Other files are known outside by their name: pictures to share, an icon.
SUFFIXES: Final = (".css", ".js", ".woff2")
#: The style sheets of all pages in one.
SHEET: Final = "stijl.css"
_HASH: Final = 12
_URL: Final = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)""")
#: What must stay as it is in a style sheet, then what may go.
_BLANK: Final = r"(?:\s|/\*.*?\*/)"
_SHEET: Final = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^"')]*\))"""
    rf"|{_BLANK}*(?P<sign>[{{}};,]){_BLANK}*|(?P<space>{_BLANK}+)",
    re.DOTALL,
)
#: Must be the first thing in a style sheet, so that it cannot stand within another.
_FIRST: Final = re.compile(r"@(?:import|charset|namespace)\b")


class Fingerprinted(msgspec.Struct, frozen=True, kw_only=True):
    """The files under their lasting names."""

    #: New path by old path; that of the style sheets of all pages is the same for each.
    names: Mapping[str, str]
    #: The files by new path.
    files: Mapping[str, bytes]
    #: The style sheets to load on every page, in order.
    sheets: tuple[str, ...]


def fingerprinted(files: Mapping[str, bytes], sheets: Iterable[str]) -> Fingerprinted:
    """Return ``files``, by path from the root of the site, under lasting names.

    ``sheets`` are those of all pages, in order: they become one, but for those that import another, and for
    those of elsewhere, which stay what they are.
    """
    names: dict[str, str] = {}
    made: dict[str, bytes] = {}

    def keep(path: str, name: str, data: bytes) -> str:
        names[path] = lasting(name, data)
        made[names[path]] = data
        return names[path]

    for path in sorted(path for path in files if not path.endswith(".css")):
        keep(path, posixpath.basename(path), files[path])
    shared = [path for path in dict.fromkeys(sheets) if path in files]
    texts = {
        path: _slim(_moved(files[path].decode("utf-8"), path, names))
        for path in sorted(files)
        if path.endswith(".css")
    }
    together = [path for path in shared if not _FIRST.search(texts[path])]
    for path in texts.keys() - set(together):
        keep(path, posixpath.basename(path), texts[path].encode("utf-8"))
    if together:
        whole = keep(together[0], SHEET, "".join(texts[path] for path in together).encode("utf-8"))
        names.update(dict.fromkeys(together, whole))
    # One that imports another, or is of elsewhere, goes before: as it did, or it would win from ours.
    first = [names.get(path, path) for path in dict.fromkeys(sheets) if path not in together]
    return Fingerprinted(
        names=names, files=made, sheets=(*first, *dict.fromkeys(names[one] for one in together))
    )


def lasting(name: str, data: bytes) -> str:
    """Return the path of a file that is called ``name`` and holds ``data``.

    >>> lasting("kleuren.js", b"")
    'assets/vast/kleuren.e3b0c44298fc.js'
    """
    stem, suffix = posixpath.splitext(name)
    return f"{FOLDER}{stem}.{hashlib.sha256(data).hexdigest()[:_HASH]}{suffix}"


def _moved(sheet: str, path: str, names: Mapping[str, str]) -> str:
    """Return a style sheet whose relative addresses hold in the folder of lasting names."""

    def address(match: re.Match[str]) -> str:
        found = next(group for group in match.groups() if group is not None)
        parts = urlsplit(found)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return match[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        place = posixpath.relpath(names.get(target, target), FOLDER.rstrip("/"))
        rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        return f'url("{quote(place)}{rest}")'

    return _URL.sub(address, sheet)


def _slim(sheet: str) -> str:
    """Return a style sheet without remarks and without white space that says nothing."""
    return "".join(_pieces(sheet)).strip()


def _pieces(sheet: str) -> Iterator[str]:
    place = 0
    for match in _SHEET.finditer(sheet):
        yield sheet[place : match.start()]
        place = match.end()
        if match["kept"]:
            yield match[0]
        elif match["sign"]:
            yield match["sign"]
        elif match["space"]:
            yield " "
    yield sheet[place:]
