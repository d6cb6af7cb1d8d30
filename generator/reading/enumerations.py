"""Enumerations within a text: which paragraphs are items of a list that the one above them announces."""

from __future__ import annotations

from generator.reading.joining import LIST_MARK, Joined


def is_listed(paragraph: Joined) -> bool:
    """Return whether a paragraph is an item of a list, by its format or by the mark it opens with.

    >>> is_listed(Joined("b) de waarde;", 1, 1, "paragraph", []))
    True
    """
    return paragraph.kind == "item" or bool(LIST_MARK.match(paragraph.text))


def announces(paragraph: Joined) -> bool:
    """Return whether a paragraph announces a list: it ends with a colon."""
    return paragraph.text.rstrip().endswith(":")


def continues_list(above: Joined, paragraph: Joined) -> bool:
    """Return whether a paragraph belongs to the list that the one above it announces or is an item of."""
    return is_listed(paragraph) and (announces(above) or is_listed(above))
