"""The tree of a web page, decoded and parsed within limits."""

from __future__ import annotations

import codecs
import re

import lxml.html
from lxml import etree

from generator.reading.formats.limits import refusal
from generator.reading.formats.markup import Element, check_depth, check_markup

#: Never shown, or no part of what is read.
DROPPED = frozenset(
    {
        *(
            "area",
            "audio",
            "base",
            "button",
            "datalist",
            "head",
            "input",
            "link",
            "map",
            "meta",
            "nav",
            "noscript",
        ),
        *("option", "script", "select", "source", "style", "template", "textarea", "title", "track"),
    }
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse_html(name: str, data: bytes) -> Element:
    """Return the root element of a web page.

    Raises:
        ContentError: it passes a limit, or there is no element in it.
    """
    check_markup(name, data)
    text = _XML_DECLARATION.sub("", _decode(data)).replace("\0", "")
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, TypeError) as error:
        raise refusal(name, f"the HTML cannot be read: {error}", "save the page again in a browser") from None
    check_depth(name, root)
    return root


def classes(element: Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").lower().split())


def is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _decode(data: bytes) -> str:
    """Return the text of a page: by its byte order mark, by what it says, as UTF-8, or as Windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    match = _CHARSET.search(data[:4096])
    stated = match.group(1).decode("ascii", "replace").lower() if match else "cp1252"
    if stated in ("iso-8859-1", "latin1", "latin-1", "us-ascii"):
        stated = "cp1252"  # as browsers do
    try:
        return data.decode(stated, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
