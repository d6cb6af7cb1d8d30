"""Running text and what stands in it by the thousand, in any form: templates take longer to write it.

They call these functions by name, for Markdown. What is given is text, but for links and ids: those are
Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup

from generator.pages.annotating import Block, Piece, Stretch
from generator.pages.escaping import as_it_is, escape
from generator.pages.forms import Form
from generator.pages.questions import FactionMark, NamedLink


def inline(stretches: Iterable[Stretch]) -> Markup:
    """Return a text with its links, notes and marks, in one line."""
    return as_it_is("".join(map(_stretch, stretches)))


def blocks(items: Iterable[Block]) -> Markup:
    """Return paragraphs, lists, headings and tables, with a blank line between them."""
    return as_it_is("\n\n".join(map(_block, items)))


def named_links(links: Sequence[NamedLink]) -> Markup:
    """Return links as a sentence names them, each with what stands behind it."""
    shown = [f"{link(one)} ({escape(one.detail)})" if one.detail else link(one) for one in links]
    if len(shown) < 2:
        return as_it_is("".join(shown))
    return as_it_is(f"{', '.join(shown[:-1])} en {shown[-1]}")


def link(one: NamedLink) -> Markup:
    """Return a link; its text alone where it leads nowhere."""
    text, href, _ = one
    return as_it_is(f"[{escape(text)}]({href})") if href else escape(text)


def labels(form: Form, marks: Sequence[FactionMark]) -> Markup:
    """Return the names of factions, each in its colour, with a space before it."""
    return _labels(form.text, marks)


@lru_cache(maxsize=1024)
def _labels(text: Callable[[str], str], marks: Sequence[FactionMark]) -> Markup:
    shown = [f' <span class="faction faction-{text(mark.id)}">{text(mark.name)}</span>' for mark in marks]
    return as_it_is("".join(shown))


def _stretch(stretch: Stretch) -> str:
    mark, pieces = stretch
    text = "".join(map(_piece, pieces))
    return f'<mark class="{escape(mark)}">{text}</mark>' if mark else text


def _piece(piece: Piece) -> str:
    kind, text, href, title, identifier = piece
    shown = escape(text)
    if kind == "text":
        return shown
    if kind == "link":
        return f"[{shown}]({href})"
    if kind == "term":
        return f'<abbr title="{escape(title)}">[{shown}]({href})</abbr>'
    if kind == "lost":
        return f'<span class="lost">{shown}</span>'
    named = f' id="{identifier}"' if identifier else ""
    return f'<sup class="note-mark"{named}>[{shown}]({href})</sup>'


def _block(block: Block) -> str:
    kind, texts, rows = block
    if kind == "table":
        return _table(rows)
    if kind == "list":
        items = "\n".join([f'<li markdown="1">{inline(text)}</li>' for text in texts])
        return f'<ul markdown="1">\n{items}\n</ul>'
    text = inline(texts[0])
    return text if kind == "paragraph" else f'<p class="text-heading" markdown="1">{text}</p>'


def _table(rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    lines = [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows[1:]]
    return (
        '<div class="table" role="region" aria-label="Tabel in de tekst" tabindex="0"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(lines)}</tbody></table></div>"
    )
