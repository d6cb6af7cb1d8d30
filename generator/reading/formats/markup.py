"""XML from outside, parsed without entities, network or unbounded trees; names without namespaces."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from generator.problems import ContentError
from generator.reading.formats.limits import MAX_DEPTH, MAX_MARKUP_BYTES, MAX_TAGS, refusal

#: An element of a parsed tree. (lxml publishes no types.)
Element = Any

_REPAIR = "download the file again; if it stays broken, add the PDF or Word version"


def parse_xml(name: str, data: bytes, part: str = "") -> Element:
    """Return the root of an XML text.

    Entities are refused where they are declared, never expanded; nothing is loaded from elsewhere.

    Raises:
        ContentError: it is no well-formed XML, declares entities, or passes a limit.
    """
    where = f" ({part})" if part else ""
    check_markup(name, data, where)
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise refusal(
            name,
            f"the XML declares entities{where}",
            "take out the document type declaration: no paper needs it",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise broken_markup(name, error, where) from None
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise refusal(name, f"the XML cannot be read{where}: {error}", _REPAIR) from None
    if root is None:
        raise refusal(name, f"there is no element in the XML{where}", _REPAIR)
    check_depth(name, root, where)
    return root


def check_markup(name: str, data: bytes, where: str = "") -> None:
    """Refuse markup that would make too large a tree."""
    if len(data) > MAX_MARKUP_BYTES:
        raise refusal(
            name,
            f"the text is too large{where}: {len(data) / 1e6:.0f} MB,"
            f" the limit is {MAX_MARKUP_BYTES / 1e6:.0f} MB",
            "split the document, or add it as plain text",
        )
    tags = data.count(b"<")
    if tags > MAX_TAGS:
        raise refusal(
            name,
            f"there are too many tags{where}: {tags}, the limit is {MAX_TAGS}",
            "add the document as plain text",
        )


def check_depth(name: str, root: Element, where: str = "") -> None:
    """Refuse a tree with more elements inside one another than the readers walk safely."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise refusal(
                name,
                f"the elements are nested too deep{where}: more than {MAX_DEPTH} within one another",
                "add the document as plain text",
            )


def broken_markup(name: str, error: Exception, where: str = "") -> ContentError:
    line = getattr(error, "lineno", None)
    return refusal(name, f"the XML is broken{where}: {error}", _REPAIR, line=line or None)


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Element) -> str:
    """Return the name of an element without its namespace; "" for anything else in the tree."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if _local(key) == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant along a path of names without namespaces."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    if element is not None:
        yield from (inner for inner in element if local(inner) == name)


def entity_text(element: Element) -> str:
    """Return the character of an entity reference that was left in the tree ("&eacute;"), else its name."""
    return html.unescape(str(element.text or ""))


def has_text(element: Element, *names: str) -> bool:
    """Tell whether any element of these names holds text that is not blank."""
    return any(local(inner) in names and (inner.text or "").strip() for inner in element.iter())
